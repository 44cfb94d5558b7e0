// One customer, read part by part into the document the directory is told. A part that cannot be read is left out of
// it, so that what was known stays.
#pragma once

#include "plugins/partner_center/fetching.hpp"
#include "plugins/partner_center/pass.hpp"
#include "plugins/partner_center/shelf.hpp"
#include "plugins/vendors/partner_center/customer.hpp"

#include <map>

namespace desk::directory_sync {

struct Settings {
    partner_center::Access partner_center = {};
    std::string graph_base = {};
    std::vector<std::string> portals = {};
    std::map<std::string, std::string> service_names = {};  // the vendor's → the desk's
    std::chrono::hours every{24};
};
// Errors: none; what cannot be read has its default.
Settings settings_of(const Host& host);

// A customer as a list has it, with everything still to be read.
CustomerWork begin_work(const partner_center::CustomerEntry& entry);

// Reads the next part of `work`, and takes it off when it was read or cannot be had. `request_number` counts on.
// Errors: unavailable (the shelf).
Result<Fetched> read_next_part(Host& host, Fetching& fetching, const Call& call, const Settings& settings,
                               CustomerWork& work, std::int64_t& request_number);
// Takes the next part off as one that could not be had.
void give_up_part(CustomerWork& work);

// Puts what the pass knows of the customer's delegated administration into the document. Errors: unavailable (the
// shelf).
Result<void> add_relationship(Shelf& shelf, const Pass& pass, CustomerWork& work);

}  // namespace desk::directory_sync
