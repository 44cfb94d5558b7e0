#include "bot/configuration/schema.hpp"

#include "bot/configuration/form.hpp"
#include "bot/configuration/key_table.hpp"
#include <desk/json.hpp>

namespace desk {
namespace {

constexpr const char* time_pattern = "^[0-9]+(ms|s|m|h|d)$";

Json object(Json properties) {
    return {
        {"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
}

Json a_text() {
    return {{"type", "string"}};
}
Json a_time() {
    return {{"type", "string"}, {"pattern", time_pattern}};
}

struct TypeWriter {
    const KeyRow& row;

    Json text() const {
        auto out = a_text();
        if (row.form == Form::url) out["format"] = "uri";
        for (const auto choice : row.choices) out["enum"].push_back(choice);
        return out;
    }
    Json operator()(const std::string*) const { return text(); }
    Json operator()(const std::vector<std::string>*) const {
        return {{"type", "array"}, {"items", text()}};
    }
    Json operator()(const std::int64_t*) const {
        return {{"type", "integer"}, {"minimum", row.least}, {"maximum", row.most}};
    }
    Json operator()(const bool*) const { return {{"type", "boolean"}}; }
    Json operator()(const std::chrono::milliseconds*) const { return a_time(); }
    Json operator()(const std::vector<Secret>*) const {
        const Json many{{"type", "array"}, {"items", a_text()}};
        return Json{{"anyOf", Json::array({a_text(), many})}};
    }
};

void add_row(Json& properties, const KeyRow& row) {
    Configuration defaults;
    const auto field = row.field(defaults);
    const std::string name{row.name};
    auto schema = std::visit(TypeWriter{row}, field);
    schema["description"] = row.help;
    const bool is_secret = std::holds_alternative<std::vector<Secret>*>(field);
    if (is_secret) {
        properties[name + "_file"] = {{"type", "string"},
                                      {"description", "a file that holds " + name}};
    } else if (const auto value = parse_json(literal(field)); value && *value != "") {
        schema["default"] = *value;
    }
    properties[name] = std::move(schema);
}

Json limits() {
    auto properties = Json::object();
    Limits defaults;
    for (const auto& row : limit_rows()) {
        const auto field =
            std::visit([&](auto member) -> Field { return &(defaults.*member); }, row.field);
        const bool is_time = std::holds_alternative<std::chrono::milliseconds*>(field);
        auto schema =
            is_time ? a_time()
                    : Json{{"type", "integer"}, {"minimum", row.least}, {"maximum", row.most}};
        schema["description"] = row.help;
        if (const auto value = parse_json(literal(field))) schema["default"] = *value;
        properties[std::string{row.name}] = std::move(schema);
    }
    return object(std::move(properties));
}

Json adapter(const AdapterKind& kind) {
    Json properties{{"type", {{"type", "string"}, {"enum", Json::array({kind.type})}}},
                    {"allow_private", {{"type", "boolean"}, {"default", false}}}};
    for (const auto& setting : kind.settings) {
        const std::string name{setting.name};
        Json schema{{"type", "string"}, {"description", setting.help}};
        if (setting.is_url) schema["format"] = "uri";
        properties[name] = std::move(schema);
        if (!setting.is_secret) continue;
        properties[name + "_file"] = {{"type", "string"},
                                      {"description", "a file that holds " + name}};
    }
    auto out = object(std::move(properties));
    out["required"] = {"type"};
    return out;
}

Json adapters() {
    auto kinds = Json::array();
    for (const auto& kind : adapter_kinds()) kinds.push_back(adapter(kind));
    return {{"type", "object"}, {"additionalProperties", {{"anyOf", std::move(kinds)}}}};
}

Json plugins() {
    const Json value{{"type", Json::array({"string", "integer", "boolean"})}};
    const Json plugin = object(
        {{"file", {{"type", "string"}, {"description", "default: the section's name and .so"}}},
         {"enabled", {{"type", "boolean"}, {"default", true}}},
         {"timeout",
          {{"type", "string"},
           {"pattern", time_pattern},
           {"default", "10s"},
           {"description", "hard limit of a call"}}},
         {"allow_private",
          {{"type", "boolean"},
           {"default", false},
           {"description", "may fetch from loopback and private networks"}}},
         {"processes",
          {{"type", "integer"},
           {"minimum", 1},
           {"default", 1},
           {"description", "kept running; more, up to limits.plugin_children, when calls wait"}}},
         {"numbers_from",
          {{"type", "integer"},
           {"minimum", 1},
           {"default", 1},
           {"description", "first number it gives, of a request for example"}}},
         {"settings", {{"type", "object"}, {"additionalProperties", value}}}});
    return {{"type", "object"}, {"additionalProperties", plugin}};
}

Json accounts() {
    const Json text{{"type", "string"}};
    Json properties{{"type", {{"enum", {"header", "microsoft"}}}},
                    {"hosts", {{"type", "array"}, {"items", text}, {"description", "it opens these alone"}}},
                    {"allow_private", {{"type", "boolean"}, {"default", false}, {"description", "the sign-in may be on loopback"}}}};
    for (const char* name : {"header", "value", "value_file", "sign_in_url", "tenant", "client_id", "client_secret",
                             "client_secret_file", "refresh_token_file"}) {
        properties[name] = text;
    }
    auto account = object(std::move(properties));
    account["required"] = {"type", "hosts"};
    return {{"type", "object"}, {"additionalProperties", std::move(account)}};
}

}  // namespace

std::string configuration_schema() {
    auto properties = Json::object();
    for (const auto section : section_names())
        properties[std::string{section}] = object(Json::object());
    for (const auto& row : key_rows()) {
        add_row(
            row.section.empty() ? properties : properties[std::string{row.section}]["properties"],
            row);
    }
    properties["limits"] = limits();
    properties["adapters"] = adapters();
    properties["plugins"] = plugins();
    properties["accounts"] = accounts();
    auto schema = object(std::move(properties));
    schema["$schema"] = "http://json-schema.org/draft-07/schema#";
    schema["title"] = "Deskhand configuration";
    return dump_json(schema, 2) + "\n";
}

}  // namespace desk
