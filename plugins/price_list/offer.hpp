// One way to buy support: how it is paid, when and how fast it answers, who answers, what it holds.
// The fields of the file are explained in bot/sample/desk/prices.toml; the model:
// ../shared/facts/partner-support.md §7.4. Pure; any thread.
#pragma once

#include "plugins/price_list/reply_time.hpp"
#include "plugins/price_list/time_band.hpp"
#include "plugins/price_list/translated.hpp"
#include <desk/phrase.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace desk {

enum class PriceModel {
    included,
    free,
    per_user_month,
    per_device_month,
    per_tenant_month,
    per_incident,
    hourly,
    block_hours,
    percent_of_spend
};

// Who gives the support: the partner, somebody in its name, or somebody whose support it resells.
enum class SupportStructure { direct, outsourced, resold };

// The partner's own plan with the vendor, through which cases are passed on. §1.3.
enum class VendorVehicle { not_told, premier, advanced, signature, included, isv };

// By currency.
using Prices = std::map<std::string, Money>;

// What a monthly price holds without further charge.
struct Included {
    enum class Period { month, year };
    std::chrono::minutes work{0};  // 0: none
    std::int64_t incidents = 0;    // 0: none
    Period per = Period::month;
    bool carries_over = false;  // what is not used in one period is added to the next
};

// A first day and a first moment after the last day; open where nothing stands.
struct Validity {
    std::optional<Time> from = {};
    std::optional<Time> until = {};
    bool holds(Time at) const { return (!from || at >= *from) && (!until || at < *until); }
};

struct Offer {
    std::string id = {};
    Translated name = {};
    Translated covers = {};                  // empty: what the list says
    std::vector<std::string> audience = {};  // customers' ids; empty: everybody
    PriceModel model = PriceModel::per_user_month;
    bool is_plan = true;  // stands beside the others when plans are compared; work, incidents and blocks do not

    Prices prices = {};  // none of what costs nothing or a percentage
    bool is_gross = false;
    std::optional<Percent> vat = {};  // of this offer, whatever the customer's country
    Percent discount = {};            // of a contract: off the total before VAT
    std::int64_t minimum_count = 1;   // users or devices
    Prices minimum_amount = {};       // of work or of a share of spend, before call-out and travel
    std::chrono::minutes minimum_work{0};
    std::chrono::minutes first_block{0};
    std::chrono::minutes increment{60};  // of an hourly price: each started one counts
    Bands bands = {};
    Prices call_out = {};  // each visit
    Prices per_km = {};
    std::chrono::hours block{0};  // of block_hours
    int block_months = 0;         // how long they can be used; 0: without an end
    Percent share = {};           // of percent_of_spend
    std::optional<Included> included = {};
    std::string overage = {};  // id of the offer that is paid beyond what is included

    std::string calendar = {};  // of the support hours, and of the bands
    std::optional<Hours> hours =
        {};  // told instead of the calendar's; nothing and no calendar: not set
    std::vector<std::string> channels = {};   // "chat", "email", "phone", "portal"
    std::vector<std::string> languages = {};  // empty: the list's
    ReplyTime first_reply = {};
    std::map<std::string, ReplyTime> replies = {};  // by priority, "P1" … "P4"
    std::map<std::string, ReplyTime> resolutions =
        {};  // the same, when a solution is promised at all
    bool passes_to_vendor = false;
    VendorVehicle vehicle = VendorVehicle::not_told;
    SupportStructure structure = SupportStructure::direct;
    std::string answered_by = {};  // "" : the partner
    int authorised_contacts = 0;   // how many people may ask; 0: everybody
    Validity validity = {};
};

// True when it is paid at all.
bool costs(const Offer& offer);

}  // namespace desk
