// What a partner owes its customers and the price list does not say: types of support, hours,
// contact, prices; and dates that come closer. ../shared/facts/partner-support.md §1.2, §11.13–14.
// Pure; any thread.
#pragma once

#include "plugins/price_list/price_list.hpp"
#include "plugins/working_time/calendar.hpp"

#include <map>
#include <string>
#include <vector>

namespace desk {

struct PriceGap {
    enum class Kind { types, hours, contact, prices, validity, holidays, calendar, unknown_key };
    Kind kind = Kind::types;
    std::string place = {};  // "offers[1]", "contracts[0]", "contact"; or a calendar's id
    std::string what = {};   // for the operator, in English
};

// In the order of the file. Next year's holidays are missed from 1 November on, this year's always;
// a list that ends within 30 days is one that comes closer.
std::vector<PriceGap> gaps(const PriceList& list, const std::map<std::string, Calendar>& calendars,
                           Time now);

}  // namespace desk
