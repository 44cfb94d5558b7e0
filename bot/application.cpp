#include "bot/application.hpp"

#include <algorithm>
#include <array>
#include <future>
#include <random>
#include <utility>

#include "bot/fresh.hpp"
#include "bot/http/listener.hpp"
#include "bot/http/reach.hpp"
#include "bot/limits_from.hpp"

namespace desk {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds seen_for{std::chrono::hours{24 * 30}};
constexpr seconds stuck_after{5};
constexpr int forget_batch = 1'000;
constexpr int due_batch = 200;
constexpr const char* node_name = "desk";

// "127.0.0.1:8080", "[::1]:8080"; the configuration has checked it.
std::pair<std::string, std::uint16_t> host_and_port(const std::string& address) {
    const auto colon = address.rfind(':');
    auto host = address.substr(0, colon);
    if (host.starts_with("[")) host = host.substr(1, host.size() - 2);
    return {std::move(host), static_cast<std::uint16_t>(std::stoi(address.substr(colon + 1)))};
}

constexpr Again nothing_left = std::nullopt;

constexpr Again at_once_if(bool is_more) {
    return is_more ? Again{milliseconds{0}} : nothing_left;
}

// A dispatcher waits for one call at a time, so their number is the number of calls.
std::size_t dispatchers(const Configuration& configuration) {
    return static_cast<std::size_t>(configuration.limits.plugin_calls);
}

double chance() {
    thread_local std::minstd_rand random{std::random_device{}()};
    return std::uniform_real_distribution<double>{0.0, 1.0}(random);
}

std::function<std::string()> event_ids(const Clock& now) {
    return [now] { return fresh_event_id(now()); };
}

Result<Probed> probe_by_network(const Probe& wanted, const SendRules& rules) {
    return probe(wanted, {.reach = {.allow_private = rules.allow_private}, .time = rules.longest});
}

// The file beside the database; other engines keep it in memory only.
std::string in_flight_path(const std::string& url) {
    constexpr std::string_view sqlite = "sqlite:";
    return url.starts_with(sqlite) ? url.substr(sqlite.size()) + ".in-flight" : std::string{};
}

}  // namespace

Application::Door::Door(const HttpLimits& limits, const Log& log, const DoorRules& rules)
    : server{limits, [&log](std::string_view what) { log.error("http.failed", {{"what", what}}); }},
      door{server, rules} {}

Application::Door::~Door() {
    door.stop();
    if (loop.joinable()) loop.join();
}

Result<std::unique_ptr<Application>> Application::start(const Configuration& configuration, const Log& log,
                                                        StartPlugin start_plugin, Storage storage, Outside outside) {
    DESK_TRY(auto in_flight, InFlight::open(in_flight_path(configuration.storage.url), Dispatcher::most_held(dispatchers(configuration))));
    DESK_TRY(auto built, build_desk(configuration, start_plugin));
    std::unique_ptr<Application> application{new Application(configuration, log, std::move(start_plugin),
                                                             std::move(storage), std::move(in_flight), std::move(built),
                                                             outside)};
    DESK_CHECK(application->take_over());
    application->start_workers();
    return application;
}

