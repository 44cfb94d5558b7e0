#include "plugins/vendors/azure_support/communication.hpp"

#include "plugins/services/short_text.hpp"
#include "plugins/status_source/vendor_text.hpp"
#include "plugins/vendors/vendor_json.hpp"
#include "plugins/vendors/vendor_problem.hpp"
#include "plugins/vendors/web_address.hpp"
#include <desk/wire_values.hpp>

#include <algorithm>
#include <cctype>

namespace desk::azure_support {
namespace {

using vendors::object_in;
using vendors::text_in;

constexpr std::size_t most_text = 8'192;

std::string communications_path(const std::string& subscription, const std::string& ticket) {
    return "/subscriptions/" + vendors::address_part(subscription) + "/providers/Microsoft.Support/supportTickets/" +
           vendors::address_part(ticket) + "/communications";
}

bool is_plain_name(std::string_view name) {
    return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), [](unsigned char letter) {
        return letter < 0x80 && (std::isalnum(letter) != 0 || letter == '-' || letter == '_');
    });
}

Communication communication_of(const Json& entry) {
    const auto& properties = object_in(entry, "properties");
    return {.name = text_in(entry, "name"),
            .subject = text_in(properties, "subject"),
            .text = shortened(plain_text(text_in(properties, "body")), most_text),
            .sender = text_in(properties, "sender"),
            .is_from_vendor = vendors::folded_word(text_in(properties, "communicationDirection")) == "inbound",
            .by_phone = vendors::folded_word(text_in(properties, "communicationType")) == "phone",
            .at = vendors::time_in(properties, "createdDate")};
}

}  // namespace

HttpRequest communications_request(const Access& access, const vendors::CallIds& ids, const std::string& subscription,
                                   const std::string& ticket, std::optional<Time> since) {
    std::string query = "$top=10";
    if (since) {
        const auto filter = "CreatedDate ge " + wire::time_text(*since).substr(0, 19) + "Z";
        query += "&$filter=" + vendors::address_part(filter);
    }
    return request(access, ids, "GET", communications_path(subscription, ticket), query);
}

Result<CommunicationPage> read_communications(const HttpResponse& response) {
    DESK_TRY(const auto body, vendors::document_of(response, "azure ticket's communications"));
    CommunicationPage page{.next = text_in(body, "nextLink")};
    for (const auto& entry : vendors::list_in(body, "value")) page.communications.push_back(communication_of(entry));
    return page;
}

Result<HttpRequest> say_request(const Access& access, const vendors::CallIds& ids, const std::string& subscription,
                                const std::string& ticket, const Communication& communication) {
    if (!is_plain_name(communication.name)) return invalid("azure communication: no plain name");
    if (communication.text.empty()) return invalid("azure communication: no text");
    if (communication.sender.empty()) return invalid("azure communication: no sender");
    const Json body{
        {"properties",
         {{"subject", communication.subject.empty() ? shortened(communication.text, 100) : communication.subject},
          {"body", communication.text},
          {"sender", communication.sender}}}};
    const auto path = communications_path(subscription, ticket) + "/" + communication.name;
    return request(access, ids, "PUT", path, {}, &body);
}

Result<void> read_said(const HttpResponse& response) {
    if (const auto problem = vendors::problem_of(response)) return vendors::error_of(*problem, "azure communication");
    return {};
}

}  // namespace desk::azure_support
