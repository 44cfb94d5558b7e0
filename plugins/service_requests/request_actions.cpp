#include "plugins/service_requests/request_actions.hpp"

#include "plugins/service_requests/request_news.hpp"
#include "plugins/service_requests/request_parts.hpp"
#include "plugins/services/short_text.hpp"

#include <array>
#include <utility>

namespace desk {
namespace {

using Kind = RequestEventKind;

constexpr std::size_t most_text = 4'000;
constexpr int low_rating = 2;

// One action on one log.
class Act {
public:
    Act(const RequestLog& log, const RequestAction& action)
        : log_{log},
          state_{state_of(log)},
          action_{action},
          text_{shortened(action.text, most_text)},
          is_agent_{is_agent(action.by.role)} {}

    RequestChange note() {
        if (text_.empty()) return needs_text();
        if (is_agent_) return {.events = {event(Kind::internal, text_)}, .answer = answered("request.note_saved")};
        auto answer = say("request.added", {{"id", log_.id}});
        if (!state_.is_open()) {
            Card card{.kind = "request",
                      .text = answer.text,
                      .actions = {request_action("request.reopen", log_.id, "reopen")}};
            answer = with_card(std::move(card));
        }
        return {.events = {event(Kind::message, text_)},
                .answer = std::move(answer),
                .alert = alert("alert.message", text_)};
    }
    RequestChange reply() { return to_customer(Kind::reply, "request.replied"); }
    RequestChange ask() { return to_customer(Kind::asked, "request.asked"); }

    RequestChange resolve() {
        if (!state_.is_open()) return refused("request.is_over");
        RequestChange change{.events = {event(Kind::resolved, text_)},
                             .answer = answered("request.resolved"),
                             .news = solved_news(log_.id, text_)};
        ask_satisfaction(change);
        return change;
    }
    RequestChange close() {
        if (state_.word == "closed") return refused("request.is_over");
        RequestChange change{.events = {event(Kind::closed, text_)}, .answer = answered("request.closed")};
        if (is_agent_) {
            change.news = closed_news(log_.id);
            ask_satisfaction(change);
            return change;
        }
        change.alert = alert("alert.closed", text_);
        ask_satisfaction(change);
        if (change.satisfaction) {  // whoever closes it is asked at once
            change.answer = *std::exchange(change.satisfaction, std::nullopt);
            change.answer.card->text.insert(change.answer.card->text.begin(),
                                            Phrase{"request.closed", {{"id", log_.id}}});
        }
        return change;
    }
    RequestChange reopen() {
        if (state_.is_open()) return refused("request.is_open");
        RequestChange change{.events = {event(Kind::reopened, text_)}, .answer = answered("request.reopened")};
        if (!is_agent_) change.alert = alert("alert.reopened", text_);
        return change;
    }
    RequestChange rate() {
        const bool is_rating =
            !text_.empty() && text_[0] >= '1' && text_[0] <= '5' && (text_.size() == 1 || text_[1] == ' ');
        if (!is_rating) return refused("request.how_to_rate");
        if (state_.is_open()) return refused("request.is_open");
        const int rating = text_[0] - '0';
        const auto comment = text_.size() > 2 ? text_.substr(2) : std::string{};
        RequestChange change{.events = {event(Kind::rated, comment, text_.substr(0, 1))}, .answer = say("csat.thanks")};
        if (rating > low_rating) return change;
        Card card{.kind = "request_csat", .text = {{"csat.low", {}}}, .actions = {person_action()}};
        change.answer = with_card(std::move(card));
        change.alert = alert("alert.rated", comment);
        return change;
    }
    RequestChange priority() {
        auto wanted = text_.substr(0, text_.find(' '));
        if (!wanted.empty() && wanted[0] == 'p') wanted[0] = 'P';
        const bool is_one = wanted.size() == 2 && wanted[0] == 'P' && wanted[1] >= '1' && wanted[1] <= '4';
        const auto reason = text_.size() > 3 ? text_.substr(3) : std::string{};
        if (!is_one || reason.empty()) return refused("request.how_to_prioritise");
        return {.events = {event(Kind::priority, reason, wanted)},
                .answer = answered("request.prioritised", {{"priority", priority_phrase(wanted)}}),
                .news = priority_news(log_.id, wanted)};
    }
    RequestChange not_yours() { return {.answer = say("request.desk_only")}; }
    bool is_by_agent() const { return is_agent_; }

private:
    RequestEvent event(Kind kind, std::string text, std::string value = {}) const {
        return {.kind = kind,
                .at = action_.now,
                .by = action_.by,
                .text = std::move(text),
                .value = std::move(value),
                .call = action_.call};
    }
    RequestChange to_customer(Kind kind, const char* key) {
        if (text_.empty()) return needs_text();
        return {.events = {event(kind, text_)},
                .answer = answered(key),
                .news = reply_news(log_.id, action_.by.name, text_)};
    }
    void ask_satisfaction(RequestChange& change) const {
        if (state_.csat_was_asked) return;
        change.events.push_back(event(Kind::csat_asked, ""));
        change.satisfaction = satisfaction_question(log_.id);
    }
    Answer answered(const char* key, std::map<std::string, Value> values = {}) const {
        values.emplace("id", log_.id);
        return say(key, std::move(values));
    }
    RequestChange refused(const char* key) const { return {.answer = say(key, {{"id", log_.id}})}; }
    RequestChange needs_text() const {
        return {.answer = say("request.needs_text", {{"text", "/request " + log_.id + " " + action_.name}})};
    }
    Answer alert(const char* key, const std::string& text) const {
        return request_alert(key, log_.id, action_.customer, text);
    }

    const RequestLog& log_;
    RequestState state_;
    const RequestAction& action_;
    std::string text_;
    bool is_agent_;
};

struct ActionRow {
    std::string_view name;
    RequestChange (Act::*run)();
    bool is_for_agents;
};
constexpr std::array action_rows{ActionRow{"note", &Act::note, false},   ActionRow{"reply", &Act::reply, true},
                                 ActionRow{"ask", &Act::ask, true},      ActionRow{"resolve", &Act::resolve, true},
                                 ActionRow{"close", &Act::close, false}, ActionRow{"reopen", &Act::reopen, false},
                                 ActionRow{"rate", &Act::rate, false},   ActionRow{"priority", &Act::priority, true}};

}  // namespace

RequestChange change_of(const RequestLog& log, const RequestAction& action) {
    Act act{log, action};
    for (const auto& row : action_rows) {
        if (row.name != action.name) continue;
        return row.is_for_agents && !act.is_by_agent() ? act.not_yours() : (act.*row.run)();
    }
    return {.answer = say("request.desk_only")};
}

}  // namespace desk
