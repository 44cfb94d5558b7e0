#include "bot/cli/made_up_world.hpp"

#include <desk/wire.hpp>

#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace desk {
namespace {

constexpr std::string_view first_moment = "2026-11-24T09:05:00Z";

// The first word, which is taken off; blanks in front of the rest as well.
std::string take_word(std::string_view& words) {
    const auto end = words.find(' ');
    const std::string word{words.substr(0, end)};
    words.remove_prefix(end == std::string_view::npos ? words.size() : end);
    while (words.starts_with(' ')) words.remove_prefix(1);
    return word;
}

bool is_method(std::string_view word) {
    return word == "GET" || word == "POST" || word == "PUT" || word == "PATCH" || word == "DELETE";
}

Result<int> status_of(const std::string& word) {
    int status = 0;
    const auto [end, failed] = std::from_chars(word.data(), word.data() + word.size(), status);
    const bool is_status = failed == std::errc{} && end == word.data() + word.size() && status >= 100 && status <= 599;
    if (!is_status)
        return invalid("\"" + word + "\" is neither a status nor `fails`: web [METHOD] URL STATUS [BODY|@FILE]");
    return status;
}

Result<std::string> body_of(const std::string& folder, std::string_view words) {
    if (!words.starts_with('@')) return std::string{words};
    const auto path = std::filesystem::path{folder} / words.substr(1);
    std::ifstream file{path, std::ios::binary};
    if (!file) return invalid("cannot read " + path.string());
    return std::string{std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace

MadeUpWorld::MadeUpWorld(std::string folder) : folder_{std::move(folder)}, now_{*wire::read_time(first_moment)} {}

Result<void> MadeUpWorld::change(const ScriptLine& line) {
    if (line.world == "web") return change_web(line.text);
    if (line.world != "clock") return {};  // settings are read before the desk starts
    const auto moment = wire::read_time(line.text);
    if (!moment) return invalid("\"" + line.text + "\" is no time like " + std::string{first_moment});
    const std::lock_guard lock{mutex_};
    now_ = *moment;
    return {};
}

Result<void> MadeUpWorld::change_web(std::string_view words) {
    auto method = take_word(words);
    auto url = is_method(method) ? take_word(words) : std::exchange(method, "GET");
    const auto word = take_word(words);
    HttpResponse response{.status = 0};
    if (word != "fails") {
        DESK_TRY(response.status, status_of(word));
        DESK_TRY(response.body, body_of(folder_, words));
    }
    const std::lock_guard lock{mutex_};
    web_.insert_or_assign({std::move(method), std::move(url)}, std::move(response));
    return {};
}

Time MadeUpWorld::now() const {
    const std::lock_guard lock{mutex_};
    return now_;
}

Result<HttpResponse> MadeUpWorld::fetch(const HttpRequest& request) const {
    const std::lock_guard lock{mutex_};
    const auto found = web_.find({request.method, request.url});
    if (found == web_.end()) return unavailable("the script has no line `web " + request.url + " …`");
    if (found->second.status == 0) return unavailable("no answer from " + request.url);
    auto response = found->second;
    response.fetched_at = now_;
    return response;
}

std::map<std::string, std::string> settings_of(std::span<const ScriptLine> lines) {
    std::map<std::string, std::string> settings;
    for (const auto& line : lines) {
        if (line.world != "setting") continue;
        std::string_view words = line.text;
        auto name = take_word(words);
        settings.insert_or_assign(std::move(name), std::string{words});
    }
    return settings;
}

}  // namespace desk
