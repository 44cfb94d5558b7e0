#include "bot/runtime/plugin_pool.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace desk {
namespace {

struct StateName {
    PluginState state;
    std::string_view name;
};
constexpr std::array state_names{
    StateName{PluginState::starting, "starting"}, StateName{PluginState::ok, "ok"},
    StateName{PluginState::quarantined, "quarantined"}, StateName{PluginState::refused, "refused"},
    StateName{PluginState::probing, "probing"}, StateName{PluginState::stopped, "stopped"}};

std::chrono::steady_clock::time_point now() {
    return std::chrono::steady_clock::now();
}

Error off(const std::string& why) {
    return unavailable(std::string{runner_off} + why);
}

}  // namespace

std::string_view name_of(PluginState state) {
    for (const auto& row : state_names) {
        if (row.state == state) return row.name;
    }
    return "stopped";
}

PluginPool::PluginPool(PluginLaunch launch, RuntimeLimits limits, PluginLog log)
    : launch_{std::move(launch)},
      limits_{limits},
      log_{std::move(log)},
      quarantine_{limits},
      restart_pause_{limits},
      log_budget_{limits.log_lines_per_minute} {}

PluginPool::~PluginPool() {
    stop();
}

Result<void> PluginPool::start() {
    Lock lock{mutex_};
    wanted_ = std::clamp<std::size_t>(limits_.least_processes, 1, std::max<std::size_t>(limits_.most_processes, 1));
    if (!starter_.joinable()) starter_ = std::thread{[this] { start_processes(); }};
    changed_.notify_all();
    changed_.wait(lock, [&] { return processes_ > 0 || !last_error_.empty() || is_stopping_; });
    if (!refusal_.empty()) return invalid(refusal_);
    if (processes_ == 0) return unavailable(last_error_);
    return {};
}

void PluginPool::stop() {
    std::vector<std::unique_ptr<IsolatedPlugin>> all;
    {
        Lock lock{mutex_};
        is_stopping_ = true;
        tell_all();
        changed_.wait(lock, [&] { return lent_ == 0 && waiting_.empty() && !is_starting_one_; });
        all = std::exchange(idle_, {});
    }
    const auto until = now() + limits_.grace;
    for (const auto& plugin : all) plugin->say_goodbye(until);
    all.clear();
    {
        const Lock lock{mutex_};
        processes_ = 0;
    }
    changed_.notify_all();
    if (starter_.joinable()) starter_.join();
}

// ---- the thread that starts processes ----

void PluginPool::start_processes() {
    Lock lock{mutex_};
    while (!is_stopping_) {
        if (!wants_another()) {
            changed_.wait(lock);
        } else if (now() < start_not_before_) {
            changed_.wait_until(lock, start_not_before_);
        } else {
            start_one(lock);
        }
    }
    // Its processes end with this thread, so it stays until they have said goodbye.
    changed_.wait(lock, [&] { return processes_ == 0; });
}

bool PluginPool::wants_another() const {
    const bool is_let = quarantine_.is_open() || quarantine_.is_probing();
    return refusal_.empty() && is_let && processes_ < wanted_;
}

void PluginPool::start_one(Lock& lock) {
    is_starting_one_ = true;
    lock.unlock();
    auto started = IsolatedPlugin::start(
        launch_, limits_, [this](int level, std::string_view line) { write_log(level, line); });
    if (!started) write_log(3, "not started: " + started.error().what);
    lock.lock();
    is_starting_one_ = false;
    if (started) {
        layers_ = (*started)->layers();
        idle_.push_back(*std::move(started));
        ++processes_;
    } else if (started.error().code == ErrorCode::invalid) {
        last_error_ = started.error().what;
        if (processes_ == 0) refusal_ = last_error_;
        wanted_ = std::max<std::size_t>(processes_, 1);  // those that run go on with what they were started from
    } else {
        count_death(started.error().what);
    }
    tell_all();
}

// ---- calls ----

Result<PluginAnswer> PluginPool::answer(const Call& call, const AskBot& ask_bot, Deadline until) {
    const auto began = now();
    DESK_TRY(auto plugin, borrow(until));
    auto answered = plugin->answer(call, ask_bot, until);
    give_back(std::move(plugin), std::chrono::duration_cast<std::chrono::microseconds>(now() - began));
    return answered;
}

Result<std::unique_ptr<IsolatedPlugin>> PluginPool::borrow(Deadline until) {
    Lock lock{mutex_};
    const bool is_probe = quarantine_.gate(now()) == Quarantine::Gate::probe;
    if (is_probe) {
        quarantine_.start_probe();
        start_not_before_ = {};
        changed_.notify_all();
    }
    auto taken = wait_for_one(lock, is_probe, until);
    if (!taken && is_probe) quarantine_.abandon_probe();
    if (taken) ++calls_;
    return taken;
}

Result<void> PluginPool::check_open(bool is_probe) const {
    if (is_stopping_ || wanted_ == 0) return off(is_stopping_ ? "stopped" : "not started");
    if (!refusal_.empty()) return off(refusal_);
    if (quarantine_.is_open() || (is_probe && quarantine_.is_probing())) return {};
    const auto left = std::chrono::ceil<std::chrono::seconds>(quarantine_.until() - now()).count();
    return off("quarantined" +
               (left > 0 ? " for " + std::to_string(left) + " s" : ", one call tries it") + "; " +
               last_error_);
}

