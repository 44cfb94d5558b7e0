#include "plugins/price_list/fields.hpp"

#include "plugins/working_time/zone.hpp"
#include <desk/wire_values.hpp>

#include <cstddef>
#include <utility>

namespace desk::price_fields {
namespace {

Error wrong(const char* name, const std::string& what) {
    return invalid(std::string{name} + ": " + what);
}

bool is_currency(const std::string& name) {
    if (name.size() != 3) return false;
    for (const char letter : name) {
        if (letter < 'A' || letter > 'Z') return false;
    }
    return true;
}

}  // namespace

Result<std::int64_t> whole(const Json& object, const char* name, std::int64_t from, std::int64_t to,
                           std::int64_t otherwise) {
    const auto* field = find_field(object, name);
    if (field == nullptr || field->is_null()) return otherwise;
    const auto number = integer_or(object, name, from - 1);
    if (number < from || number > to) {
        return wrong(
            name, "not a whole number from " + std::to_string(from) + " to " + std::to_string(to));
    }
    return number;
}

Result<std::string> text(const Json& object, const char* name, std::string_view otherwise) {
    if (find_field(object, name) == nullptr) return std::string{otherwise};
    return text_field(object, name);
}

Result<bool> flag(const Json& object, const char* name, bool otherwise) {
    const auto* field = find_field(object, name);
    if (field == nullptr) return otherwise;
    if (!field->is_boolean()) return wrong(name, "not true or false");
    return field->get<bool>();
}

Result<std::vector<std::string>> texts(const Json& object, const char* name) {
    std::vector<std::string> all;
    const auto* field = find_field(object, name);
    if (field == nullptr) return all;
    if (!field->is_array()) return wrong(name, "not a list of texts");
    for (const auto& item : *field) {
        if (!item.is_string()) return wrong(name, "not a list of texts");
        all.push_back(item.get<std::string>());
    }
    return all;
}

Result<Translated> translated(const Json& object, const char* name) {
    Translated words;
    const auto* field = find_field(object, name);
    if (field == nullptr) return words;
    if (field->is_string()) return Translated{{"", field->get<std::string>()}};
    if (!field->is_object()) return wrong(name, "not a text, nor texts by language");
    for (const auto& [language, word] : field->items()) {
        if (!word.is_string()) return wrong(name, language + ": not a text");
        words[language] = word.get<std::string>();
    }
    return words;
}

Result<std::int64_t> amount(const Json& value) {
    if (value.is_string()) return read_hundredths(value.get_ref<const std::string&>());
    if (value.is_number_float()) return invalid("write a number with decimals in quotes");
    const auto number = integer_or(Json{{"is", value}}, "is", -1);
    if (number < 0 || number > 999'999'999) return invalid("not an amount");
    return number * 100;
}

Result<Percent> percent(const Json& object, const char* name, std::int64_t most,
                        Percent otherwise) {
    const auto* field = find_field(object, name);
    if (field == nullptr) return otherwise;
    const auto rate = amount(*field);
    if (!rate) return at(name, rate.error());
    if (*rate > most * 100) return wrong(name, "over " + std::to_string(most) + " percent");
    return Percent{*rate};
}

Result<Prices> prices(const Json& object, const char* name) {
    Prices all;
    const auto* table = find_field(object, name);
    if (table == nullptr) return all;
    if (!table->is_object()) return wrong(name, "not a table of amounts by currency");
    for (const auto& [currency, value] : table->items()) {
        const auto place = std::string{name} + "." + currency;
        if (!is_currency(currency)) return invalid(place + ": not a currency like EUR");
        const auto read = amount(value);
        if (!read) return at(place, read.error());
        all[currency] = Money{*read, currency};
    }
    return all;
}

Result<std::size_t> choice(const Json& object, const char* name,
                           const std::vector<std::string_view>& names) {
    DESK_TRY(const auto wanted, text(object, name, names.front()));
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == wanted) return i;
    }
    return invalid(std::string{name} + ": \"" + wanted + "\" is not known");
}

Result<std::optional<Time>> day(const Json& object, const char* name, Edge edge,
                                std::string_view zone) {
    if (find_field(object, name) == nullptr) return std::optional<Time>{};
    DESK_TRY(const auto written, text_field(object, name));
    const auto is_day = written.size() == 10;
    const auto time = wire::read_time(is_day ? written + "T00:00:00Z" : written);
    if (!time) return at(name, time.error());
    if (!is_day) return std::optional{*time};

    DESK_TRY(const auto local, LocalZone::named(zone));
    auto date = std::chrono::floor<std::chrono::days>(*time);
    if (edge == Edge::ends) date += std::chrono::days{1};
    return std::optional{local.time_of({Day{date}, 0})};
}

}  // namespace desk::price_fields
