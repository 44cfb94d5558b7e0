#include "plugins/vendors/vendor_problem.hpp"

#include "plugins/services/short_text.hpp"
#include "plugins/vendors/vendor_json.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <sstream>

namespace desk::vendors {
namespace {

using std::chrono::seconds;

constexpr std::size_t most_words = 500;
constexpr seconds longest_pause{86'400};

struct CodeRow {
    std::string_view code = {};
    Advice advice = Advice::later;
};
constexpr std::array partner_center_codes{CodeRow{"400", Advice::check_rights},
                                          CodeRow{"1000", Advice::not_there},
                                          CodeRow{"2032", Advice::check_rights},
                                          CodeRow{"2055", Advice::reload},
                                          CodeRow{"3000", Advice::fix_request},
                                          CodeRow{"20002", Advice::check_relationship},
                                          CodeRow{"20003", Advice::not_there},
                                          CodeRow{"60003", Advice::not_there},
                                          CodeRow{"800001", Advice::sign_in},
                                          CodeRow{"800002", Advice::fix_request},
                                          CodeRow{"800003", Advice::later},
                                          CodeRow{"900278", Advice::wait},
                                          CodeRow{"900308", Advice::check_relationship},
                                          CodeRow{"900309", Advice::check_policy},
                                          CodeRow{"900329", Advice::use_person},
                                          CodeRow{"900420", Advice::sign_in}};

struct StatusRow {
    int status = 0;
    Advice advice = Advice::later;
};
constexpr std::array status_advice{StatusRow{401, Advice::sign_in},   StatusRow{403, Advice::check_rights},
                                   StatusRow{404, Advice::not_there}, StatusRow{408, Advice::later},
                                   StatusRow{409, Advice::reload},    StatusRow{410, Advice::not_there},
                                   StatusRow{412, Advice::reload},    StatusRow{423, Advice::later},
                                   StatusRow{425, Advice::later},     StatusRow{429, Advice::later}};

struct AdviceName {
    Advice advice = Advice::later;
    std::string_view name = {};
};
constexpr std::array advice_names{AdviceName{Advice::fix_request, "fix_request"},
                                  AdviceName{Advice::sign_in, "sign_in"},
                                  AdviceName{Advice::use_person, "use_person"},
                                  AdviceName{Advice::check_rights, "check_rights"},
                                  AdviceName{Advice::check_relationship, "check_relationship"},
                                  AdviceName{Advice::check_policy, "check_policy"},
                                  AdviceName{Advice::not_there, "not_there"},
                                  AdviceName{Advice::reload, "reload"},
                                  AdviceName{Advice::wait, "wait"},
                                  AdviceName{Advice::later, "later"}};

Advice advice_of(int status, std::string_view code) {
    // A throttled or broken server is that, whatever code stands in its body.
    if (status == 429 || status >= 500) return Advice::later;
    for (const auto& row : partner_center_codes) {
        if (row.code == code) return row.advice;
    }
    for (const auto& row : status_advice) {
        if (row.status == status) return row.advice;
    }
    return Advice::fix_request;
}

std::optional<seconds> whole_seconds(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc{} || end == text.data() || value < 0) return std::nullopt;
    return std::min(seconds{value}, longest_pause);
}

// "Wed, 21 Oct 2026 07:28:00 GMT" (RFC 9110).
std::optional<Time> http_date(const std::string& text) {
    constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::istringstream stream{text};
    std::string day_name, month, zone;
    unsigned day = 0;
    int year = 0, hour = 0, minute = 0, second = 0;
    char colon = 0;
    stream >> day_name >> day >> month >> year >> hour >> colon >> minute >> colon >> second >> zone;
    const auto place = std::find(months.begin(), months.end(), month);
    if (stream.fail() || zone != "GMT" || place == months.end()) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{year},
                                           std::chrono::month{static_cast<unsigned>(place - months.begin()) + 1},
                                           std::chrono::day{day}};
    if (!date.ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
    return std::chrono::sys_days{date} + std::chrono::hours{hour} + std::chrono::minutes{minute} + seconds{second};
}

std::optional<seconds> retry_after(const HttpResponse& response, std::string_view message) {
    if (const auto* header = find_header(response.headers, "Retry-After")) {
        if (const auto stated = whole_seconds(*header)) return stated;
        if (const auto date = http_date(*header)) {
            const auto left = std::chrono::ceil<seconds>(*date - response.fetched_at);
            return std::clamp(left, seconds{0}, longest_pause);
        }
    }
    constexpr std::string_view lead_in = "ry again in ";
    const auto at = message.find(lead_in);
    return at == std::string_view::npos ? std::nullopt : whole_seconds(message.substr(at + lead_in.size()));
}

std::string first_text(const Json& object, std::initializer_list<std::string_view> names) {
    for (const auto name : names) {
        if (auto text = text_in(object, name); !text.empty()) return text;
    }
    return {};
}

}  // namespace

std::string_view name_of(Advice advice) {
    const auto row = std::find_if(advice_names.begin(), advice_names.end(),
                                  [&](const AdviceName& one) { return one.advice == advice; });
    return row->name;
}

std::optional<Problem> problem_of(const HttpResponse& response) {
    if (response.status >= 200 && response.status < 300) return std::nullopt;
    Problem problem{.status = response.status};
    std::string message;
    if (const auto body = read_body(response.body)) {
        const auto& inner = object_in(*body, "error");
        const auto& said = inner.empty() ? *body : inner;
        problem.code = shortened(text_in(said, "code"), 100);
        problem.target = shortened(text_in(said, "target"), 100);
        message = first_text(said, {"description", "message", "error_human", "error"});
    }
    problem.advice = advice_of(response.status, problem.code);
    problem.retry_after = retry_after(response, message);
    problem.message = shortened(std::move(message), most_words);
    return problem;
}

Error error_of(const Problem& problem, std::string_view tried) {
    const auto code = problem.code.empty() ? std::string{} : " " + problem.code;
    auto what = std::string{tried} + ": " + std::to_string(problem.status) + code + " (" +
                std::string{name_of(problem.advice)} + ")";
    switch (problem.advice) {
        case Advice::later:
        case Advice::wait:
            return unavailable(std::move(what));
        case Advice::not_there:
            return not_found(std::move(what));
        case Advice::fix_request:
        case Advice::reload:
            return invalid(std::move(what));
        default:
            return denied(std::move(what));
    }
}

Result<Json> document_of(const HttpResponse& response, std::string_view tried) {
    if (const auto problem = problem_of(response)) return error_of(*problem, tried);
    auto body = read_body(response.body);
    if (!body) return unavailable(std::string{tried} + ": " + body.error().what);
    return body;
}

seconds pause_after(const Problem& problem, int failures, std::uint64_t random) {
    constexpr int most_doublings = 6;
    const auto doubled = seconds{60} * (1 << std::clamp(failures - 1, 0, most_doublings));
    const auto base = std::max(problem.retry_after.value_or(seconds{0}),
                               failures > 1 || !problem.retry_after ? std::min(doubled, seconds{3'600}) : seconds{0});
    const auto spread = static_cast<std::uint64_t>(base.count() / 10 + 1);
    return base + seconds{static_cast<std::int64_t>(random % spread)};
}

}  // namespace desk::vendors
