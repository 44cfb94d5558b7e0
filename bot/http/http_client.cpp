#include "bot/http/http_client.hpp"

#include "bot/http/resolve.hpp"
#include "bot/http/response_head.hpp"

#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace desk {
namespace {

using std::chrono::steady_clock;

constexpr std::string_view doubt = "in doubt: ";
constexpr std::chrono::seconds addresses_keep{30};
constexpr long slowest_bytes_per_second = 10;

// What happens during one transfer.
struct Transfer {
    const ClientRules& rules;
    ResponseHead head;
    std::string body = {};
    bool is_refused = false;  // an address that must not be reached
    bool is_too_large = false;

    explicit Transfer(const ClientRules& given)
        : rules{given}, head{given.most_header_bytes, given.most_header_lines} {}
};

std::size_t take_header(char* data, std::size_t, std::size_t size, void* user) {
    auto& transfer = *static_cast<Transfer*>(user);
    if (transfer.head.add({data, size})) return size;
    transfer.is_too_large = true;
    return CURL_WRITEFUNC_ERROR;
}

std::size_t take_body(char* data, std::size_t, std::size_t size, void* user) {
    auto& transfer = *static_cast<Transfer*>(user);
    if (size > transfer.rules.most_body - transfer.body.size()) {
        transfer.is_too_large = true;
        return CURL_WRITEFUNC_ERROR;
    }
    transfer.body.append(data, size);
    return size;
}

std::optional<IpAddress> address_of(const curl_sockaddr& to) {
    IpAddress address;
    const auto* const raw = reinterpret_cast<const char*>(&to.addr);
    if (to.family == AF_INET6) {
        std::memcpy(address.bytes.data(), raw + offsetof(sockaddr_in6, sin6_addr), 16);
        return address;
    }
    if (to.family != AF_INET) return std::nullopt;
    address.bytes[10] = address.bytes[11] = 0xff;
    std::memcpy(address.bytes.data() + 12, raw + offsetof(sockaddr_in, sin_addr), 4);
    return address;
}

curl_socket_t open_socket(void* user, curlsocktype, curl_sockaddr* to) {
    auto& transfer = *static_cast<Transfer*>(user);
    const auto address = address_of(*to);
    const bool is_open =
        address && (to->family == AF_INET6 ? is_public_ipv6(*address) : is_public(*address));
    if (!address || (!is_open && !transfer.rules.reach.allow_private)) {
        transfer.is_refused = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

// curl's linked list of texts.
class TextList {
public:
    void add(const std::string& text) { list_ = curl_slist_append(list_, text.c_str()); }
    curl_slist* get() const { return list_; }
    TextList() = default;
    TextList(const TextList&) = delete;
    TextList& operator=(const TextList&) = delete;
    ~TextList() { curl_slist_free_all(list_); }

private:
    curl_slist* list_ = nullptr;
};

bool is_sendable(const std::string& name, const std::string& value) {
    const auto is_control = [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == 0x7f; };
    const auto is_bad_in_name = [](char c) {
        return c <= ' ' || c == ':' || c == ';' || c == 0x7f;
    };
    return !name.empty() && std::none_of(name.begin(), name.end(), is_bad_in_name) &&
           std::none_of(value.begin(), value.end(), is_control);
}

// curl would add some by itself; a name with nothing after the colon takes it out.
Result<void> fill_headers(TextList& list, const HttpRequest& request) {
    for (const auto& [name, value] : request.headers) {
        if (!is_sendable(name, value))
            return invalid(request.method + ": a header with control bytes");
        list.add(value.empty() ? name + ";" : name + ": " + value);
    }
    list.add("Expect:");
    if (find_header(request.headers, "Content-Type") == nullptr) list.add("Content-Type:");
    if (find_header(request.headers, "User-Agent") == nullptr) list.add("User-Agent: Deskhand");
    return {};
}

bool is_method(std::string_view method) {
    return !method.empty() && method.size() <= 16 &&
           std::all_of(method.begin(), method.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

class HttpClient::Handle {
public:
    Handle() {
        curl_global_init(
            CURL_GLOBAL_DEFAULT);  // counted, and safe between threads since libcurl 7.84
        curl_ = curl_easy_init();
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle() {
        curl_easy_cleanup(curl_);
        curl_global_cleanup();
    }

    Result<HttpResponse> send(const HttpRequest& request, const ClientRules& rules) {
        if (curl_ == nullptr) return unavailable("libcurl has no memory");
        if (!is_method(request.method)) return invalid("a request with an odd method");
        DESK_TRY(const auto url, split_url(request.url));
        DESK_CHECK(may_reach(url, rules.reach));
        DESK_TRY(const auto addresses, addresses_of(url, rules));
        DESK_CHECK(may_reach(url, addresses, rules.reach));

        TextList headers;
        DESK_CHECK(fill_headers(headers, request));
        TextList pins;
        if (!parse_address(url.host)) pins.add(pin_of(url, addresses));

        Transfer transfer{rules};
        curl_easy_reset(curl_);  // keeps the connection
        set_target(request, url, headers, pins);
        set_rules(rules);
        set_callbacks(transfer);
        return outcome_of(curl_easy_perform(curl_), transfer, url);
    }

private:
    template <class Value>
    void set(CURLoption option, Value value) {
        curl_easy_setopt(curl_, option, value);
    }

    Result<std::vector<IpAddress>> addresses_of(const Url& url, const ClientRules& rules) {
        if (const auto address = parse_address(url.host)) return std::vector{*address};
        const auto now = steady_clock::now();
        if (url.host == host_ && now < keep_until_) return addresses_;
        DESK_TRY(addresses_, resolve(url.host, std::min(rules.connect_time, rules.total_time)));
        host_ = url.host;
        keep_until_ = now + addresses_keep;
        return addresses_;
    }

    // "host:port:address,address", which curl takes instead of asking a name server.
    static std::string pin_of(const Url& url, const std::vector<IpAddress>& addresses) {
        std::string pin = url.host + ":" + std::to_string(url.port) + ":";
        for (const auto& address : addresses) {
            const auto text = to_text(address);
            const bool is_ipv6 = text.find(':') != std::string::npos;
            if (pin.back() != ':') pin += ',';
            pin += is_ipv6 ? "[" + text + "]" : text;
        }
        return pin;
    }

    void set_target(const HttpRequest& request, const Url& url, const TextList& headers,
                    const TextList& pins) {
        set(CURLOPT_URL, to_text(url).c_str());
        set(CURLOPT_PATH_AS_IS, 1L);
        set(CURLOPT_RESOLVE, pins.get());
        set(CURLOPT_HTTPHEADER, headers.get());
        if (!request.body.empty() || request.method == "POST" || request.method == "PUT" ||
            request.method == "PATCH") {
            set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
            set(CURLOPT_POSTFIELDS, request.body.data());
        }
        if (request.method == "HEAD") set(CURLOPT_NOBODY, 1L);
        set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
    }

    void set_rules(const ClientRules& rules) {
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_PROTOCOLS_STR, "http,https");
        set(CURLOPT_REDIR_PROTOCOLS_STR, "");
        set(CURLOPT_FOLLOWLOCATION, 0L);
        set(CURLOPT_PROXY, "");
        set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
        set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
        set(CURLOPT_HTTP09_ALLOWED, 0L);
        set(CURLOPT_SSL_VERIFYPEER, 1L);
        set(CURLOPT_SSL_VERIFYHOST, 2L);
        set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        if (!rules.ca_file.empty()) set(CURLOPT_CAINFO, rules.ca_file.c_str());
        set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(rules.connect_time.count()));
        set(CURLOPT_TIMEOUT_MS, static_cast<long>(rules.total_time.count()));
        set(CURLOPT_LOW_SPEED_LIMIT, slowest_bytes_per_second);
        set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(rules.stall_time.count()));
        set(CURLOPT_FRESH_CONNECT, rules.is_sent_once ? 1L : 0L);
        set(CURLOPT_MAXCONNECTS, 1L);
        set(CURLOPT_TCP_NODELAY, 1L);
    }

    void set_callbacks(Transfer& transfer) {
        set(CURLOPT_HEADERFUNCTION, &take_header);
        set(CURLOPT_HEADERDATA, static_cast<void*>(&transfer));
        set(CURLOPT_WRITEFUNCTION, &take_body);
        set(CURLOPT_WRITEDATA, static_cast<void*>(&transfer));
        set(CURLOPT_OPENSOCKETFUNCTION, &open_socket);
        set(CURLOPT_OPENSOCKETDATA, static_cast<void*>(&transfer));
    }

    Result<HttpResponse> outcome_of(CURLcode code, Transfer& transfer, const Url& url) {
        if (code == CURLE_OK) {
            long status = 0;
            curl_easy_getinfo(curl_, CURLINFO_RESPONSE_CODE, &status);
            return HttpResponse{.status = static_cast<int>(status),
                                .headers = transfer.head.take(),
                                .body = std::move(transfer.body)};
        }
        const auto where = url.host + ":" + std::to_string(url.port) + ": ";
        if (transfer.is_refused)
            return denied(where + "leads to an address that is not of the open internet");

        long written = 0;
        curl_easy_getinfo(curl_, CURLINFO_REQUEST_SIZE, &written);
        const auto what = (written > 0 ? std::string{doubt} : std::string{}) + where +
                          (transfer.is_too_large ? "a larger or odder answer than accepted"
                                                 : curl_easy_strerror(code));
        return code == CURLE_OPERATION_TIMEDOUT ? timeout(what) : unavailable(what);
    }

    CURL* curl_ = nullptr;
    std::string host_;  // of addresses_
    std::vector<IpAddress> addresses_;
    steady_clock::time_point keep_until_{};
};

HttpClient::HttpClient() : handle_{std::make_unique<Handle>()} {}
HttpClient::~HttpClient() = default;
HttpClient::HttpClient(HttpClient&&) noexcept = default;
HttpClient& HttpClient::operator=(HttpClient&&) noexcept = default;

Result<HttpResponse> HttpClient::send(const HttpRequest& request, const ClientRules& rules) {
    return handle_->send(request, rules);
}

bool is_in_doubt(const Error& error) {
    return error.what.starts_with(doubt);
}

}  // namespace desk
