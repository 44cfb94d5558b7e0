// What a message says besides what it wants: which service, which number, since when. Values.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace desk {

// The value of each:
//   service, plan, customer  the id of the name index: "exchange-online"
//   incident                 as the vendor writes it: "EX1042", "INC-7"
//   request                  "SR-2032"; without a prefix in the text, the number alone: "2032"
//   users                    a count of people: "40"
//   number                   any other whole number: "7"
//   severity                 "P1" (critical) … "P4" (low)
//   coverage                 "24x7": support around the clock
//   since, until, time       a moment, UTC: "2026-11-24T23:00Z"; a day is its first minute where the person is
//   code                     an error code: "0x80070005", "AADSTS50076", "550"
//   email                    an address, lower case
enum class SlotKind {
    service,
    plan,
    customer,
    incident,
    request,
    users,
    number,
    severity,
    coverage,
    since,
    until,
    time,
    code,
    email
};

struct SlotKindName {
    SlotKind kind;
    std::string_view name;
    std::string_view mark;  // the word the classifier sees beside those of the message; "" when it sees none
};
inline constexpr std::array slot_kind_names{SlotKindName{SlotKind::service, "service", "_service_"},
                                            SlotKindName{SlotKind::plan, "plan", "_plan_"},
                                            SlotKindName{SlotKind::customer, "customer", "_customer_"},
                                            SlotKindName{SlotKind::incident, "incident", "_incident_"},
                                            SlotKindName{SlotKind::request, "request", "_request_"},
                                            SlotKindName{SlotKind::users, "users", "_users_"},
                                            SlotKindName{SlotKind::number, "number", "_number_"},
                                            SlotKindName{SlotKind::severity, "severity", "_severity_"},
                                            SlotKindName{SlotKind::coverage, "coverage", "_coverage_"},
                                            SlotKindName{SlotKind::since, "since", "_since_"},
                                            SlotKindName{SlotKind::until, "until", "_time_"},
                                            SlotKindName{SlotKind::time, "time", "_time_"},
                                            SlotKindName{SlotKind::code, "code", "_code_"},
                                            SlotKindName{SlotKind::email, "email", "_email_"}};
constexpr std::string_view name_of(SlotKind kind) {
    return slot_kind_names[static_cast<std::size_t>(kind)].name;
}
constexpr std::string_view mark_of(SlotKind kind) {
    return slot_kind_names[static_cast<std::size_t>(kind)].mark;
}

struct Slot {
    SlotKind kind = SlotKind::number;
    std::string value = {};
    std::uint32_t from = 0, until = 0;  // words of the message
    bool is_exact = true;               // false: a typo was forgiven; worth a "you mean …?"
    bool operator==(const Slot&) const = default;
};

}  // namespace desk
