#include "plugins/price_list/fields.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace desk::price_fields {
namespace {

constexpr std::array known_keys{"id",
                                "name",
                                "covers",
                                "audience",
                                "model", "plan",
                                "price",
                                "prices_are",
                                "vat",
                                "discount",
                                "minimum_users",
                                "minimum_devices",
                                "minimum_amount",
                                "minimum_minutes",
                                "first_block_minutes",
                                "increment_minutes",
                                "bands",
                                "holidays",
                                "call_out",
                                "per_km",
                                "block_hours",
                                "valid_months",
                                "percent",
                                "included",
                                "overage",
                                "calendar",
                                "hours",
                                "channels",
                                "languages",
                                "first_reply",
                                "replies",
                                "resolutions",
                                "vendor_escalation",
                                "vendor_vehicle",
                                "structure",
                                "answered_by",
                                "authorised_contacts",
                                "valid_from",
                                "valid_until"};

using Replies = std::map<std::string, ReplyTime>;

Result<Replies> read_replies(const Json& entry, const char* name) {
    Replies replies;
    const auto* table = find_field(entry, name);
    if (table == nullptr) return replies;
    if (!table->is_object()) return invalid(std::string{name} + ": not a table by priority");
    for (const auto& [priority, words] : table->items()) {
        const auto place = std::string{name} + "." + priority;
        if (priority.size() != 2 || priority[0] != 'P' || priority[1] < '1' || priority[1] > '4')
            return invalid(place + ": priorities are P1 to P4");
        if (!words.is_string()) return invalid(place + ": not a text");
        DESK_TRY(replies[priority], read_reply_time(words.get_ref<const std::string&>()));
    }
    return replies;
}

Result<void> read_price(const Json& entry, Offer& offer) {
    DESK_TRY(const auto model,
             choice(entry, "model",
                    {"included", "free", "per_user_month", "per_device_month", "per_tenant_month",
                     "per_incident", "hourly", "block_hours", "percent_of_spend"}));
    offer.model = find_field(entry, "model") == nullptr ? PriceModel::per_user_month
                                                        : static_cast<PriceModel>(model);
    const bool is_used_up = offer.model == PriceModel::per_incident ||
                            offer.model == PriceModel::hourly ||
                            offer.model == PriceModel::block_hours;
    DESK_TRY(offer.is_plan, flag(entry, "plan", !is_used_up));
    DESK_TRY(offer.prices, prices(entry, "price"));
    const bool has_price = costs(offer) && offer.model != PriceModel::percent_of_spend;
    if (has_price && offer.prices.empty()) return invalid("price: missing");
    if (!has_price) offer.prices.clear();

    DESK_TRY(const auto gross, choice(entry, "prices_are", {"net", "gross"}));
    offer.is_gross = gross == 1;
    if (find_field(entry, "vat") != nullptr) {
        DESK_TRY(offer.vat, percent(entry, "vat", 100, {}));
    }
    DESK_TRY(offer.discount, percent(entry, "discount", 100, {}));
    DESK_TRY(offer.share, percent(entry, "percent", 100, {}));
    const bool takes_share = offer.model == PriceModel::percent_of_spend;
    if (takes_share != (offer.share.hundredths > 0))
        return invalid(takes_share ? "percent: missing" : "percent: only of percent_of_spend");
    return {};
}

// minimum_users of a price per user, minimum_devices of one per device.
Result<void> read_minimums(const Json& entry, Offer& offer) {
    const auto* name =
        offer.model == PriceModel::per_device_month ? "minimum_devices" : "minimum_users";
    DESK_TRY(offer.minimum_count, whole(entry, name, 1, 100'000, 1));
    DESK_TRY(offer.minimum_amount, prices(entry, "minimum_amount"));
    DESK_TRY(const auto minutes, whole(entry, "minimum_minutes", 0, 10'080, 0));
    offer.minimum_work = std::chrono::minutes{minutes};
    return {};
}

Result<void> read_work(const Json& entry, Offer& offer) {
    DESK_TRY(const auto increment, whole(entry, "increment_minutes", 1, 1'440, 60));
    DESK_TRY(const auto first, whole(entry, "first_block_minutes", 0, 1'440, 0));
    offer.increment = std::chrono::minutes{increment};
    offer.first_block = std::chrono::minutes{first};
    DESK_TRY(offer.bands, bands(entry));
    DESK_TRY(offer.call_out, prices(entry, "call_out"));
    DESK_TRY(offer.per_km, prices(entry, "per_km"));
    const bool is_block = offer.model == PriceModel::block_hours;
    DESK_TRY(const auto hours, whole(entry, "block_hours", 1, 10'000, 0));
    DESK_TRY(const auto months, whole(entry, "valid_months", 1, 120, 0));
    if (is_block && hours == 0) return invalid("block_hours: missing");
    offer.block = std::chrono::hours{hours};
    offer.block_months = static_cast<int>(months);
    return {};
}

Result<std::optional<Included>> read_included(const Json& entry) {
    const auto* table = find_field(entry, "included");
    if (table == nullptr) return std::optional<Included>{};
    Included included;
    if (const auto* hours = find_field(*table, "hours")) {
        const auto hundredths = amount(*hours);
        if (!hundredths) return at("included.hours", hundredths.error());
        if (*hundredths * 60 % 100 != 0 || *hundredths > 1'000'000)
            return invalid("included.hours: not whole minutes");
        included.work = std::chrono::minutes{*hundredths * 60 / 100};
    }
    DESK_TRY(included.incidents, whole(*table, "incidents", 0, 10'000, 0));
    DESK_TRY(const auto per, choice(*table, "per", {"month", "year"}));
    included.per = static_cast<Included::Period>(per);
    DESK_TRY(included.carries_over, flag(*table, "carry_over", false));
    if (included.work.count() == 0 && included.incidents == 0)
        return invalid("included: neither hours nor incidents");
    return std::optional{included};
}

Result<void> read_coverage(const Json& entry, Offer& offer) {
    DESK_TRY(offer.calendar, text(entry, "calendar", ""));
    if (find_field(entry, "hours") != nullptr) {
        DESK_TRY(const auto hours, text_field(entry, "hours"));
        DESK_TRY(offer.hours, read_hours(hours));
    }
    if (!offer.bands.bands.empty() && offer.calendar.empty())
        return invalid("bands: need a calendar, which says what a date is");
    DESK_TRY(offer.channels, texts(entry, "channels"));
    DESK_TRY(offer.languages, texts(entry, "languages"));
    DESK_TRY(const auto reply, text(entry, "first_reply", "none"));
    DESK_TRY(offer.first_reply, read_reply_time(reply));
    DESK_TRY(offer.replies, read_replies(entry, "replies"));
    DESK_TRY(offer.resolutions, read_replies(entry, "resolutions"));
    return {};
}

Result<void> read_structure(const Json& entry, Offer& offer) {
    DESK_TRY(offer.passes_to_vendor, flag(entry, "vendor_escalation", false));
    DESK_TRY(const auto vehicle,
             choice(entry, "vendor_vehicle",
                    {"", "premier", "advanced", "signature", "included", "isv"}));
    offer.vehicle = static_cast<VendorVehicle>(vehicle);
    DESK_TRY(const auto structure, choice(entry, "structure", {"direct", "outsourced", "resold"}));
    offer.structure = static_cast<SupportStructure>(structure);
    DESK_TRY(offer.answered_by, text(entry, "answered_by", ""));
    DESK_TRY(const auto contacts, whole(entry, "authorised_contacts", 0, 10'000, 0));
    offer.authorised_contacts = static_cast<int>(contacts);
    DESK_TRY(offer.audience, texts(entry, "audience"));
    return {};
}

Result<std::string> read_overage(const Json& entry, const Offer& offer) {
    DESK_TRY(auto overage, text(entry, "overage", ""));
    const bool has_more = offer.included.has_value() || offer.model == PriceModel::block_hours;
    if (!overage.empty() && !has_more) return invalid("overage: nothing is included");
    return overage;
}

}  // namespace

Result<Offer> offer(const Json& entry, std::string_view zone) {
    Offer offer;
    DESK_TRY(offer.id, text_field(entry, "id"));
    if (offer.id.empty()) return invalid("id: empty");
    DESK_TRY(offer.name, translated(entry, "name"));
    if (offer.name.empty()) return invalid("name: missing");
    DESK_TRY(offer.covers, translated(entry, "covers"));
    DESK_CHECK(read_price(entry, offer));
    DESK_CHECK(read_minimums(entry, offer));
    DESK_CHECK(read_work(entry, offer));
    DESK_TRY(offer.included, read_included(entry));
    DESK_TRY(offer.overage, read_overage(entry, offer));
    DESK_CHECK(read_coverage(entry, offer));
    DESK_CHECK(read_structure(entry, offer));
    DESK_TRY(offer.validity.from, day(entry, "valid_from", Edge::begins, zone));
    DESK_TRY(offer.validity.until, day(entry, "valid_until", Edge::ends, zone));
    return offer;
}

std::vector<std::string> unknown_in(const Json& entry) {
    std::vector<std::string> unknown;
    if (!entry.is_object()) return unknown;
    for (const auto& [key, value] : entry.items()) {
        if (std::find(known_keys.begin(), known_keys.end(), key) == known_keys.end())
            unknown.push_back(key);
    }
    return unknown;
}

}  // namespace desk::price_fields
