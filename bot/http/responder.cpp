#include "bot/http/responder.hpp"

#include "bot/http/problem.hpp"

#include <utility>

namespace desk {

class Responder::Way {
public:
    explicit Way(Send send) : send_{std::move(send)} {}
    ~Way() {
        if (!is_given_) give(problem_response(problems::failed));
    }
    Way(const Way&) = delete;
    Way& operator=(const Way&) = delete;

    void give(HttpResponse response) {
        if (!is_given_.exchange(true)) send_(std::move(response));
    }

private:
    Send send_;
    std::atomic<bool> is_given_ = false;
};

Responder::Responder(Send send) : way_{std::make_shared<Way>(std::move(send))} {}

void Responder::give(HttpResponse response) const { way_->give(std::move(response)); }

}  // namespace desk
