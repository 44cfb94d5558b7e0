#include "bot/configuration/customers_file.hpp"

#include "bot/configuration/form.hpp"
#include "bot/configuration/reading.hpp"
#include "bot/configuration/toml_file.hpp"
#include <desk/wire_values.hpp>

#include <algorithm>

namespace desk {
namespace {

constexpr std::size_t most_file_bytes = 16'777'216;
constexpr std::string_view structures[] = {"direct", "outsourced", "resold"};
constexpr std::string_view roles[] = {"sales", "helpdesk", "lead", "admin"};

// One key of an entry and where its value goes.
struct EntryKey {
    std::string_view name = {};
    Field field = {};
    std::string_view example = {};
    bool is_required = false;
    Form form = Form::any;
    std::span<const std::string_view> choices = {};
};

class CustomersReader {
public:
    CustomersReader(Reading& reading, const Node& root) : reading_{reading}, root_{root} {}

    Result<Directory> read() {
        for (const auto& entry : entries(root_, "service")) read_service(entry);
        for (const auto& entry : entries(root_, "customer")) read_customer(entry);
        for (const auto& entry : entries(root_, "agent")) read_agent(entry);
        const std::vector<std::string> known{"service", "customer", "agent"};
        for (const auto& child : root_.children) {
            if (std::find(known.begin(), known.end(), child.name) != known.end()) continue;
            reading_.report.unknown_key(child, "at the top of the file", known);
        }
        return Directory::make(std::move(services_), std::move(customers_), std::move(agents_));
    }

private:
    // The tables of [[name]].
    std::vector<Node> entries(const Node& parent, std::string_view name) {
        const auto* list = find(parent, name);
        if (list == nullptr) return {};

        const auto is_table = [](const Node& node) { return node.kind == Node::Kind::table; };
        const bool fits = list->kind == Node::Kind::list &&
                          std::all_of(list->children.begin(), list->children.end(), is_table);
        if (fits) return list->children;
        reading_.report.wrong_type(*list, name, "a list of tables",
                                   "[[" + std::string{name} + "]]");
        return {};
    }

    // `below`: the lists of tables it may have.
    void read_entry(const Node& entry, std::string_view kind, const std::vector<EntryKey>& keys,
                    std::initializer_list<std::string_view> below = {}) {
        std::vector<std::string> known;
        for (const auto& key : keys) {
            known.emplace_back(key.name);
            const auto full = std::string{kind} + "." + std::string{key.name};
            if (const auto* node = find(entry, key.name)) {
                read_value(reading_, *node,
                           {.key = full,
                            .example = key.example,
                            .form = key.form,
                            .choices = key.choices,
                            .least = 0,
                            .most = 100'000'000},
                           key.field);
            } else if (key.is_required) {
                reading_.report.add(entry, {.code = "DH1207",
                                            .what = full + " is missing",
                                            .fix = "add " + std::string{key.name} + " = " +
                                                   std::string{key.example}});
            }
        }
        known.insert(known.end(), below.begin(), below.end());
        for (const auto& child : entry.children) {
            if (std::find(known.begin(), known.end(), child.name) != known.end()) continue;
            reading_.report.unknown_key(child, "in [[" + std::string{kind} + "]]", known);
        }
    }

    void read_service(const Node& entry) {
        Service service;
        read_entry(entry, "service",
                   {{"id", &service.id, "\"exchange-online\"", true},
                    {"name", &service.name, "\"Exchange Online\"", true},
                    {"aliases", &service.aliases, "[\"exchange\", \"mail\"]"},
                    {"vendor", &service.vendor, "\"Microsoft\""},
                    {"structure", &service.structure, "\"direct\"", false, Form::choice, structures},
                    {"supporter", &service.supporter, "\"TD Synnex\""},
                    {"marketplace", &service.marketplace, "\"support@maker.example\""}});
        services_.push_back(std::move(service));
    }