// First come, first served. Errors: unavailable.
Result<std::unique_ptr<IsolatedPlugin>> PluginPool::wait_for_one(Lock& lock, bool is_probe,
                                                                 Deadline until) {
    DESK_CHECK(check_open(is_probe));
    if (waiting_.size() >= limits_.most_waiting)
        return unavailable(std::string{runner_busy} + "too many calls wait");
    auto mine = take_seat();
    waiting_.push_back(mine.get());
    auto grow_at = now() + limits_.grow_after;
    std::unique_ptr<IsolatedPlugin> taken;
    Result<void> open;
    while (open && !taken && now() < until) {
        if (waiting_.front() == mine.get()) taken = take_idle(lock);
        if (taken) break;
        if (now() >= grow_at) {
            grow();
            grow_at = now() + limits_.grow_after;
        }
        mine->turn.wait_until(lock, std::min(until, grow_at));
        open = check_open(is_probe);
    }
    waiting_.erase(std::find(waiting_.begin(), waiting_.end(), mine.get()));
    free_seats_.push_back(std::move(mine));
    tell_first();
    if (is_stopping_) changed_.notify_all();
    if (taken) return taken;
    if (!open) return open.error();
    return unavailable(std::string{runner_busy} + "no process became free in time");
}

std::unique_ptr<PluginPool::Seat> PluginPool::take_seat() {
    if (free_seats_.empty()) return std::make_unique<Seat>();
    auto seat = std::move(free_seats_.back());
    free_seats_.pop_back();
    return seat;
}

// Only one is told: waking all for one free process cost more than the calls. nullptr: nobody's.
PluginPool::Seat* PluginPool::whose_turn() const {
    return waiting_.empty() || idle_.empty() ? nullptr : waiting_.front();
}

void PluginPool::tell_first() {
    if (Seat* const first = whose_turn()) first->turn.notify_one();
}

void PluginPool::tell_all() {
    for (Seat* waiting : waiting_) waiting->turn.notify_one();
    changed_.notify_all();
}

void PluginPool::grow() {
    if (processes_ >= limits_.most_processes || processes_ < wanted_) return;
    wanted_ = processes_ + 1;
    changed_.notify_all();
}

// One that may be called, already counted as lent; nullptr: none is idle.
std::unique_ptr<IsolatedPlugin> PluginPool::take_idle(Lock& lock) {
    while (!idle_.empty()) {
        auto plugin = std::move(idle_.back());
        idle_.pop_back();
        ++lent_;
        lock.unlock();
        const bool is_well = plugin->is_still_well();
        lock.lock();
        if (is_well) return plugin;
        bury(lock, std::move(plugin));
    }
    return nullptr;
}

void PluginPool::give_back(std::unique_ptr<IsolatedPlugin> plugin, std::chrono::microseconds took) {
    Lock lock{mutex_};
    durations_.add(took);
    if (!plugin->is_usable()) return bury(lock, std::move(plugin));
    --lent_;
    idle_.push_back(std::move(plugin));
    quarantine_.worked();
    restart_pause_.worked();
    if (is_stopping_) changed_.notify_all();
    Seat* const first = whose_turn();
    lock.unlock();
    if (first != nullptr) first->turn.notify_one();  // without the mutex, which who wakes needs at once
}

void PluginPool::bury(Lock& lock, std::unique_ptr<IsolatedPlugin> plugin) {
    lock.unlock();
    const std::string how = plugin->ending();
    const bool has_forged = plugin->has_forged();
    plugin.reset();
    write_log(3, "its process ended: " + how);
    lock.lock();
    --lent_;
    --processes_;
    count_death(how);
    if (has_forged) quarantine_.forged(now());
    tell_all();
}

void PluginPool::count_death(const std::string& how) {
    ++deaths_;
    last_error_ = how;
    quarantine_.died(now());
    start_not_before_ = now() + restart_pause_.died();
}

void PluginPool::write_log(int level, std::string_view line) {
    if (!log_) return;
    bool may_pass = false;
    std::size_t left_out = 0;
    {
        const std::lock_guard lock{log_mutex_};
        may_pass = log_budget_.take(now());
        left_out = log_budget_.take_left_out();
    }
    if (left_out > 0) log_(2, std::to_string(left_out) + " lines of this plugin were left out");
    if (may_pass) log_(level, line);
}

PluginReport PluginPool::report() const {
    const Lock lock{mutex_};
    PluginReport report;
    report.id = launch_.manifest.id;
    report.version = launch_.manifest.version;
    report.wall = std::to_string(launch_.manifest.wall_major) + "." +
                  std::to_string(launch_.manifest.wall_minor);
    report.calls = calls_;
    report.deaths = deaths_;
    report.processes = processes_;
    report.last_error = last_error_;
    report.layers = layers_;
    report.trust = launch_.trust;
    report.p95 = durations_.p95();
    report.state = processes_ == 0 ? PluginState::starting : PluginState::ok;
    if (!quarantine_.is_open()) report.state = PluginState::quarantined;
    if (quarantine_.is_probing()) report.state = PluginState::probing;
    if (!refusal_.empty()) report.state = PluginState::refused;
    if (is_stopping_) report.state = PluginState::stopped;
    return report;
}

}  // namespace desk
