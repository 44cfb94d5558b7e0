#include "bot/http/resolve.hpp"

#include <netdb.h>
#include <netinet/in.h>
#include <time.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <utility>

namespace desk {
namespace {

// What getaddrinfo_a works on. The resolver's thread may still write to it after we have given up.
struct Question {
    std::string host = {};
    addrinfo hints = {};
    gaicb request = {};

    explicit Question(std::string name) : host{std::move(name)} {
        hints.ai_socktype = SOCK_STREAM;
        request.ar_name = host.c_str();
        request.ar_request = &hints;
    }
    Question(const Question&) = delete;
    Question& operator=(const Question&) = delete;
    ~Question() {
        if (request.ar_result != nullptr) freeaddrinfo(request.ar_result);
    }
};

timespec as_timespec(std::chrono::milliseconds time) {
    timespec result{};
    result.tv_sec = static_cast<time_t>(time.count() / 1'000);
    result.tv_nsec = static_cast<long>(time.count() % 1'000) * 1'000'000;
    return result;
}

std::vector<IpAddress> addresses_in(const addrinfo* list) {
    std::vector<IpAddress> addresses;
    for (; list != nullptr; list = list->ai_next) {
        IpAddress address;
        if (list->ai_family == AF_INET6) {
            std::memcpy(
                address.bytes.data(),
                reinterpret_cast<const char*>(list->ai_addr) + offsetof(sockaddr_in6, sin6_addr),
                16);
        } else if (list->ai_family == AF_INET) {
            address.bytes[10] = address.bytes[11] = 0xff;
            std::memcpy(
                address.bytes.data() + 12,
                reinterpret_cast<const char*>(list->ai_addr) + offsetof(sockaddr_in, sin_addr), 4);
        } else {
            continue;
        }
        if (std::find(addresses.begin(), addresses.end(), address) == addresses.end())
            addresses.push_back(address);
    }
    return addresses;
}

}  // namespace

Result<std::vector<IpAddress>> resolve(const std::string& host, std::chrono::milliseconds most) {
    auto question = std::make_unique<Question>(host);
    gaicb* list[] = {&question->request};
    if (const int failure = getaddrinfo_a(GAI_NOWAIT, list, 1, nullptr); failure != 0)
        return unavailable(host + ": cannot be looked up: " + gai_strerror(failure));

    const auto deadline = std::chrono::steady_clock::now() + most;
    while (gai_error(&question->request) == EAI_INPROGRESS) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now());
        if (left.count() <= 0) break;
        const auto pause = as_timespec(left);
        const gaicb* waited[] = {&question->request};
        gai_suspend(waited, 1, &pause);
    }
    const int outcome = gai_error(&question->request);
    if (outcome == 0) return addresses_in(question->request.ar_result);
    if (outcome != EAI_INPROGRESS) return unavailable(host + ": " + gai_strerror(outcome));

    // Given up: a question that cannot be called back stays in memory, because the resolver will
    // still write to it.
    if (gai_cancel(&question->request) == EAI_NOTCANCELED) static_cast<void>(question.release());
    return timeout(host + ": the name server did not answer in time");
}

}  // namespace desk
