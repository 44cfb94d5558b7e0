#include "tests/support/fake_platform.hpp"

#include "tests/support/eventually.hpp"

#include <sstream>
#include <utility>

namespace desk::test {
namespace {

Received read(const std::string& request) {
    const auto end = request.find("\r\n\r\n");
    Received received{.body = request.substr(end + 4), .at = std::chrono::steady_clock::now()};
    std::istringstream head{request.substr(0, end)};
    std::string method, line;
    head >> method >> received.target;
    std::getline(head, line);
    while (std::getline(head, line)) {
        if (line.ends_with('\r')) line.pop_back();
        const auto colon = line.find(": ");
        if (colon == std::string::npos) continue;
        received.headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
    }
    const auto* key = find_header(received.headers, "Idempotency-Key");
    if (key != nullptr) received.key = *key;
    return received;
}

std::string bytes_of(const Cue& cue) {
    std::string bytes = "HTTP/1.1 " + std::to_string(cue.status) + " Said\r\n";
    for (const auto& [name, value] : cue.headers) bytes += name + ": " + value + "\r\n";
    return bytes +
           "Content-Type: application/json\r\nContent-Length: " + std::to_string(cue.body.size()) +
           "\r\n\r\n" + cue.body;
}

}  // namespace

std::string Received::field(const char* name) const {
    const auto document = parse_json(body);
    return document ? text_or(*document, name, "") : std::string{};
}

FakePlatform::FakePlatform()
    : server_{[this](int socket, const std::string& request) { return serve(socket, request); }} {}

void FakePlatform::next(std::vector<Cue> cues) {
    const std::lock_guard lock{mutex_};
    cues_.assign(cues.begin(), cues.end());
}

void FakePlatform::usual(Cue cue) {
    const std::lock_guard lock{mutex_};
    usual_ = std::move(cue);
}

void FakePlatform::decide(std::function<Cue(const Received&)> by) {
    const std::lock_guard lock{mutex_};
    decides_ = std::move(by);
}

std::vector<Received> FakePlatform::received() const {
    const std::lock_guard lock{mutex_};
    return received_;
}

std::size_t FakePlatform::count() const {
    const std::lock_guard lock{mutex_};
    return received_.size();
}

std::optional<Received> FakePlatform::reply_to(const std::string& event) const {
    const std::lock_guard lock{mutex_};
    const auto found = replies_.find(event);
    if (found == replies_.end()) return {};
    return received_[found->second];
}

bool FakePlatform::has_received(std::size_t most, std::chrono::milliseconds longest) const {
    return eventually(longest, [&] { return count() >= most; });
}

Cue FakePlatform::cue_for(const Received& received) {
    if (decides_) return decides_(received);
    if (cues_.empty()) return usual_;
    auto cue = std::move(cues_.front());
    cues_.pop_front();
    return cue;
}

bool FakePlatform::serve(int socket, const std::string& request) {
    auto received = read(request);
    Cue cue;
    {
        const std::lock_guard lock{mutex_};
        cue = cue_for(received);
        received.answered = cue.way == Cue::Way::answer ? cue.status : 0;
        replies_.emplace(received.field("in_reply_to"), received_.size());
        received_.push_back(std::move(received));
    }
    switch (cue.way) {
        case Cue::Way::answer:
            return send_all(socket, bytes_of(cue));
        case Cue::Way::hang:
            return true;
        case Cue::Way::close:
            return false;
        case Cue::Way::garbage:
            break;
    }
    send_all(socket, std::string_view{"\x16\x03\x01 no HTTP\r\n\r\n\0\0", 17});
    return false;
}

}  // namespace desk::test
