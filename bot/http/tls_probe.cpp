#include "bot/http/tls_probe.hpp"

#include "bot/http/address_rules.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <time.h>

#include <algorithm>
#include <memory>

namespace desk {
namespace {

using Deadline = std::chrono::steady_clock::time_point;
using Context = std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)>;
using Session = std::unique_ptr<SSL, void (*)(SSL*)>;

std::string library_error() {
    const char* reason = ERR_reason_error_string(ERR_get_error());
    return reason == nullptr ? "the connection was closed" : reason;
}

bool trust_roots(SSL_CTX* context, const std::string& ca_file) {
    if (ca_file.empty()) return SSL_CTX_set_default_verify_paths(context) == 1;
    return SSL_CTX_load_verify_locations(context, ca_file.c_str(), nullptr) == 1;
}

// Name or address the certificate must be for.
bool expect(SSL* session, const std::string& host) {
    if (parse_address(host)) return X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session), host.c_str()) == 1;
    // What SSL_set_tlsext_host_name does, whose macro is C.
    const auto named =
        SSL_ctrl(session, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, const_cast<char*>(host.c_str()));
    return named == 1 && SSL_set1_host(session, host.c_str()) == 1;
}

bool wait_for(int socket, short events, Deadline until) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
    pollfd one{socket, events, 0};
    return left > 0 && ::poll(&one, 1, static_cast<int>(std::min<std::int64_t>(left, 600'000))) > 0;
}

Error refused(SSL* session) {
    const auto verdict = SSL_get_verify_result(session);
    if (verdict != X509_V_OK) return unavailable(X509_verify_cert_error_string(verdict));
    return unavailable("no TLS: " + library_error());
}

Result<void> shake_hands(SSL* session, int socket, Deadline until) {
    while (true) {
        ERR_clear_error();
        const int done = SSL_connect(session);
        if (done == 1) return {};
        const int wants = SSL_get_error(session, done);
        const bool waits = wants == SSL_ERROR_WANT_READ || wants == SSL_ERROR_WANT_WRITE;
        if (!waits) return refused(session);
        const short events = wants == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT;
        if (!wait_for(socket, events, until)) return timeout("no TLS answer in time");
    }
}

Result<Time> end_of(SSL* session) {
    const std::unique_ptr<X509, void (*)(X509*)> certificate{SSL_get1_peer_certificate(session), &X509_free};
    tm parts{};
    if (!certificate || ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &parts) != 1) {
        return unavailable("no readable certificate");
    }
    return Time{std::chrono::seconds{::timegm(&parts)}};
}

}  // namespace

Result<Time> tls_valid_until(int socket, const std::string& host, const std::string& ca_file, Deadline until) {
    const Context context{SSL_CTX_new(TLS_client_method()), &SSL_CTX_free};
    if (!context || !trust_roots(context.get(), ca_file))
        return unavailable("no root certificates: " + library_error());
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);

    const Session session{SSL_new(context.get()), &SSL_free};
    const bool is_ready = session && expect(session.get(), host) && SSL_set_fd(session.get(), socket) == 1;
    if (!is_ready) return unavailable("no TLS: " + library_error());
    DESK_CHECK(shake_hands(session.get(), socket, until));
    return end_of(session.get());
}

}  // namespace desk
