#include "tests/bot/http/tls_server.hpp"

#include "bot/http/descriptor.hpp"

#include <arpa/inet.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <csignal>
#include <stdexcept>
#include <thread>

namespace desk::test {
namespace {

X509* certificate_of(EVP_PKEY* key, const TlsServer::Certificate& wanted) {
    X509* made = X509_new();
    X509_set_version(made, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(made), 1);
    X509_gmtime_adj(X509_getm_notBefore(made), wanted.begins.count());
    X509_gmtime_adj(X509_getm_notAfter(made), wanted.ends.count());
    X509_set_pubkey(made, key);
    X509_NAME* name = X509_get_subject_name(made);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("desk test"), -1, -1,
                               0);
    X509_set_issuer_name(made, name);
    const auto alternative = "IP:" + wanted.address;
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, alternative.c_str());
    X509_add_ext(made, extension, -1);
    X509_EXTENSION_free(extension);
    X509_sign(made, key, EVP_sha256());
    return made;
}

}  // namespace

struct TlsServer::Parts {
    SSL_CTX* context = SSL_CTX_new(TLS_server_method());
    EVP_PKEY* key = EVP_EC_gen("P-256");
    X509* certificate = nullptr;
    OwnedDescriptor listener{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    OwnedDescriptor stop{::eventfd(0, EFD_CLOEXEC)};
    std::uint16_t port = 0;
    std::thread thread = {};

    void serve() const {
        while (true) {
            pollfd both[2] = {{listener.number(), POLLIN, 0}, {stop.number(), POLLIN, 0}};
            ::poll(both, 2, -1);
            if (both[1].revents != 0) return;
            const OwnedDescriptor client{::accept(listener.number(), nullptr, nullptr)};
            SSL* session = SSL_new(context);
            SSL_set_fd(session, client.number());
            SSL_accept(session);
            SSL_free(session);
        }
    }
};

TlsServer::TlsServer(const Certificate& certificate) : parts_{std::make_unique<Parts>()} {
    std::signal(SIGPIPE, SIG_IGN);
    parts_->certificate = certificate_of(parts_->key, certificate);
    SSL_CTX_use_certificate(parts_->context, parts_->certificate);
    SSL_CTX_use_PrivateKey(parts_->context, parts_->key);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    const bool listens = ::bind(parts_->listener.number(), reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                         ::listen(parts_->listener.number(), 8) == 0 &&
                         ::getsockname(parts_->listener.number(), reinterpret_cast<sockaddr*>(&address), &size) == 0;
    if (!listens) throw std::runtime_error("no loopback listener");
    parts_->port = ntohs(address.sin_port);
    parts_->thread = std::thread{[this] { parts_->serve(); }};
}

TlsServer::~TlsServer() {
    const std::uint64_t one = 1;
    static_cast<void>(::write(parts_->stop.number(), &one, sizeof one));
    parts_->thread.join();
    X509_free(parts_->certificate);
    EVP_PKEY_free(parts_->key);
    SSL_CTX_free(parts_->context);
}

std::uint16_t TlsServer::port() const {
    return parts_->port;
}

std::string TlsServer::certificate_pem() const {
    BIO* memory = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(memory, parts_->certificate);
    std::string pem(static_cast<std::size_t>(BIO_ctrl_pending(memory)), '\0');
    BIO_read(memory, pem.data(), static_cast<int>(pem.size()));
    BIO_free(memory);
    return pem;
}

}  // namespace desk::test
