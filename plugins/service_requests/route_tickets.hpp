// Cases in the partner's own ticket system, Zammad or whatever takes a signed webhook. One thread at a time.
#pragma once

#include "plugins/service_requests/vendor_route.hpp"
#include "plugins/vendors/ticket_system/ticket_system.hpp"

#include <memory>

namespace desk {

class TicketRoute final : public VendorRoute {
public:
    TicketRoute(Host& host, std::unique_ptr<tickets::TicketSystem> system) : host_{host}, system_{std::move(system)} {}

    Result<RoutedCase> file(const VendorHandOff& hand_off) override;
    // A system that cannot be asked: nothing is known.
    Result<RoutedCase> read(const VendorCase& vendor) override;
    Result<void> note(const VendorCase& vendor, const std::string& id, const std::string& text) override;
    Result<void> close(const VendorCase& vendor) override;

private:
    Host& host_;
    std::unique_ptr<tickets::TicketSystem> system_;
};

}  // namespace desk
