#include "bot/runtime/forged_field.hpp"

#include <desk/wire.hpp>

#include <algorithm>
#include <array>

namespace desk {
namespace {

struct Field {
    const char* name;
    const std::string& (*of)(const Call& call);
};
constexpr std::array fields{
    Field{"tenant", [](const Call& call) -> const std::string& { return call.customer.id; }},
    Field{"customer", [](const Call& call) -> const std::string& { return call.customer.id; }},
    Field{"conversation", [](const Call& call) -> const std::string& { return call.conversation; }},
    Field{"asker", [](const Call& call) -> const std::string& { return call.asker.id; }},
    Field{"role", [](const Call& call) -> const std::string& { return call.asker.role; }}};

bool says(const Json& value, const std::string& right) {
    return value.is_object() ? text_or(value, "id", "") == right : value == right;
}

// Written plainly, or with an escape that could hide it.
bool could_hold_one(std::string_view text) {
    if (text.find("\\u") != std::string_view::npos) return true;
    return std::any_of(fields.begin(), fields.end(), [&](const Field& field) {
        return text.find("\"" + std::string{field.name} + "\"") != std::string_view::npos;
    });
}

}  // namespace

std::string forged_field(const Call& call, const Json& document) {
    for (const auto& field : fields) {
        const auto* value = find_field(document, field.name);
        if (value != nullptr && !says(*value, field.of(call))) return field.name;
    }
    return {};
}

std::string forged_field_in(const Call& call, std::string_view text) {
    if (!could_hold_one(text)) return {};
    const auto document = parse_json(text, wire::document_limits);
    return document ? forged_field(call, *document) : std::string{};
}

}  // namespace desk
