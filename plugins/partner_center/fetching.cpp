#include "plugins/partner_center/fetching.hpp"

namespace desk::directory_sync {
namespace {

using vendors::Advice;

constexpr int most_requests = 20;
constexpr std::chrono::seconds longest{6};

Outcome outcome_of(const vendors::Problem& problem) {
    if (problem.status == 429) return Outcome::throttled;
    if (problem.advice == Advice::later) return Outcome::later;
    // Whoever may not sign in may not read the rest either.
    if (problem.advice == Advice::sign_in || problem.advice == Advice::use_person) return Outcome::break_off;
    return Outcome::skip;
}

}  // namespace

bool Fetching::may_go_on() const {
    return made_ < most_requests && latest_ - call_.now < longest;
}

Fetched Fetching::fetch(const HttpRequest& request) {
    ++made_;
    auto response = host_.fetch(request);
    if (!response) {
        host_.log(2, "partner_center: " + response.error().what);
        const bool may_pass = is_passing(response.error());
        return {.outcome = may_pass ? Outcome::later : Outcome::break_off, .why = may_pass ? "unreachable" : "account"};
    }
    latest_ = std::max(latest_, response->fetched_at);
    auto problem = vendors::problem_of(*response);
    if (!problem) return {.outcome = Outcome::read, .response = *std::move(response)};

    host_.log(2, "partner_center: " + vendors::error_of(*problem, request.method + " " + request.url).what);
    Fetched fetched{.outcome = outcome_of(*problem), .why = std::string{vendors::name_of(problem->advice)}};
    fetched.problem = std::move(problem);
    return fetched;
}

}  // namespace desk::directory_sync
