#include "bot/sample/status_source.hpp"

#include <charconv>
#include <utility>

#include "conversations/timestamp.hpp"

namespace desk {
namespace {

constexpr std::string_view opening = "{{minutes_ago:";
constexpr std::string_view closing = "}}";
constexpr const char* path = "/api/v2/summary.json";

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

Result<std::unique_ptr<StatusSource>> StatusSource::start(std::string document, Clock now) {
    std::unique_ptr<StatusSource> source{new StatusSource(std::move(document), std::move(now))};
    DESK_TRY(const auto endpoint, source->door_.listen("127.0.0.1", 0));
    source->url_ = "http://" + to_text(endpoint) + path;
    source->loop_ = std::thread{[door = &source->door_] { door->run(); }};
    return source;
}

StatusSource::StatusSource(std::string document, Clock now)
    : document_{std::move(document)}, now_{std::move(now)}, server_{HttpLimits{.workers = 1}, {}}, door_{server_, {}} {
    server_.route("GET", path, [this](const IncomingRequest&) {
        return HttpResponse{.status = 200,
                            .headers = {{"Content-Type", "application/json"}},
                            .body = with_times(document_, now_())};
    });
}

StatusSource::~StatusSource() {
    door_.stop();
    if (loop_.joinable()) loop_.join();
}

}  // namespace desk
