// The limits of each part, taken out of the configuration. Pure.
#pragma once

#include <span>
#include <string>
#include <vector>

#include <desk/result.hpp>

#include "bot/configuration/limits.hpp"
#include "bot/deliver/retry.hpp"
#include "bot/dispatch/dispatcher.hpp"
#include "bot/http/address_rules.hpp"
#include "bot/http/limits.hpp"
#include "bot/receive/receiver.hpp"

namespace desk {

HttpLimits http_limits(const Limits& limits);
AdmissionLimits admission_limits(const Limits& limits);
ReceiverLimits receiver_limits(const Limits& limits);
DispatchLimits dispatch_limits(const Limits& limits);
Patience patience_of(const Limits& limits);
RetryLimits retry_limits(const Limits& limits);

// Errors: invalid (not an address or network).
Result<std::vector<Network>> networks(std::span<const std::string> texts);

}  // namespace desk
