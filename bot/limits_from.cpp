#include "bot/limits_from.hpp"

namespace desk {
namespace {

std::size_t size(std::int64_t number) { return static_cast<std::size_t>(number); }

Rate rate(std::int64_t per_second, std::int64_t burst) {
    return {.per_second = static_cast<double>(per_second), .burst = static_cast<double>(burst)};
}

}  // namespace

HttpLimits http_limits(const Limits& limits) {
    HttpLimits http;
    http.connections = size(limits.connections);
    http.connections_per_address = size(limits.connections_per_address);
    http.buffered_bytes = size(limits.buffered_bytes);
    http.request_line_bytes = size(limits.request_line_bytes);
    http.path_bytes = size(limits.path_bytes);
    http.header_bytes = size(limits.header_bytes);
    http.header_lines = size(limits.header_lines);
    http.header_line_bytes = size(limits.header_line_bytes);
    http.request_bytes = size(limits.request_bytes);
    http.header_time = limits.header_time;
    http.request_time = limits.request_time;
    http.write_stall = limits.write_stall;
    http.requests_per_connection = size(limits.requests_per_connection);
    http.idle_time = limits.idle_time;
    http.queue = size(limits.queue);
    http.workers = size(limits.workers);
    http.drain_time = limits.drain_time;
    http.address_rate = static_cast<double>(limits.address_rate);
    http.address_burst = static_cast<double>(limits.address_burst);
    return http;
}

AdmissionLimits admission_limits(const Limits& limits) {
    return {.user = rate(limits.user_rate, limits.user_burst),
            .channel = rate(limits.channel_rate, limits.channel_burst),
            .tenant = rate(limits.tenant_rate, limits.tenant_burst),
            .backlog = limits.backlog};
}

ReceiverLimits receiver_limits(const Limits& limits) {
    return {.queue = size(limits.queue) * 4, .commit_time = limits.commit_time};
}

DispatchLimits dispatch_limits(const Limits& limits) {
    return {.attempts = static_cast<int>(limits.plugin_attempts),
            .turn = {.reply_parts = size(limits.reply_parts),
                     .value_bytes = size(limits.plugin_value_bytes),
                     .fetch = {.most = static_cast<int>(limits.plugin_fetches),
                               .longest = limits.fetch_time,
                               .page_bytes = size(limits.fetch_bytes)},
                     .records_calls = limits.call_records.count() > 0},
            .look_every = limits.look_every};
}

Patience patience_of(const Limits& limits) {
    return {.chosen_customer = limits.chosen_customer,
            .question = limits.form_question,
            .preview = limits.form_preview,
            .form = limits.form_kept,
            .reminder = limits.form_reminder};
}

RetryLimits retry_limits(const Limits& limits) {
    return {.attempts = static_cast<int>(limits.send_attempts),
            .send_time = limits.send_age,
            .hold_max = limits.hold_max,
            .attempt_time = limits.send_time,
            .look_every = limits.look_every};
}

Result<std::vector<Network>> networks(std::span<const std::string> texts) {
    std::vector<Network> found;
    for (const auto& text : texts) {
        const auto network = parse_network(text);
        if (!network) return invalid("server.trusted_proxies: \"" + text + "\" is not an address or network");
        found.push_back(*network);
    }
    return found;
}

}  // namespace desk
