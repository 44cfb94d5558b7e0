// What an HTTP status alone says about a delivery: the retry classes of every platform. Any thread.
#pragma once

#include "adapters/adapter.hpp"
#include <desk/http.hpp>

namespace desk {

// 2xx delivered · 408, 425, 429, 5xx and no final status at all again, after what Retry-After asks
// · 401, 403 pause · 400, 413, 422 plain · everything else given up: 404, 410, and 3xx, because a
// redirect is never followed with credentials.
Verdict verdict_of_status(const HttpResponse& response);

}  // namespace desk
