// Delegated administration in a pass: Graph lists it for all customers at once, so it is read first, the best one of
// each tenant kept, and put into the customer's document when its turn comes.
#pragma once

#include "plugins/partner_center/fetching.hpp"
#include "plugins/partner_center/pass.hpp"
#include "plugins/partner_center/shelf.hpp"
#include <desk/json.hpp>

namespace desk::directory_sync {

struct Settings;

// Reads one page, keeps the best relationship of each tenant on it, and moves `pass` on: to the next page, or to what
// comes after the last. Errors: unavailable (the shelf).
Result<Fetched> read_relationship_page(Host& host, Shelf& shelf, Fetching& fetching, const Call& call,
                                       const Settings& settings, Pass& pass);

// {"status":"active","ends_at":"…","auto_extend":false,"roles":["<role definition id>"]}, of this pass;
// {"status":"none","roles":[]} when Graph named none. Errors: unavailable (the shelf).
Result<Json> known_relationship(Shelf& shelf, const Pass& pass, const std::string& tenant_id);

}  // namespace desk::directory_sync
