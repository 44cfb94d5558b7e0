// A TLS server on loopback with a certificate of the test's own making, for 127.0.0.1. It shakes hands and hangs up.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace desk::test {

class TlsServer {
public:
    struct Certificate {
        std::chrono::seconds begins{-3'600};  // from now
        std::chrono::seconds ends{90 * 86'400};
        std::string address = "127.0.0.1";  // it is made out to
    };

    explicit TlsServer(const Certificate& certificate);
    ~TlsServer();
    TlsServer(const TlsServer&) = delete;
    TlsServer& operator=(const TlsServer&) = delete;

    std::uint16_t port() const;
    std::string url() const { return "https://127.0.0.1:" + std::to_string(port()) + "/replies"; }
    std::string certificate_pem() const;  // for a client that is to trust it

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace desk::test
