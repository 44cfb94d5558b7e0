#include "bot/deliver/circuit.hpp"

#include <algorithm>

namespace desk {

bool Circuit::may_send(const std::string& adapter, Time now) {
    const std::lock_guard lock{mutex_};
    auto& state = states_[adapter];
    if (now < state.wait_until) return false;
    if (!state.is_open) return true;
    if (now < state.next_probe) return false;
    state.next_probe = now + state.probe_pause;  // others wait for what the probe brings
    return true;
}

Time Circuit::next_try(const std::string& adapter, Time now) const {
    const std::lock_guard lock{mutex_};
    const auto found = states_.find(adapter);
    if (found == states_.end()) return now;
    const auto probe = found->second.is_open ? found->second.next_probe : now;
    return std::max({now, probe, found->second.wait_until});
}

std::chrono::milliseconds Circuit::paused_since(const std::string& adapter, Time since, Time now) const {
    const std::lock_guard lock{mutex_};
    const auto found = states_.find(adapter);
    if (found == states_.end()) return {};
    const auto& state = found->second;
    const auto open_for = state.is_open ? now - std::max(state.opened_at, since) : Time::duration::zero();
    const auto before = state.last_closed_at > since ? state.paused_before : Time::duration::zero();
    return std::max(open_for, Time::duration::zero()) + before;
}

void Circuit::succeeded(const std::string& adapter, Time now) {
    const std::lock_guard lock{mutex_};
    auto& state = states_[adapter];
    if (state.is_open) {
        state.paused_before = now - state.opened_at;
        state.last_closed_at = now;
    }
    state.is_open = false;
    state.failures = 0;
    state.conversations.clear();
}

bool Circuit::failed(const std::string& adapter, const ConversationKey& conversation, Time now) {
    const std::lock_guard lock{mutex_};
    auto& state = states_[adapter];
    ++state.failures;
    if (state.conversations.size() < limits_.conversations) state.conversations.insert(conversation);
    if (state.is_open) return open_now(state, now);
    if (state.failures < limits_.failures || state.conversations.size() < limits_.conversations) return false;
    return open_now(state, now);
}

bool Circuit::refused(const std::string& adapter, Time now) {
    const std::lock_guard lock{mutex_};
    return open_now(states_[adapter], now);
}

void Circuit::asked_to_wait(const std::string& adapter, Time until) {
    const std::lock_guard lock{mutex_};
    auto& state = states_[adapter];
    state.wait_until = std::max(state.wait_until, until);
}

std::set<std::string> Circuit::open() const {
    const std::lock_guard lock{mutex_};
    std::set<std::string> names;
    for (const auto& [adapter, state] : states_) {
        if (state.is_open) names.insert(adapter);
    }
    return names;
}

bool Circuit::open_now(State& state, Time now) {
    const bool is_new = !state.is_open;
    if (is_new) state.opened_at = now;
    state.probe_pause = is_new ? limits_.first_probe : std::min(state.probe_pause * 2, limits_.longest_probe);
    state.is_open = true;
    state.next_probe = now + state.probe_pause;
    return is_new;
}

}  // namespace desk
