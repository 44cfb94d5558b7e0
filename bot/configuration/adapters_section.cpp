#include "bot/configuration/form.hpp"
#include "bot/configuration/reading.hpp"
#include "conversations/message.hpp"
#include "conversations/text.hpp"

#include <algorithm>

namespace desk {
namespace {

bool is_name(std::string_view text) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    };
    return !text.empty() && text.size() <= 32 && text.front() >= 'a' && text.front() <= 'z' &&
           std::all_of(text.begin(), text.end(), fits);
}

// Places of the desk itself.
bool is_taken(std::string_view name) { return name == "api" || name == "console" || name == plugins_place; }

std::vector<std::string> types() {
    std::vector<std::string> out;
    for (const auto& kind : adapter_kinds()) out.emplace_back(kind.type);
    return out;
}

class AdapterReader {
public:
    AdapterReader(Reading& reading, const Node& node)
        : reading_{reading}, node_{node}, section_{"adapters." + node.name} {
        adapter_.name = node.name;
    }

    void read() {
        const auto* kind = kind_of_adapter();
        if (kind == nullptr) return;

        adapter_.type = std::string{kind->type};
        reading_.known(section_ + ".type", in_quotes(adapter_.type), origin("type"));
        for (const auto& setting : kind->settings) read_setting(setting);
        read_allow_private();
        report_unknown(*kind);
        reading_.out.configuration.adapters.push_back(std::move(adapter_));
    }

private:
    const AdapterKind* kind_of_adapter() {
        if (!is_name(node_.name) || is_taken(node_.name)) {
            reading_.report.add(node_,
                                {.code = "DH1205",
                                 .what = "an adapter cannot be called " + in_quotes(node_.name),
                                 .fix = "use a-z, 0-9, - and _, at most 32, a letter first; api, console and plugins are taken",
                                 .mark = Mark::name});
            return nullptr;
        }
        const auto* type = find(node_, "type");
        if (type == nullptr) {
            reading_.report.add(node_, {.code = "DH1207",
                                        .what = section_ + ".type is missing",
                                        .fix = "write type = with one of " + joined(types(), ", "),
                                        .mark = Mark::name});
            return nullptr;
        }
        if (type->kind != Node::Kind::text) {
            reading_.report.wrong_type(*type, section_ + ".type", "a text", "\"webhook\"");
            return nullptr;
        }
        const auto* kind = find_adapter_kind(type->text);
        if (kind == nullptr) report_unknown_type(*type);
        return kind;
    }

    void report_unknown_type(const Node& type) {
        const auto near = likely_meant(type.text, types());
        reading_.report.add(type, {.code = "DH1211",
                                   .what = "unknown adapter type " + in_quotes(type.text),
                                   .fix = "one of " + joined(types(), ", "),
                                   .note = near.empty() ? "" : "did you mean \"" + near + "\"?"});
    }

    void read_setting(const AdapterSetting& setting) {
        const std::string name{setting.name};
        const auto before = reading_.report.count();
        std::string value;
        if (setting.is_secret) {
            const auto secret = read_secret(reading_, node_, section_, name);
            if (!secret.values.empty()) {
                value = secret.values.front();
                reading_.known(section_ + "." + name, in_quotes(hidden), secret.origin);
            }
        } else if (const auto* given = find(node_, name)) {
            const auto key = section_ + "." + name;
            read_value(reading_, *given,
                       {.key = key,
                        .example = setting.is_url ? "\"https://…\"" : "\"…\"",
                        .form = setting.is_url ? Form::url : Form::any},
                       &value);
            if (!value.empty()) reading_.known(key, literal(&value), origin(name));
        }
        if (!value.empty()) {
            adapter_.settings[name] = std::move(value);
        } else if (setting.is_required && reading_.report.count() == before) {
            report_missing(setting);
        }
    }

    void report_missing(const AdapterSetting& setting) {
        const std::string name{setting.name};
        const auto key = section_ + "." + name;
        reading_.report.add(
            node_,
            {.code = "DH1207",
             .what = (setting.is_secret ? "missing secret: " : "missing setting: ") + key,
             .fix = setting.is_secret ? "add " + name + "_file = \"…\", or the credential " + key
                                      : "add " + name + " = \"…\": " + std::string{setting.help},
             .mark = Mark::name});
    }

    void read_allow_private() {
        const auto* given = find(node_, "allow_private");
        if (given == nullptr) return;

        const auto key = section_ + ".allow_private";
        read_value(reading_, *given, {.key = key, .example = "true"}, &adapter_.allow_private);
        reading_.known(key, literal(&adapter_.allow_private), origin("allow_private"));
    }

    void report_unknown(const AdapterKind& kind) {
        std::vector<std::string> known{"type", "allow_private"};
        for (const auto& setting : kind.settings) {
            known.emplace_back(setting.name);
            if (setting.is_secret) known.push_back(std::string{setting.name} + "_file");
        }
        for (const auto& child : node_.children) {
            if (std::find(known.begin(), known.end(), child.name) != known.end()) continue;
            reading_.report.unknown_key(child, "in [" + section_ + "]", known, true);
        }
    }

    std::string origin(std::string_view name) const {
        const auto* node = find(node_, name);
        return node == nullptr ? "default" : reading_.report.origin(*node);
    }

    Reading& reading_;
    const Node& node_;
    std::string section_;
    AdapterConfiguration adapter_;
};

}  // namespace

void read_adapters(Reading& reading, const Node& adapters) {
    for (const auto& node : adapters.children) {
        if (node.kind == Node::Kind::table) {
            AdapterReader{reading, node}.read();
        } else {
            reading.report.wrong_type(node, "adapters." + node.name, "a table",
                                      "[adapters." + node.name + "]");
        }
    }
}

}  // namespace desk
