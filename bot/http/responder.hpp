// The way back to a client whose request is answered later, by whichever stage knows the answer: a value that goes along
// the road with what was asked, so that no thread has to wait (decision 0012).
#pragma once

#include <desk/http.hpp>

#include <atomic>
#include <functional>
#include <memory>

namespace desk {

// Copies answer the same request. Any thread.
class Responder {
public:
    // `send` is called once, by whoever answers first. Outlives the desk's parts: it must not refer to any.
    using Send = std::function<void(HttpResponse)>;
    explicit Responder(Send send);

    // The first answer is sent, every other one is dropped. Not answered when the last copy goes: 500.
    void give(HttpResponse response) const;

private:
    class Way;
    std::shared_ptr<Way> way_;
};

}  // namespace desk
