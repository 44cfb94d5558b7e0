#include "plugins/price_list/offer.hpp"

namespace desk {

bool costs(const Offer& offer) {
    return offer.model != PriceModel::free && offer.model != PriceModel::included;
}

}  // namespace desk
