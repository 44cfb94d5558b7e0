#include "tests/support/vendor_simulator.hpp"

#include "plugins/vendors/call_ids.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <sstream>

namespace desk::test {
namespace {

SimulatedRequest request_of(const std::string& bytes) {
    SimulatedRequest request;
    const auto head_end = bytes.find("\r\n\r\n");
    request.body = bytes.substr(head_end + 4);
    std::istringstream head{bytes.substr(0, head_end)};
    std::string target;
    head >> request.method >> target;
    const auto mark = target.find('?');
    request.path = target.substr(0, mark);
    if (mark != std::string::npos) request.query = target.substr(mark + 1);
    std::string line;
    std::getline(head, line);
    while (std::getline(head, line)) {
        while (!line.empty() && line.back() == '\r') line.pop_back();
        const auto colon = line.find(": ");
        if (colon != std::string::npos) request.headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
    }
    return request;
}

std::string bytes_of(const HttpResponse& response) {
    std::string bytes = "HTTP/1.1 " + std::to_string(response.status) + " Simulated\r\n";
    for (const auto& [name, value] : response.headers) bytes += name + ": " + value + "\r\n";
    return bytes + "Content-Length: " + std::to_string(response.body.size()) + "\r\n\r\n" + response.body;
}

Json in_pascal_case(const Json& document) {
    if (document.is_array()) {
        Json list = Json::array();
        for (const auto& entry : document) list.push_back(in_pascal_case(entry));
        return list;
    }
    if (!document.is_object()) return document;
    Json object = Json::object();
    for (const auto& [name, value] : document.items()) {
        auto pascal = name;
        if (!pascal.empty()) pascal[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(pascal[0])));
        object[pascal] = in_pascal_case(value);
    }
    return object;
}

// What is sent is ASCII where the documents of the simulator are; other letters are written as \uXXXX.
std::string in_utf16(const Json& document) {
    std::string bytes = "\xFE\xFF";
    for (const char letter : document.dump(-1, ' ', true)) bytes.append({'\0', letter});
    return bytes;
}

std::string lowered(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return text;
}

std::string named(const std::string& header, const std::string& value) {
    if (vendors::is_guid(value)) return "<guid>";
    if (header == "idempotency-key") return "<key>";
    if (value.starts_with("Bearer ")) return "Bearer <token>";
    if (value.starts_with("Token token=")) return "Token token=<token>";
    return value;
}

// The simulator's own address, encoded in a form, is another one in every run.
std::string without_port(std::string text) {
    constexpr std::string_view host = "127.0.0.1%3A";
    const auto at = text.find(host);
    if (at == std::string::npos) return text;
    const auto port = at + host.size();
    return text.replace(port, text.find_first_not_of("0123456789", port) - port, "<port>");
}

}  // namespace

VendorSimulator::VendorSimulator()
    : server_{[this](int socket, const std::string& bytes) { return serve(socket, bytes); }} {}

std::string VendorSimulator::url() const {
    return server_.url("");
}
std::string VendorSimulator::host() const {
    return "127.0.0.1:" + std::to_string(server_.port());
}

void VendorSimulator::change(const std::function<void(SimulatedVendors&)>& by) {
    const std::lock_guard lock{mutex_};
    by(vendors_);
}

void VendorSimulator::spell(Spelling spelling) {
    const std::lock_guard lock{mutex_};
    spelling_ = spelling;
}

void VendorSimulator::next(const std::string& request, HttpResponse answer) {
    const std::lock_guard lock{mutex_};
    faults_.push_back({request, std::move(answer)});
}

void VendorSimulator::lose_answer(const std::string& request) {
    const std::lock_guard lock{mutex_};
    faults_.push_back({request, std::nullopt});
}

std::vector<SimulatedRequest> VendorSimulator::requests() const {
    const std::lock_guard lock{mutex_};
    return requests_;
}

std::vector<SimulatedRequest> VendorSimulator::requests_to(const std::string& path) const {
    auto found = requests();
    std::erase_if(found, [&](const auto& request) { return !request.path.starts_with(path); });
    return found;
}

HttpResponse VendorSimulator::throttled(int seconds) {
    const auto wait = std::to_string(seconds);
    return json_answer(429,
                       {{"statusCode", 429}, {"message", "Rate limit is exceeded. Try again in " + wait + " seconds."}},
                       {{"Retry-After", wait}});
}

bool VendorSimulator::serve(int socket, const std::string& bytes) {
    const auto request = request_of(bytes);
    HttpResponse response;
    {
        const std::lock_guard lock{mutex_};
        requests_.push_back(request);
        const auto fault = take_fault(request);
        const bool is_sign_in = request.path.ends_with("/oauth2/token");
        response = fault && fault->answer ? *fault->answer : answer(request);
        if (!is_sign_in) response = spelled(std::move(response));
        if (fault && !fault->answer) return false;
    }
    return send_all(socket, bytes_of(response));
}

std::optional<VendorSimulator::Fault> VendorSimulator::take_fault(const SimulatedRequest& request) {
    const auto line = request.method + " " + request.path;
    const auto found = std::find_if(faults_.begin(), faults_.end(),
                                    [&](const Fault& fault) { return line.starts_with(fault.request); });
    if (found == faults_.end()) return std::nullopt;
    auto fault = std::move(*found);
    faults_.erase(found);
    return fault;
}

HttpResponse VendorSimulator::answer(const SimulatedRequest& request) {
    if (const auto token = vendors_.sign_in.answer(request, url())) return *token;
    if (const auto ticket = vendors_.zammad.answer(request, url())) return *ticket;
    if (const auto refusal = vendors_.sign_in.refusal_of(request)) return *refusal;
    for (SimulatedVendor* vendor :
         std::initializer_list<SimulatedVendor*>{&vendors_.partner_center, &vendors_.graph, &vendors_.azure}) {
        if (const auto found = vendor->answer(request, url())) return *found;
    }
    return json_answer(404, {{"code", "1000"}, {"description", "Not found."}});
}

HttpResponse VendorSimulator::spelled(HttpResponse response) const {
    const auto document = parse_json(response.body);
    if (response.status != 200 || !document || spelling_ == Spelling::usual) return response;
    if (spelling_ == Spelling::pascal) response.body = dump_json(in_pascal_case(*document));
    if (spelling_ == Spelling::byte_order_mark && !response.body.starts_with("\xEF\xBB\xBF"))
        response.body.insert(0, "\xEF\xBB\xBF");
    if (spelling_ == Spelling::utf16) response.body = in_utf16(*document);
    return response;
}

std::string written(const SimulatedRequest& request) {
    std::map<std::string, std::string> headers;
    for (const auto& [name, value] : request.headers) {
        const auto header = lowered(name);
        const bool is_of_transport =
            header == "host" || header == "user-agent" || header == "content-length" || header == "accept-encoding";
        if (!is_of_transport) headers[header] = named(header, value);
    }
    auto text = request.method + " " + request.path + (request.query.empty() ? "" : "?" + request.query) + "\n";
    for (const auto& [name, value] : headers) text += name + ": " + value + "\n";
    if (request.body.empty()) return text;
    const auto document = parse_json(request.body);
    return text + "\n" + (document ? dump_json(*document, 2) : without_port(request.body)) + "\n";
}

}  // namespace desk::test
