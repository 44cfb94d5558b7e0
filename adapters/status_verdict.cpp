#include "adapters/status_verdict.hpp"

#include "adapters/retry_after.hpp"

namespace desk {

Verdict verdict_of_status(const HttpResponse& response) {
    const int status = response.status;
    auto why = "status " + std::to_string(status);
    if (status >= 200 && status < 300) return Delivered{};
    if (status < 200 || status >= 500 || status == 408 || status == 425)
        return TryAgain{std::move(why), asked_wait(response)};
    switch (status) {
        case 429:
            return TryAgain{std::move(why), asked_wait(response), true};
        case 401:
        case 403:
            return Pause{std::move(why)};
        case 400:
        case 413:
        case 422:
            return SendPlain{std::move(why)};
        default:
            return GiveUp{std::move(why)};
    }
}

}  // namespace desk
