#include "plugins/partner_center/step.hpp"

#include "plugins/partner_center/relationships.hpp"
#include "plugins/vendors/partner_center/partner.hpp"
#include "plugins/vendors/vendor_json.hpp"
#include <desk/json.hpp>
#include <desk/wire_values.hpp>

#include <algorithm>
#include <functional>

namespace desk::directory_sync {
namespace {

constexpr int page_size = 40;
constexpr int most_attempts = 3;  // a quarter of a minute apart
constexpr std::chrono::hours after_breaking_off{1};

// A pass in one step, with what it may use.
class Step {
public:
    Step(Host& host, const Call& call, const Settings& settings, Pass pass, Pause pause)
        : host_{host},
          call_{call},
          settings_{settings},
          shelf_{host},
          fetching_{host, call},
          pass_{std::move(pass)},
          pause_{pause} {}

    // Errors: unavailable (the shelf).
    Result<void> run() {
        while (fetching_.may_go_on()) {
            DESK_TRY(const auto fetched, next());
            if (is_whole_) return end("");
            if (fetched.outcome == Outcome::break_off) return end(fetched.why);
            if (fetched.outcome == Outcome::throttled) return pause(*fetched.problem);
            if (fetched.outcome == Outcome::later && !may_try_again()) return end(fetched.why);
            if (fetched.outcome == Outcome::later) break;
            pass_.attempts = 0;
        }
        keep();
        return {};
    }

private:
    Result<Fetched> next() {
        if (pass_.phase == Phase::relationships)
            return read_relationship_page(host_, shelf_, fetching_, call_, settings_, pass_);
        if (pass_.phase == Phase::profile) return profile();
        if (pass_.current) return customer();
        if (!pass_.waiting.empty()) {
            pass_.current = std::move(pass_.waiting.front());
            pass_.waiting.erase(pass_.waiting.begin());
            return customer();
        }
        if (!pass_.has_first_page || pass_.page) return customers();
        is_whole_ = true;
        return Fetched{.outcome = Outcome::read};
    }

    Result<Fetched> profile() {
        auto fetched = fetching_.fetch(partner_center::support_profile_request(settings_.partner_center, ids()));
        if (fetched.outcome != Outcome::read && fetched.outcome != Outcome::skip) return fetched;
        pass_.phase = Phase::customers;
        const auto profile = partner_center::read_support_profile(fetched.response);
        if (fetched.outcome == Outcome::skip) ++pass_.failed_parts;
        if (fetched.outcome == Outcome::read && profile) {
            host_.remember("profile", dump_json(Json{{"email", profile->email},
                                                     {"telephone", profile->telephone},
                                                     {"website", profile->website},
                                                     {"as_of", wire::time_text(call_.now)}}));
        }
        return fetched;
    }

    Result<Fetched> customers() {
        auto request = pass_.page ? partner_center::next_request(settings_.partner_center, ids(), *pass_.page)
                                  : partner_center::customers_request(settings_.partner_center, ids(), page_size);
        if (!request) return Fetched{.outcome = Outcome::break_off, .why = "fix_request"};
        auto fetched = fetching_.fetch(*request);
        if (fetched.outcome == Outcome::skip) fetched.outcome = Outcome::break_off;
        if (fetched.outcome != Outcome::read) return fetched;
        const auto page = partner_center::read_customers(fetched.response);
        if (!page) {
            host_.log(2, "partner_center: " + page.error().what);
            return Fetched{.outcome = Outcome::later, .why = "unreachable"};
        }
        pass_.has_first_page = true;
        pass_.total = std::max(pass_.total, page->total);
        pass_.page = page->next;
        for (const auto& entry : page->customers) pass_.waiting.push_back(begin_work(entry));
        return fetched;
    }

    Result<Fetched> customer() {
        auto& work = *pass_.current;
        auto fetched = Fetched{.outcome = Outcome::read};
        if (!work.parts.empty()) {
            DESK_TRY(fetched, read_next_part(host_, fetching_, call_, settings_, work, pass_.requests));
        }
        if (work.parts.empty()) DESK_CHECK(tell());
        return fetched;
    }

    Result<void> tell() {
        DESK_CHECK(add_relationship(shelf_, pass_, *pass_.current));
        host_.enrol_customer(pass_.current->tenant_id, dump_json(pass_.current->document));
        host_.count("customers");
        if (pass_.current->failed > 0) host_.count("parts_failed", pass_.current->failed);
        pass_.failed_parts += pass_.current->failed;
        ++pass_.done;
        pass_.current.reset();
        return {};
    }

