// Small pieces the price cards share: facts, buttons, hours, replies, who answers. Pure.
#pragma once

#include "plugins/support_prices/question.hpp"
#include <desk/card.hpp>

#include <optional>
#include <string>
#include <vector>

namespace desk::price_pieces {

Fact fact(const char* label, Value value);
CardAction button(const char* label, std::string command);
CardAction person();
Answer with(Card card);
Value not_set();
Value or_not_set(std::string text);

// When support is given: what the list says, else the calendar's week. Nothing: not set.
std::optional<Hours> hours_told(const PriceQuestion& question, const Offer& offer);
// The zone those hours are in.
Zone zone_of(const PriceQuestion& question, const Offer& offer);
// "Monday to Friday 08:00–17:00 (Budapest time)".
Value hours_of(const PriceQuestion& question, const Offer& offer);
// "Monday to Friday 08:00–17:00 Budapest time; first reply within 4 business hours", of what is
// set.
Phrase coverage_of(const PriceQuestion& question, const Offer& offer);
bool has_coverage(const PriceQuestion& question, const Offer& offer);

// "within 4 business hours" | "best effort, …" | "not set".
Value reply_of(const ReplyTime& reply);
// "included (through Advanced Support for Partners)".
Value vendor_of(const Offer& offer);
// Nothing when the partner answers itself.
std::vector<Phrase> who_answers(const Offer& offer);
// "2 hours a month; unused time is not carried over". Nothing: nothing is included.
std::optional<Phrase> included_in(const Offer& offer);

// "Business, €4.50 per user a month, net".
Value short_price(const PriceQuestion& question, const Offer& offer);
Value covers_of(const PriceQuestion& question, const Offer* offer);
Value languages_of(const PriceQuestion& question, const Offer* offer);
Value contact_of(const PriceQuestion& question);

// VAT not included (when the rate is not known), response and not solution, information and no
// offer.
void add_notes(Card& card, const PriceQuestion& question);
// A sentence, because a plan with four priorities has ten facts without it. Nothing for "".
void add_quote_id(Card& card, const std::string& id);
// How to reach us, how long the list is valid, which it is, what the customer has now.
void add_contact_and_validity(Card& card, const PriceQuestion& question);

}  // namespace desk::price_pieces
