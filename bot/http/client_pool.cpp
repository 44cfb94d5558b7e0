#include "bot/http/client_pool.hpp"

#include <utility>

namespace desk {

Result<HttpResponse> ClientPool::send(const HttpRequest& request, const SendRules& rules) {
    const ClientRules client_rules{.reach = {.allow_private = rules.allow_private},
                                   .total_time = rules.longest,
                                   .most_body = rules.most_bytes,
                                   .is_sent_once = rules.is_sent_once};
    auto client = borrow();
    auto response = client->send(request, client_rules);
    give_back(std::move(client));
    return response;
}

std::unique_ptr<HttpClient> ClientPool::borrow() {
    {
        const std::lock_guard lock{mutex_};
        if (!idle_.empty()) {
            auto client = std::move(idle_.back());
            idle_.pop_back();
            return client;
        }
    }
    return std::make_unique<HttpClient>();
}

void ClientPool::give_back(std::unique_ptr<HttpClient> client) {
    const std::lock_guard lock{mutex_};
    idle_.push_back(std::move(client));
}

}  // namespace desk