    void read_customer(const Node& entry) {
        Customer customer;
        std::int64_t users = 0;
        read_entry(
            entry, "customer",
            {{"id", &customer.id, "\"contoso\"", true},
             {"tenant_id", &customer.tenant_id, "\"7d3c40ea-0d42-4f1f-9c3e-1f2a3b4c5d6e\""},
             {"name", &customer.name, "\"Contoso Kft.\"", true},
             {"country", &customer.country, "\"HU\""},
             {"language", &customer.language, "\"hu\""},
             {"time_zone", &customer.time_zone, "\"Europe/Budapest\"", false, Form::time_zone},
             {"currency", &customer.currency, "\"HUF\""},
             {"plan", &customer.plan, "\"premium\""},
             {"users", &users, "40"},
             {"domains", &customer.domains, "[\"contoso.example\"]"},
             {"services", &customer.services, "[\"exchange-online\"]"}},
            {"contact", "support", "subscription", "admin_link", "rights"});
        customer.users = static_cast<int>(users);
        for (const auto& contact : entries(entry, "contact")) read_contact(contact, customer);
        for (const auto& support : entries(entry, "support")) read_support(support, customer);
        for (const auto& one : entries(entry, "subscription")) read_subscription(one, customer);
        for (const auto& link : entries(entry, "admin_link")) read_admin_link(link, customer);
        if (const auto* rights = find(entry, "rights")) read_rights(*rights, customer);
        customers_.push_back(std::move(customer));
    }

    void read_support(const Node& entry, Customer& customer) {
        ServiceSupport support;
        read_entry(entry, "customer.support",
                   {{"service", &support.service, "\"exchange-online\"", true},
                    {"structure", &support.structure, "\"resold\"", true, Form::choice, structures},
                    {"supporter", &support.supporter, "\"TD Synnex\""}});
        customer.support.push_back(std::move(support));
    }

    void read_subscription(const Node& entry, Customer& customer) {
        Subscription one;
        read_entry(entry, "customer.subscription",
                   {{"id", &one.id, "\"83ef9d05\"", true},
                    {"name", &one.name, "\"Microsoft 365 E3\"", true},
                    {"status", &one.status, "\"active\""},
                    {"azure_id", &one.azure_id, "\"an Azure subscription's id\""},
                    {"support_contact", &one.support_contact, "\"Contoso Partner\""}});
        customer.subscriptions.push_back(std::move(one));
    }

    void read_admin_link(const Node& entry, Customer& customer) {
        AdminLink link;
        read_entry(entry, "customer.admin_link",
                   {{"service", &link.service, "\"Exchange\"", true},
                    {"title", &link.title, "\"Exchange admin center\"", true},
                    {"url", &link.url, "\"https://admin.exchange.microsoft.com/\"", true, Form::url}});
        customer.admin_links.push_back(std::move(link));
    }

    void read_rights(const Node& node, Customer& customer) {
        if (node.kind != Node::Kind::table) {
            return reading_.report.wrong_type(node, "customer.rights", "a table", "{ status = \"active\", ends_at = \"2027-06-30\" }");
        }
        auto& relationship = customer.relationship;
        std::string ends_at;
        read_entry(node, "customer.rights",
                   {{"status", &relationship.status, "\"active\"", true},
                    {"ends_at", &ends_at, "\"2027-06-30\""},
                    {"roles", &relationship.roles, "[\"Service support administrator\"]"}});
        if (ends_at.empty()) return;
        const auto end = wire::read_time(ends_at.size() == 10 ? ends_at + "T00:00:00Z" : ends_at);
        if (end) relationship.ends_at = *end;
        if (!end) {
            reading_.report.add(node, {.code = "DH1205", .what = "customer.rights.ends_at is no date: " + in_quotes(ends_at),
                                       .fix = "write ends_at = \"2027-06-30\""});
        }
    }

