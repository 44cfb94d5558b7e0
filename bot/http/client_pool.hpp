// HTTP clients for many threads: each request borrows one, so that connections are used again. Any
// thread.
#pragma once

#include "bot/deliver/send_http.hpp"
#include "bot/http/http_client.hpp"
#include <desk/http.hpp>
#include <desk/result.hpp>

#include <memory>
#include <mutex>
#include <vector>

namespace desk {

class ClientPool {
public:
    // Errors: as HttpClient::send.
    Result<HttpResponse> send(const HttpRequest& request, const SendRules& rules);

private:
    std::unique_ptr<HttpClient> borrow();
    void give_back(std::unique_ptr<HttpClient> client);

    std::mutex mutex_;
    std::vector<std::unique_ptr<HttpClient>>
        idle_;  // guarded by mutex_; never more than were in use at once
};

}  // namespace desk
