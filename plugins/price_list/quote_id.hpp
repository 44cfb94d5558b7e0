// A short text from which a quoted price can be worked out again: nothing is looked up, it holds
// what the price was made from, and the digest of the list that said it. "QT-8F3K-29QW-…". Pure;
// any thread.
#pragma once

#include <desk/phrase.hpp>
#include <desk/result.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace desk {

struct QuoteBasis {
    std::uint32_t list = 0;     // the digest of the customer's list (and calendars), folded
    std::uint16_t offer = 0;    // the digest of the offer's id, folded
    std::string currency = {};  // three capital letters
    std::optional<Percent> vat = {};
    std::uint32_t count = 0;  // users, devices, blocks …; or the spend, in whole currency units
    // Of work; no length: it was none.
    Time start = {};
    std::chrono::minutes length{0};
    std::uint32_t visits = 0;
    std::uint32_t km = 0;
    bool operator==(const QuoteBasis&) const = default;
};

// The start of work is kept to the minute, from 2000 to 2100.
std::string quote_id(const QuoteBasis& basis);

// Read as people copy it: small letters, without hyphens, O for 0, I and L for 1. One wrong or two
// exchanged characters are noticed by the check character (Luhn's algorithm modulo 32). Errors:
// invalid.
Result<QuoteBasis> read_quote_id(std::string_view id);
// The id as `quote_id` writes it, so that a copied one finds what was kept under it. Errors: the
// same.
Result<std::string> tidy_quote_id(std::string_view id);

std::uint32_t folded_digest(std::uint64_t digest);
std::uint16_t folded_digest_16(std::uint64_t digest);

}  // namespace desk
