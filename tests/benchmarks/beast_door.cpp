#include "tests/benchmarks/beast_door.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <memory>
#include <thread>

namespace desk::test {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using Tcp = asio::ip::tcp;

// Lives as long as an operation of its own is under way, as Asio's sessions do.
class Session : public std::enable_shared_from_this<Session> {
public:
    explicit Session(Tcp::socket socket) : stream_{std::move(socket)} {
        stream_.socket().set_option(Tcp::no_delay{true});
        answer_.set(http::field::content_type, "text/plain");
        answer_.body() = "ok\n";
        answer_.prepare_payload();
    }

    void read() {
        request_ = {};
        http::async_read(stream_, buffer_, request_, [self = shared_from_this()](beast::error_code error, std::size_t) {
            if (!error) self->write();
        });
    }

private:
    void write() {
        http::async_write(stream_, answer_, [self = shared_from_this()](beast::error_code error, std::size_t) {
            if (!error) self->read();
        });
    }

    beast::tcp_stream stream_;
    beast::flat_buffer buffer_;
    http::request<http::string_body> request_;
    http::response<http::string_body> answer_{http::status::ok, 11};
};

}  // namespace

struct BeastDoor::Loop {
    asio::io_context context{1};
    Tcp::acceptor acceptor{context};
    std::thread thread;

    void accept() {
        acceptor.async_accept([this](beast::error_code error, Tcp::socket socket) {
            if (error) return;
            std::make_shared<Session>(std::move(socket))->read();
            accept();
        });
    }
};

BeastDoor::BeastDoor() : loop_{std::make_unique<Loop>()} {}

BeastDoor::~BeastDoor() {
    loop_->context.stop();
    if (loop_->thread.joinable()) loop_->thread.join();
}

Result<std::uint16_t> BeastDoor::open() {
    beast::error_code error;
    const Tcp::endpoint here{asio::ip::address_v4::loopback(), 0};
    loop_->acceptor.open(here.protocol(), error);
    if (!error) loop_->acceptor.bind(here, error);
    if (!error) loop_->acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error) return unavailable("beast: listen on loopback: " + error.message());
    loop_->accept();
    loop_->thread = std::thread{[this] { loop_->context.run(); }};
    return loop_->acceptor.local_endpoint().port();
}

}  // namespace desk::test
