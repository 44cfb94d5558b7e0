// Full-text search: one FTS5 table per tenant, and one of everybody's words for whoever may read all tenants
// (bot/decisions/0011); filled a moment after the words were kept. Inside a verb, or on a reading connection.
#pragma once

#include "storage/sqlite/connection.hpp"
#include <desk/result.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// Puts at most `most` turns that are not indexed yet into their tenants' tables, and as many into everybody's; the
// larger number of turns.
Result<int> index_turns(Connection& connection, int most);

// `query` as FTS5 takes it: every word in quotes, so that none of them is an operator; at most 16
// words of the first 256 characters. "" when there is no word in it.
std::string match_expression(std::string_view query);

// The newest at most `most` turns with all the words, as ids of `turn`, newest first. Turns that
// are not indexed yet are found too. `customer`: only this tenant's, and without agents' notes.
Result<std::vector<std::int64_t>> find_turns(Connection& reader,
                                             const std::optional<std::string>& customer,
                                             const std::string& match, int most);

}  // namespace desk
