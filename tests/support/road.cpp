#include "tests/support/road.hpp"

#include <unistd.h>

#include <fstream>

#include <desk/json.hpp>

namespace desk::test {
namespace {

std::string counted_bytes(std::size_t size) {
    static int next = 0;
    std::string bytes(size, '\0');
    for (auto& byte : bytes) byte = static_cast<char>(next++ * 37);
    return bytes;
}

void write_file(const std::string& path, const std::string& content) { std::ofstream{path} << content; }

std::string manifest_stub(const Manifest& manifest) {
    return R"({"id":")" + manifest.id + R"(","version":"1.0.0","wall":"1.0","license":"MIT",)" +
           R"("title":{"en":"Made up","hu":"Kitalált","de":"Erfunden"},"listens":[{"name":"everything","roles":["guest"]}]})";
}

}  // namespace

Folder::Folder(const std::string& name)
    : path_{std::string{DESK_BUILD_DIR} + "/" + name + "-" + std::to_string(getpid())} {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
}

Road::Road() : folder_{"road"}, in_flight_{*InFlight::open("", 8)} {
    configuration_.desk = {.name = "Contoso Partner", .languages = {"en", "hu", "de"}, .time_zone = "Europe/Budapest"};
    configuration_.adapters.push_back({.name = "helpdesk",
                                       .type = "webhook",
                                       .settings = {{"secret", webhook_secret}, {"reply_url", "https://crm.example/replies"}}});
}

void Road::plugin(Manifest manifest, Script script) {
    const auto file = folder_.path() + "/" + manifest.id;
    write_file(file + ".plugin.json", manifest_stub(manifest));
    configuration_.plugins.push_back({.name = manifest.id, .file = file + ".so"});
    plugins_.emplace_back(std::move(manifest), std::move(script));
}

void Road::directory(const std::string& toml) {
    configuration_.directory.file = folder_.path() + "/customers.toml";
    write_file(configuration_.directory.file, toml);
}

void Road::open() {
    if (desk_) return;
    auto built = build_desk(configuration_, [this](const PluginConfiguration& configured, const Manifest&) {
        for (const auto& [manifest, script] : plugins_) {
            if (manifest.id != configured.name) continue;
            return Result<std::shared_ptr<PluginRunner>>{std::make_shared<ScriptedPlugin>(manifest, script)};
        }
        return Result<std::shared_ptr<PluginRunner>>{not_found(configured.name)};
    });
    EXPECT_TRUE(built) << built.error().what;
    for (const auto& warning : built->warnings) ADD_FAILURE() << warning;
    desk_ = std::make_unique<Current<Desk>>(built->desk);

    auto opened = open_storage("sqlite:" + folder_.path() + "/desk.db", {.random = counted_bytes});
    EXPECT_TRUE(opened) << opened.error().what;
    storage_ = *std::move(opened);
    people_ = std::make_unique<People>(*storage_.store, log_);
    begin_stages();
}

// With nothing in memory: what waits is in the store.
void Road::begin_stages() {
    const Clock clock = [this] { return now; };
    const SendHttp http = [this](const HttpRequest& request, const SendRules& rules) {
        sent.push_back(request);
        rules_given = rules;
        return web(request);
    };
    receiver_ = std::make_unique<Receiver>(
        Receiver::Parts{*storage_.store, *desk_, admission_, metrics_, log_, nudge_, nudge_, precedence_, clock, [] { return "fresh"; },
                        [this](const ConversationKey& conversation, std::optional<Situation> situation) {
                            dispatcher_->arrived(conversation, std::move(situation));
                        }},
        ReceiverLimits{});
    dispatcher_ = std::make_unique<Dispatcher>(
        Dispatcher::Parts{*storage_.store, *desk_, board_, cache_, in_flight_, metrics_, log_, nudge_, nudge_, nudge_, precedence_, http,
                          [this](const Probe& wanted, const SendRules& rules) { return probe(wanted, rules); }, clock,
                          [this] { return "fresh" + std::to_string(++fresh_ids_) + "abcdefghij"; },
                          [this](const ConversationKey& conversation, std::optional<WaitingReply> reply) {
                              deliverer_->arrived(conversation, std::move(reply));
                          }},
        DispatchLimits{.look_every = look_every_}, 8);
    deliverer_ = std::make_unique<Deliverer>(
        Deliverer::Parts{*storage_.store, *desk_, circuit_, metrics_, log_, nudge_, nudge_, http, clock, [] { return 0.5; }}, RetryLimits{.look_every = look_every_}, 8);
    recorder_ = std::make_unique<Recorder>(Recorder::Parts{*storage_.store, *receiver_, *dispatcher_, *deliverer_, clock});
    timers_ = std::make_unique<PluginTimers>(*storage_.store, now);
    const auto mine = storage_.store->hold_slots("test");
    EXPECT_TRUE(mine);
    dispatcher_->hold(*mine);
    deliverer_->hold(*mine);
}

Receiver& Road::receiver() {
    open();
    return *receiver_;
}

void Road::record() {
    const auto recorded = recorder_->step();
    EXPECT_TRUE(recorded) << recorded.error().what;
}

const Desk& Road::desk() {
    open();
    return *desk_->get();
}

HttpRequest Road::signed_delivery(const std::string& id, Time at, const std::string& body) {
    const auto seconds = std::to_string(std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count());
    const auto key = from_base64(std::string_view{webhook_secret}.substr(std::string_view{"whsec_"}.size()));
    const auto signature = "v1," + to_base64(hmac_sha256(*key, {id, ".", seconds, ".", body}));
    return {.method = "POST",
            .url = "/hooks/helpdesk",
            .headers = {{"webhook-id", id}, {"webhook-timestamp", seconds}, {"webhook-signature", signature},
                        {"content-type", "application/json"}},
            .body = body};
}

HttpResponse Road::deliver_raw(const HttpRequest& request) {
    return answered([&](const Responder& responder) { receiver().receive("helpdesk", request, responder); });
}

HttpResponse Road::answered(const std::function<void(const Responder&)>& ask) {
    HttpResponse answer;
    ask(Responder{[&answer](HttpResponse given) { answer = std::move(given); }});
    record();
    return answer;
}

int Road::deliver(const std::string& id, const std::string& conversation, const std::string& text,
                  const std::string& sender) {
    const Json body{{"conversation", conversation}, {"sender", {{"id", sender}, {"name", "Anna"}}}, {"text", text}};
    return deliver_raw(signed_delivery(id, now, dump_json(body))).status;
}

int Road::dispatch() {
    open();
    int did = 0;
    for (auto step = dispatcher_->step(); step && *step && did < 10'000; step = dispatcher_->step()) {
        ++did;
        record();
    }
    return did;
}

int Road::answer() {
    int did = 0;
    for (auto step = dispatcher_->step(); step && *step; step = dispatcher_->step()) ++did;
    return did;
}

int Road::send() {
    open();
    int did = 0;
    for (auto step = deliverer_->step(); step && *step && did < 10'000; step = deliverer_->step()) {
        ++did;
        record();
    }
    return did;
}

void Road::tick() {
    open();
    EXPECT_TRUE(people_->refresh(*desk_));
    EXPECT_TRUE(timers_->run(desk(), now));
    for (auto fired = store().fire_timers(now, 10); fired && *fired; fired = store().fire_timers(now, 10)) {
    }
    for (auto told = store().spread_news(now, 2); told && *told; told = store().spread_news(now, 2)) {
    }
    dispatcher_->look_again();
    run();
}

HttpResponse Road::report(const std::string& plugin, const std::string& hook, const HttpRequest& request) {
    return answered([&](const Responder& responder) { receiver().receive_report(plugin, hook, request, responder); });
}

void Road::restart_after(std::chrono::seconds pause) {
    now += pause;
    begin_stages();
}

void Road::setting(const std::string& name, const std::string& value) { configuration_.plugins.back().settings[name] = value; }

int Road::run() {
    int did = 0;
    for (int more = 1; more > 0; did += more) more = dispatch() + send();
    return did;
}

std::vector<std::string> Road::said() const {
    std::vector<std::string> texts;
    for (const auto& request : sent) {
        const auto body = parse_json(request.body);
        texts.push_back(body ? text_or(*body, "text", "") : "");
    }
    return texts;
}

}  // namespace desk::test