Application::Application(const Configuration& configuration, const Log& log, StartPlugin start_plugin, Storage storage,
                         InFlight in_flight, BuiltDesk built, const Outside& outside)
    : configuration_{configuration},
      log_{log},
      start_plugin_{std::move(start_plugin)},
      reread_{outside.reread},
      warnings_{std::move(built.warnings)},
      started_at_{system_now()},
      storage_{std::move(storage)},
      in_flight_{std::move(in_flight)},
      desk_{std::move(built.desk)},
      admission_{admission_limits(configuration.limits)},
      circuit_{{}},
      cache_{{}},
      precedence_{static_cast<std::size_t>(configuration.limits.deliveries_first)},
      receiver_{{*storage_.store, desk_, admission_, metrics_, log_, unrecorded_, stored_, precedence_, outside.now, event_ids(outside.now),
                 [this](const ConversationKey& conversation, std::optional<Situation> situation) {
                     dispatcher_.arrived(conversation, std::move(situation));
                 }},
                receiver_limits(configuration.limits)},
      dispatcher_{{*storage_.store, desk_, board_, cache_, in_flight_, metrics_, log_, stored_, outgoing_, unrecorded_, precedence_,
                   outside.fetch ? outside.fetch : send_by_network(), outside.probe ? outside.probe : probe_by_network, outside.now, fresh_id,
                   [this](const ConversationKey& conversation, std::optional<WaitingReply> reply) {
                       deliverer_.arrived(conversation, std::move(reply));
                   }},
                  dispatch_limits(configuration.limits), dispatchers(configuration)},
      deliverer_{{*storage_.store, desk_, circuit_, metrics_, log_, outgoing_, unrecorded_,
                  send_by_network(), system_now, chance},
                 retry_limits(configuration.limits), static_cast<std::size_t>(configuration.limits.deliverers)},
      recorder_{{*storage_.store, receiver_, dispatcher_, deliverer_, outside.now}},
      asking_{{*storage_.store, receiver_, board_, configuration.limits.ask_time}},
      plugin_timers_{*storage_.store, started_at_},
      reloads_{{desk_, log_, system_now}},
      people_{*storage_.store, log_},
      chores_{chore_table(), system_now, log_},
      file_check_{*storage_.operations, log_},
      public_parts_{receiver_, asking_, desk_, event_ids(outside.now)},
      admin_parts_{*storage_.store, storage_.health, desk_, circuit_, metrics_, system_now, started_at_,
                   [this] { return is_draining_.load(); },
                   [this] {
                       dispatcher_.look_again();
                       deliverer_.look_again();
                       stored_.all();
                       outgoing_.all();
                   },
                   [this] { return stuck_threads(); },
                   [this](const std::string& name) { return reload_plugin(name); }, configuration.limits.backlog} {}

// What the program before us left behind: its leases, and the messages it held when it died.
Result<void> Application::take_over() {
    DESK_TRY(const auto mine, storage_.store->hold_slots(node_name));
    dispatcher_.hold(mine);
    deliverer_.hold(mine);
    DESK_TRY(auto desk, people_.complete(desk_.get()));
    desk_.swap(std::move(desk));
    if (storage_.health.lost_commits > 0) {
        log_.error("storage.data_loss", {{"lost_commits", storage_.health.lost_commits}});
    }
    if (storage_.health.watermark_missing) log_.warning("storage.watermark_missing");
    for (const auto& ticket : in_flight_.left_over()) {
        const auto counted = storage_.store->count_attempt(ticket);
        if (!counted && counted.error().code == ErrorCode::not_found) continue;  // it died with the message done
        if (!counted) return counted;
        log_.warning("message.was_in_flight", {{"seq", ticket.seq}});
    }
    for (const auto& warning : warnings_) log_.warning("plugin.left_out", {{"why", warning}});
    return {};
}

SendHttp Application::send_by_network() {
    return [this](const HttpRequest& request, const SendRules& rules) { return clients_.send(request, rules); };
}

void Application::start_workers() {
    const auto add = [this](std::string name, Worker::Step step, Nudge& nudge, auto... until_due) {
        workers_.push_back(std::make_unique<Worker>(std::move(name), std::move(step), nudge, log_, std::move(until_due)...));
    };
    const auto deliverers = configuration_.limits.deliverers;
    for (std::int64_t i = 0; i < deliverers; ++i) {
        add("deliver-" + std::to_string(i), [this] { return deliverer_.step(); }, outgoing_);
    }
    for (std::size_t i = 0; i < dispatchers(configuration_); ++i) {
        add("dispatch-" + std::to_string(i), [this] { return dispatcher_.step(); }, stored_);
    }
    add("record", [this] { return recorder_.step(); }, unrecorded_);
    add("late", [this] { return give_up(); }, late_);
    add("chores", [this] { return chores_.step(); }, chores_due_, [this] { return chores_.until_next(Worker::poll); });
    if (storage_.health.is_unchecked) file_check_.start();
}

