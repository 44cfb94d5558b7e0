#include "bot/sample/status_source.hpp"

#include <charconv>
#include <utility>

#include "conversations/timestamp.hpp"

namespace desk {
namespace {

constexpr std::string_view opening = "{{minutes_ago:";
constexpr std::string_view closing = "}}";
constexpr const char* folder = "/api/v2/";
constexpr const char* summary = "summary.json";

}  // namespace

std::string with_times(std::string_view text, Time now) {
    std::string filled;
    while (true) {
        const auto begin = text.find(opening);
        const auto end = begin == std::string_view::npos ? begin : text.find(closing, begin);
        if (end == std::string_view::npos) return filled.append(text);

        const auto number = text.substr(begin + opening.size(), end - begin - opening.size());
        int minutes = 0;
        std::from_chars(number.data(), number.data() + number.size(), minutes);
        filled.append(text.substr(0, begin)).append(timestamp(now - std::chrono::minutes{minutes}));
        text.remove_prefix(end + closing.size());
    }
}

Result<std::unique_ptr<StatusSource>> StatusSource::start(ReadDocument read, Time now) {
    std::unique_ptr<StatusSource> source{new StatusSource(std::move(read), now)};
    DESK_TRY(const auto endpoint, source->door_.listen("127.0.0.1", 0));
    source->url_ = "http://" + to_text(endpoint) + folder + summary;
    source->loop_ = std::thread{[door = &source->door_] { door->run(); }};
    return source;
}

StatusSource::StatusSource(ReadDocument read, Time now)
    : read_{std::move(read)}, server_{HttpLimits{.workers = 1}, {}}, door_{server_, {}} {
    for (const char* name : {summary, "incidents.json"}) {
        server_.route("GET", std::string{folder} + name, [this, name, now](const IncomingRequest&) {
            const auto document = read_(name);
            if (!document) return HttpResponse{.status = 404};
            return HttpResponse{.status = 200,
                                .headers = {{"Content-Type", "application/json"}},
                                .body = with_times(*document, now)};
        });
    }
}

StatusSource::~StatusSource() {
    door_.stop();
    if (loop_.joinable()) loop_.join();
}

}  // namespace desk
