#include "plugins/service_requests/route_partner_center.hpp"

#include "plugins/vendors/partner_center/service_request.hpp"

namespace desk {
namespace {

std::string status_of(partner_center::RequestStatus status) {
    const auto word = partner_center::word_of(status);
    return word == "none" ? "open" : word;
}

}  // namespace

Result<RoutedCase> PartnerCenterRoute::file(const VendorHandOff&) {
    return invalid("Partner Center: cases of customers are filed by hand");
}

Result<RoutedCase> PartnerCenterRoute::read(const VendorCase& vendor) {
    RoutedCase filed{.number = vendor.number};
    if (vendor.number.empty()) return filed;
    DESK_TRY(const auto response, host_.fetch(partner_center::service_request_request(
                                      access_, vendors::ids_of(call_, next_id_++), tenant_id_, vendor.number)));
    if (response.status == 404) return filed;
    DESK_TRY(const auto request, partner_center::read_service_request(response));
    filed.status = status_of(request.status);
    for (const auto& note : request.notes) {
        if (note.at && *note.at > vendor.handed_over)
            filed.updates.push_back({*note.at, {note.author, ""}, true, note.text});
    }
    return filed;
}

Result<void> PartnerCenterRoute::note(const VendorCase& vendor, const std::string&, const std::string& text) {
    return change(vendor, text, false);
}

Result<void> PartnerCenterRoute::close(const VendorCase& vendor) {
    return change(vendor, "", true);
}

Result<void> PartnerCenterRoute::change(const VendorCase& vendor, const std::string& note, bool close) {
    if (vendor.number.empty()) return invalid("Partner Center: the case has no number yet");
    DESK_TRY(const auto request, partner_center::change_request(access_, vendors::ids_of(call_, next_id_++), tenant_id_,
                                                                vendor.number, {.note = note, .close = close}));
    DESK_TRY(const auto response, host_.fetch(request));
    DESK_TRY(const auto changed, partner_center::read_service_request(response));
    return {};
}

}  // namespace desk