// Beside all others, as it is for those who wait when one of them hangs.
Result<bool> Application::give_up() {
    const auto now = std::chrono::steady_clock::now();
    receiver_.give_up(now);
    asking_.give_up(now);
    return false;
}

std::vector<Chore> Application::chore_table() {
    auto& store = *storage_.store;
    return {{.name = "slots", .period = milliseconds{1'250},
             .run = [this, &store](Time) -> Result<Again> {
                 DESK_TRY(const auto mine, store.hold_slots(node_name));
                 dispatcher_.hold(mine);
                 deliverer_.hold(mine);
                 return nothing_left;
             }},
            {.name = "backlog", .period = milliseconds{500},
             .run = [this, &store](Time) -> Result<Again> {
                 DESK_TRY(const auto backlog, store.backlog());
                 admission_.set_backlog(backlog.waiting_messages);
                 return nothing_left;
             }},
            {.name = "search", .period = milliseconds{500},
             .run = [this, &store](Time) -> Result<Again> {
                 DESK_TRY(const int indexed, store.index_some(index_pace_.step()));
                 return index_pace_.after(indexed);
             }},
            {.name = "timers", .period = milliseconds{500},
             .run = [this, &store](Time now) -> Result<Again> {
                 DESK_CHECK(plugin_timers_.run(*desk_.get(), now));
                 DESK_TRY(const bool fired, store.fire_timers(now, due_batch));
                 DESK_TRY(const bool told, store.spread_news(now, due_batch));
                 if (fired || told) dispatcher_.look_again();
                 if (fired || told) stored_.all();
                 return at_once_if(fired || told);
             }},
            {.name = "people", .period = milliseconds{500},
             .run = [this](Time) -> Result<Again> {
                 DESK_CHECK(people_.refresh(desk_));
                 return nothing_left;
             }},
            {.name = "reloads", .period = seconds{1},
             .run = [this](Time) -> Result<Again> {
                 DESK_CHECK(reloads_.watch());
                 return nothing_left;
             }},
            {.name = "watermark", .period = seconds{1},
             .run = [&store](Time) -> Result<Again> {
                 DESK_CHECK(store.sync_watermark());
                 return nothing_left;
             }},
            {.name = "checkpoint", .period = seconds{1},
             .run = [&store](Time) -> Result<Again> {
                 DESK_CHECK(store.checkpoint());
                 return nothing_left;
             }},
            // One step of its walk: at once until it is through would be a load of its own each minute on a large table.
            {.name = "forget", .period = seconds{1},
             .run = [&store](Time now) -> Result<Again> {
                 DESK_CHECK(store.forget_seen(now - seen_for, forget_batch));
                 return nothing_left;
             }},
            {.name = "calls", .period = seconds{60},
             .run = [&store, kept = configuration_.limits.call_records](Time now) -> Result<Again> {
                 DESK_TRY(const bool is_more, store.forget_calls(now - kept, forget_batch));
                 return at_once_if(is_more);
             }}};
}

std::vector<std::string> Application::stuck_threads() {
    const auto now = std::chrono::steady_clock::now();
    std::vector<std::string> stuck;
    const std::lock_guard lock{ticks_mutex_};
    for (const auto& worker : workers_) {
        auto& tick = ticks_[worker->name()];
        const auto ticks = worker->ticks();
        const bool is_busy_for_good_reason = worker->name().starts_with("dispatch") || worker->name().starts_with("deliver");
        if (ticks != tick.ticks || tick.at == std::chrono::steady_clock::time_point{}) tick = {ticks, now};
        // A dispatcher waits for a plugin and a deliverer for a platform, each within a limit of its own.
        const auto allowed = is_busy_for_good_reason ? stuck_after + seconds{60} : stuck_after;
        if (now - tick.at > allowed) stuck.push_back(worker->name());
    }
    return stuck;
}

Result<Application::Endpoints> Application::listen(const std::string& listen, const std::string& admin_listen) {
    const auto limits = http_limits(configuration_.limits);
    DESK_TRY(const auto proxies, networks(configuration_.server.trusted_proxies));
    door_ = std::make_unique<Door>(limits, log_, DoorRules{.gate = {.limits = limits}, .trusted_proxies = proxies,
                                                           .limits_unproven = true});
    auto admin_limits = limits;
    admin_limits.workers = 2;
    admin_door_ = std::make_unique<Door>(admin_limits, log_, DoorRules{.gate = {.limits = admin_limits}});
    add_public_routes(door_->server, public_parts_);
    add_admin_routes(admin_door_->server, admin_parts_);

    const auto [host, port] = host_and_port(listen);
    const auto [admin_host, admin_port] = host_and_port(admin_listen);
    DESK_TRY(const auto listening, door_->door.listen(host, port));
    DESK_TRY(const auto admin, admin_door_->door.listen(admin_host, admin_port));
    for (auto* door : {door_.get(), admin_door_.get()}) door->loop = std::thread{[door] { door->door.run(); }};
    log_.info("desk.ready", {{"listen", to_text(listening)}, {"admin", to_text(admin)}});
    return Endpoints{listening, admin};
}

Result<void> Application::can_listen(const std::string& listen, const std::string& admin_listen) {
    for (const auto& address : {listen, admin_listen}) {
        const auto [host, port] = host_and_port(address);
        DESK_CHECK(Listener::open(host, port));
    }
    return {};
}

Result<Answered> Application::ask(std::string_view adapter, const HttpRequest& request, std::string_view event_id) {
    const auto answer = std::make_shared<std::promise<Result<Answered>>>();
    auto waiting = answer->get_future();
    asking_.ask(adapter, request, event_id, [answer](const Result<Answered>& answered) { answer->set_value(answered); });
    return waiting.get();
}

Result<std::vector<std::string>> Application::reload(const Configuration& configuration) {
    DESK_TRY(auto built, build_desk(configuration, start_plugin_));
    DESK_TRY(built.desk, people_.complete(std::move(built.desk)));
    reloads_.forget_all();
    desk_.swap(std::move(built.desk));
    log_.info("desk.reloaded");
    for (const auto& warning : built.warnings) log_.warning("plugin.left_out", {{"why", warning}});
    return std::move(built.warnings);
}

Result<PluginReloads::Reloaded> Application::reload_plugin(const std::string& name) {
    const auto configuration = reread_ ? reread_() : Result<Configuration>{configuration_};
    if (!configuration) return configuration.error();
    for (const auto& plugin : configuration->plugins) {
        if (plugin.name == name && plugin.enabled) return reloads_.reload(plugin, start_plugin_);
    }
    return not_found("the configuration has no plugin called " + name);
}

Application::~Application() {
    const bool was_ready = door_ && door_->loop.joinable();
    is_draining_ = true;
    file_check_.stop();
    admission_.set_draining(true);
    if (door_) door_->door.set_draining(true);
    door_.reset();  // answers under way are finished
    for (auto& worker : workers_) worker->stop();
    workers_.clear();
    if (const auto rest = recorder_.step(); !rest) log_.warning("commit.failed", {{"what", rest.error().what}});
    admin_door_.reset();
    if (const auto released = storage_.store->release_slots(node_name); !released) {
        log_.warning("slots.not_released", {{"what", released.error().what}});
    }
    if (const auto flushed = storage_.store->checkpoint(); !flushed) {
        log_.warning("checkpoint.failed", {{"what", flushed.error().what}});
    }
    if (was_ready) log_.info("desk.stopped");
}

}  // namespace desk
