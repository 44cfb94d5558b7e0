// What a vendor says when it does not do what was asked, and what to do about it. Four shapes are read:
//   Partner Center   {"code":"20002","description":"…","source":"…"}
//   its throttle     {"statusCode":429,"message":"Rate limit is exceeded. Try again in 57 seconds."}
//   Azure and Graph  {"error":{"code":"…","message":"…","details":[…]}}
//   Zammad           {"error":"…","error_human":"…"}
// Codes: ../shared/facts/partner-support.md §8.2 (those of 9003xx are from an unofficial source: mapped, not relied
// upon). Pure; any thread.
#pragma once

#include <desk/http.hpp>
#include <desk/json.hpp>
#include <desk/result.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace desk::vendors {

enum class Advice {
    fix_request,         // wrong as it was sent; sending it again cannot help
    sign_in,             // the account's sign-in is missing, over, or for another audience
    use_person,          // the vendor wants an application and a person, not the application alone
    check_rights,        // the account may not do this
    check_relationship,  // no relationship with this customer carries the right (GDAP): it ended, or lacks the role
    check_policy,        // Conditional Access of the customer or partner stops it
    not_there,           // no such thing, or not ours
    reload,              // what was read is stale: read again, then write
    wait,                // the vendor is still at it: up to 24 h
    later                // throttled or out of order: after `retry_after`
};
// "fix_request", …: for keys of texts and for the audit.
std::string_view name_of(Advice advice);

struct Problem {
    int status = 0;
    std::string code = {};  // the vendor's, "" when it sent none
    std::string message =
        {};  // the vendor's own words, at most 500 bytes: for the person who may see it, never for a log
    std::string target = {};  // the field that is wrong, where the vendor says so
    Advice advice = Advice::later;
    // When the vendor says it: header Retry-After (seconds or a date), else "Try again in 57 seconds".
    std::optional<std::chrono::seconds> retry_after = {};
};

// Nothing when the status is 2xx.
std::optional<Problem> problem_of(const HttpResponse& response);

// "customers: 403 20002 (check_relationship)". Code: later and wait are unavailable, not_there is not_found,
// fix_request and reload are invalid, the rest denied.
Error error_of(const Problem& problem, std::string_view tried);

// The document of a response that succeeded. Errors: as error_of; unavailable (2xx with a body that is no JSON: what
// was asked for is not known, and a truncated answer may be whole next time).
Result<Json> document_of(const HttpResponse& response, std::string_view tried);

// How long to leave the vendor alone after `failures` throttled answers in a row (from 1): what it said, else 1 minute,
// doubled with each further one up to an hour; plus up to a tenth by `random` (any number), so that desks do not come
// back together.
std::chrono::seconds pause_after(const Problem& problem, int failures, std::uint64_t random);

}  // namespace desk::vendors