    // The keys a contact and an agent have in common.
    template <class T>
    static std::vector<EntryKey> person_keys(T& person) {
        return {{"id", &person.id, "\"anna\"", true},
                {"given", &person.name.given, "\"Anna\"", true},
                {"family", &person.name.family, "\"Nagy\""},
                {"email", &person.email, "\"anna@contoso.example\""},
                {"phone", &person.phone, "\"+36 1 555 0100\""},
                {"language", &person.language, "\"hu\""},
                {"time_zone", &person.time_zone, "\"Europe/Budapest\"", false, Form::time_zone},
                {"identities", &person.identities, "[\"slack:U024BE7LH\"]"}};
    }

    void read_contact(const Node& entry, Customer& customer) {
        Contact contact;
        read_entry(entry, "customer.contact", person_keys(contact));
        customer.contacts.push_back(std::move(contact));
    }

    void read_agent(const Node& entry) {
        Agent agent;
        std::string role{name_of(agent.role)};
        auto keys = person_keys(agent);
        keys.push_back({"country", &agent.country, "\"HU\""});
        keys.push_back({"role", &role, "\"helpdesk\"", true, Form::choice, roles});
        read_entry(entry, "agent", keys);
        if (auto named = role_named(role)) agent.role = *named;
        agents_.push_back(std::move(agent));
    }

    Reading& reading_;
    const Node& root_;
    std::vector<Service> services_;
    std::vector<Customer> customers_;
    std::vector<Agent> agents_;
};

// The last text `wanted` of the file: of two equal ones, the second is the one too many.
const Node* last_text(const Node& node, std::string_view wanted) {
    const Node* found = node.kind == Node::Kind::text && node.text == wanted ? &node : nullptr;
    for (const auto& child : node.children) {
        const auto* in_child = last_text(child, wanted);
        const bool is_later =
            in_child != nullptr && (found == nullptr || found->at.line <= in_child->at.line);
        if (is_later) found = in_child;
    }
    return found;
}

// What a sentence of Directory::make is about: the word in quotes, else the id: `customers.contoso:
// twice`.
std::string_view subject_of(std::string_view sentence) {
    const auto opening = sentence.find('"');
    const auto closing = sentence.rfind('"');
    if (opening != closing) return sentence.substr(opening + 1, closing - opening - 1);

    const auto path = sentence.substr(0, sentence.find(':'));
    const auto dot = path.rfind('.');
    return dot == std::string_view::npos ? path : path.substr(dot + 1);
}

void report_misfit(Report& report, const Node& root, const TomlFile& file, const std::string& why) {
    const auto* node = last_text(root, subject_of(why));
    if (node != nullptr) {
        return report.add(*node, {.code = "DH1301",
                                  .what = "the directory does not fit together",
                                  .fix = "correct this entry, or the one it means",
                                  .note = why});
    }
    report.add(Diagnosis{.code = "DH1301",
                         .what = "the directory does not fit together",
                         .file = file.name,
                         .why = why,
                         .fix = "correct the entry"});
}

}  // namespace

DirectoryReading read_customers(std::string_view name, std::string_view text) {
    DirectoryReading out;
    const auto parsed = parse_toml(name, text);
    if (parsed.problem) {
        out.diagnoses.push_back(*parsed.problem);
        return out;
    }
    const auto& file = parsed.file;
    Report report{file.name, file.lines};
    const Surroundings nothing;
    ConfigurationReading unused;
    Reading reading{report, nothing, std::filesystem::path{name}.parent_path(), unused};
    auto made = CustomersReader{reading, file.root}.read();
    if (made) {
        out.directory = *std::move(made);
    } else if (report.count() == 0) {
        report_misfit(report, file.root, file, made.error().what);
    }
    out.diagnoses = report.take();
    return out;
}

DirectoryReading load_customers(const std::string& path) {
    if (path.empty()) return {};
    if (const auto text = file_content(path, most_file_bytes)) return read_customers(path, *text);

    DirectoryReading out;
    out.diagnoses.push_back({.code = "DH1215",
                             .what = "the directory file cannot be read: " + path,
                             .fix = "correct file in [directory], or put the file there"});
    return out;
}

}  // namespace desk