    // False: it was tried often enough, and nothing goes on without it.
    bool may_try_again() {
        if (++pass_.attempts < most_attempts) return true;
        pass_.attempts = 0;
        if (pass_.phase == Phase::relationships) {
            pass_.knows_relationships = false;
            pass_.phase = Phase::profile;
            return true;
        }
        if (pass_.phase == Phase::profile) {
            ++pass_.failed_parts;
            pass_.phase = Phase::customers;
            return true;
        }
        if (!pass_.current) return false;
        give_up_part(*pass_.current);
        return true;
    }

    Result<void> pause(const vendors::Problem& problem) {
        pause_.throttled = std::min(pause_.throttled + 1, 100);
        pause_.until = call_.now + vendors::pause_after(problem, pause_.throttled, std::hash<std::string>{}(call_.id));
        host_.remember("pause", write_pause(pause_));
        host_.count("throttled");
        host_.remember("pass", write_pass(pass_));
        return {};
    }

    Result<void> end(const std::string& broken_off) {
        host_.remember("last", write_summary({.started = pass_.started,
                                              .ended = call_.now,
                                              .customers = pass_.done,
                                              .failed_parts = pass_.failed_parts,
                                              .knows_relationships = pass_.knows_relationships,
                                              .broken_off = broken_off}));
        host_.forget("pass");
        host_.count("passes");
        if (pause_.throttled > 0) host_.forget("pause");
        return {};
    }

    void keep() {
        host_.remember("pass", write_pass(pass_));
        if (pause_.throttled > 0) host_.forget("pause");
    }

    vendors::CallIds ids() { return vendors::ids_of(call_, static_cast<int>(++pass_.requests)); }

    Host& host_;
    const Call& call_;
    const Settings& settings_;
    Shelf shelf_;
    Fetching fetching_;
    Pass pass_;
    Pause pause_;
    bool is_whole_ = false;
};

Result<bool> is_due(Host& host, const Call& call, const Settings& settings) {
    DESK_TRY(const auto wanted, host.recall("wanted"));
    if (wanted) return true;
    DESK_TRY(const auto kept, host.recall("last"));
    const auto last = kept ? read_summary(*kept) : Result<Summary>{not_found("no pass yet")};
    if (!last) return true;
    return call.now >= next_after(*last, settings);
}

// The pass under way, or a new one; nothing when none is due.
Result<std::optional<Pass>> pass_at(Host& host, const Call& call, const Settings& settings) {
    DESK_TRY(const auto kept, host.recall("pass"));
    if (kept) {
        if (auto pass = read_pass(*kept)) return std::optional{*std::move(pass)};
        host.log(3, "partner_center: the pass that was kept cannot be read; a new one begins");
    }
    DESK_TRY(const auto due, is_due(host, call, settings));
    if (!due) return std::optional<Pass>{};
    host.forget("wanted");
    return std::optional{Pass{.started = call.now}};
}

}  // namespace

Result<void> step(Host& host, const Call& call, const Settings& settings) {
    DESK_TRY(const auto kept, host.recall("pause"));
    const auto pause = kept ? read_pause(*kept) : Pause{};
    if (call.now < pause.until) return {};
    DESK_TRY(auto pass, pass_at(host, call, settings));
    if (!pass) return {};
    return Step{host, call, settings, *std::move(pass), pause}.run();
}

Time next_after(const Summary& last, const Settings& settings) {
    return last.broken_off.empty() ? last.started + settings.every : last.ended + after_breaking_off;
}

Result<OneCustomer> read_one(Host& host, const Call& call, const Settings& settings, const std::string& tenant_id) {
    Fetching fetching{host, call};
    auto work = begin_work({.tenant_id = tenant_id});
    std::int64_t requests = 0;
    while (!work.parts.empty() && fetching.may_go_on()) {
        const bool is_first = work.parts.front() == "details";
        DESK_TRY(const auto fetched, read_next_part(host, fetching, call, settings, work, requests));
        const bool is_read = fetched.outcome == Outcome::read;
        if (is_first && !is_read) return OneCustomer{.failure = fetched.why};
        if (!is_read && fetched.outcome != Outcome::skip) break;
    }
    const auto unread = static_cast<std::int64_t>(work.parts.size());
    host.enrol_customer(tenant_id, dump_json(work.document));
    host.count("customers");
    return OneCustomer{.failed_parts = work.failed + unread};
}

}  // namespace desk::directory_sync
