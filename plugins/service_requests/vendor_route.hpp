// The systems a case is handed to by program: Azure Support, Partner Center, Zammad, a signed webhook. Each may be
// missing in a desk's settings; then a case goes by hand. Talks through the host; the desk signs.
#pragma once

#include "plugins/service_requests/hand_off.hpp"
#include "plugins/service_requests/request_state.hpp"
#include <desk/plugin.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace desk {

// A case where it was filed.
struct RoutedCase {
    std::string reference = {};  // what the route needs to find it again
    std::string number = {};     // what people say; may be ""
    std::string status = {};     // open | attention_needed | closed; "": not known
    std::optional<Time> expires = {};
    std::vector<PublicNote> updates = {};  // what the vendor said, the oldest first
};

class VendorRoute {
public:
    VendorRoute() = default;
    VendorRoute(const VendorRoute&) = delete;
    VendorRoute& operator=(const VendorRoute&) = delete;
    virtual ~VendorRoute() = default;

    // Files once, however often it is tried. Errors: invalid (the vendor refuses it), denied, unavailable, timeout.
    virtual Result<RoutedCase> file(const VendorHandOff& hand_off) = 0;
    virtual Result<RoutedCase> read(const VendorCase& vendor) = 0;
    // `id` makes it once.
    virtual Result<void> note(const VendorCase& vendor, const std::string& id, const std::string& text) = 0;
    virtual Result<void> close(const VendorCase& vendor) = 0;
};

// nullptr: there is no such route, or the desk has no settings for it.
// `first_id`: requests of one call are told apart by their number; a second route of the same call begins later.
std::unique_ptr<VendorRoute> vendor_route(const std::string& name, Host& host, const Call& call,
                                          const CustomerProfile& customer, int first_id = 1);

}  // namespace desk
