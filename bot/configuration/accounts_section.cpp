// [accounts.NAME]: what the desk signs requests of plugins with.
#include "bot/configuration/form.hpp"
#include "bot/configuration/reading.hpp"

#include <algorithm>

namespace desk {
namespace {

constexpr std::string_view account_types[] = {"header", "microsoft"};

class AccountReader {
public:
    AccountReader(Reading& reading, const Node& node) : reading_{reading}, node_{node}, section_{"accounts." + node.name} {
        account_.name = node.name;
    }

    void read() {
        read_key("type", "\"microsoft\"", &account_.type, Form::choice, true);
        read_key("hosts", "[\"graph.microsoft.com\"]", &account_.hosts, Form::any, true);
        read_key("allow_private", "true", &account_.allow_private);
        account_.type == "header" ? read_header() : read_microsoft();
        for (const auto& child : node_.children) {
            if (std::find(known_.begin(), known_.end(), child.name) != known_.end()) continue;
            reading_.report.unknown_key(child, "in [" + section_ + "]", known_, true);
        }
        reading_.out.configuration.accounts.push_back(std::move(account_));
    }

private:
    void read_header() {
        read_key("header", "\"Authorization\"", &account_.header);
        read_secret_key("value", account_.value);
    }

    void read_microsoft() {
        read_key("sign_in_url", "\"https://login.microsoftonline.com\"", &account_.sign_in_url, Form::url);
        read_key("tenant", "\"the partner's tenant id\"", &account_.tenant, Form::any, true);
        read_key("client_id", "\"the application's id\"", &account_.client_id, Form::any, true);
        read_key("refresh_token_file", "\"refresh.token\"", &account_.refresh_token_file, Form::path, true);
        account_.refresh_token_file = reading_.resolved(account_.refresh_token_file);
        while (account_.sign_in_url.ends_with('/')) account_.sign_in_url.pop_back();
        read_secret_key("client_secret", account_.client_secret);
    }

    void read_key(std::string_view name, std::string_view example, Field target, Form form = Form::any, bool is_required = false) {
        known_.emplace_back(name);
        const auto key = section_ + "." + std::string{name};
        const auto* given = find(node_, name);
        if (given != nullptr) read_value(reading_, *given, {.key = key, .example = example, .form = form, .choices = account_types}, target);
        if (given == nullptr && is_required) report_missing("missing setting: " + key, "add " + std::string{name} + " = " + std::string{example});
        reading_.known(key, literal(target), given == nullptr ? "default" : reading_.report.origin(*given));
    }

    void read_secret_key(const std::string& name, Secret& target) {
        known_.push_back(name);
        known_.push_back(name + "_file");
        const auto before = reading_.report.count();
        const auto found = read_secret(reading_, node_, section_, name);
        if (!found.values.empty()) {
            target = Secret{found.values.front()};
            reading_.known(section_ + "." + name, in_quotes(hidden), found.origin);
        } else if (reading_.report.count() == before) {
            const auto key = section_ + "." + name;
            report_missing("missing secret: " + key, "add " + name + "_file = \"…\", or the credential " + key);
        }
    }

    void report_missing(std::string what, std::string fix) {
        reading_.report.add(node_, {.code = "DH1207", .what = std::move(what), .fix = std::move(fix), .mark = Mark::name});
    }

    Reading& reading_;
    const Node& node_;
    const std::string section_;
    AccountConfiguration account_;
    std::vector<std::string> known_;
};

}  // namespace

void read_accounts(Reading& reading, const Node& accounts) {
    for (const auto& node : accounts.children) {
        if (node.kind == Node::Kind::table) {
            AccountReader{reading, node}.read();
        } else {
            reading.report.wrong_type(node, "accounts." + node.name, "a table", "[accounts." + node.name + "]");
        }
    }
}

}  // namespace desk
