#include "bot/runtime/quarantine.hpp"

#include <algorithm>
#include <utility>

namespace desk {

Quarantine::Gate Quarantine::gate(Moment now) const {
    if (mode_ == Mode::open) return Gate::open;
    return mode_ == Mode::closed && now >= until_ ? Gate::probe : Gate::closed;
}

void Quarantine::died(Moment now) {
    if (mode_ == Mode::probing) return close(now);
    if (mode_ == Mode::closed) return;
    deaths_.push_back(now);
    while (deaths_.front() + limits_.death_window < now) deaths_.pop_front();
    if (deaths_.size() >= limits_.deaths) close(now);
}

void Quarantine::worked() {
    if (mode_ != Mode::probing) return;
    mode_ = Mode::open;
    deaths_.clear();
}

void Quarantine::start_probe() {
    mode_ = Mode::probing;
}

void Quarantine::abandon_probe() {
    if (mode_ == Mode::probing) mode_ = Mode::closed;
}

void Quarantine::close(Moment now) {
    const bool is_old = period_.count() == 0 || now >= until_ + limits_.longest_quarantine;
    period_ = is_old ? limits_.quarantine : std::min(period_ * 2, limits_.longest_quarantine);
    until_ = now + period_;
    mode_ = Mode::closed;
    deaths_.clear();
}

std::chrono::milliseconds RestartPause::died() {
    const int doublings = std::min(in_a_row_ - 1, 20);
    ++in_a_row_;
    if (doublings < 0) return {};
    return std::min(limits_.restart_pause * (1 << doublings), limits_.longest_restart_pause);
}

bool LineBudget::take(Moment now) {
    if (taken_ == 0 || now - minute_began_ >= std::chrono::minutes{1}) {
        minute_began_ = now;
        taken_ = 0;
        left_out_ += std::exchange(refused_, 0);
    }
    if (taken_ >= most_) {
        ++refused_;
        return false;
    }
    ++taken_;
    return true;
}

std::size_t LineBudget::take_left_out() {
    return std::exchange(left_out_, 0);
}

}  // namespace desk
