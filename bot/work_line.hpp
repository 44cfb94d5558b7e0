// What waits for the workers of a stage: mostly what the stage before handed over in memory, and what only the store knows
// of. In order per conversation, owners in turn (FairQueue); decision 0009 has the why. Any thread.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <desk/result.hpp>

#include "bot/dispatch/fair_queue.hpp"
#include "bot/lookout.hpp"
#include "bot/single_flight.hpp"

namespace desk {

// `Work` has a member `conversation`.
template <class Work>
class WorkLine {
public:
    // How the store is asked.
    struct Source {
        // The next piece of every conversation, oldest first, at most so many.
        std::function<Result<std::vector<Work>>(int most)> all = {};
        // Of one conversation; none: nothing is due.
        std::function<Result<std::optional<Work>>(const ConversationKey&)> next = {};
        std::function<std::string(const Work&)> owner = {};
        std::function<PiecePosition(const Work&)> position = {};
        // Its conversation was known to have more behind it.
        std::function<bool(const Work&)> has_next = {};
    };

    // `workers`: how many threads take. `look_every`: see Lookout.
    WorkLine(Source source, std::size_t workers, std::chrono::milliseconds look_every)
        : source_{std::move(source)}, queue_{workers}, lookout_{look_every} {}

    // The next piece, lent until give_back; none: nothing waits that may be lent. Errors: the source's.
    Result<std::optional<Work>> take() {
        if (lookout_.is_due()) DESK_CHECK(look());
        auto work = queue_.take();
        // What waits for its owner's share is no reason to ask: the store would tell of it again.
        if (work || queue_.waiting() > 0 || !lookout_.is_wanted()) return work;
        DESK_CHECK(look());
        return queue_.take();
    }

    // The worker is free for something else; the conversation stays lent.
    void free_share(const Work& work) { queue_.free_share(source_.owner(work)); }

    // After free_share. `is_done`: false when it is still to be done.
    Result<void> give_back(const Work& work, bool is_done) {
        const auto owner = source_.owner(work);
        const bool has_more = queue_.was_followed(work.conversation) || source_.has_next(work);
        if (!is_done || (has_more && lookout_.is_behind())) {
            queue_.give_back(owner, work.conversation);
            look_again();
            return {};
        }
        // Still lent while it is read: otherwise somebody else could have done it before it is added.
        auto next = has_more ? source_.next(work.conversation) : Result<std::optional<Work>>{std::optional<Work>{}};
        const bool is_unknown = queue_.give_back(owner, work.conversation, source_.position(work), next ? *std::move(next) : std::nullopt);
        if (is_unknown || !next) look_again();
        if (!next) return next.error();
        return {};
    }

    // Something came of this conversation, with the piece of work when it is next in its conversation. A hint like a
    // nudge: whatever is not handed over is found in the store.
    void arrived(const ConversationKey& conversation, std::optional<Work> work) {
        if (!work) return queue_.follow(conversation);
        if (lookout_.is_behind() || queue_.waiting() >= most_handed_over) {
            queue_.follow(conversation);
            return lookout_.fall_behind();
        }
        add(*std::move(work));
    }

    // Something may wait in the store that nobody handed over; nudge a worker afterwards.
    void look_again() { lookout_.want(); }

    std::size_t waiting() const { return queue_.waiting(); }
    // More waits than is kept at hand.
    bool is_behind() const { return lookout_.is_behind(); }

private:
    static constexpr std::size_t refill_size = 512;
    static constexpr std::size_t oldest = 128;
    static constexpr std::size_t most_handed_over = 512;  // in memory beyond what the store told of

    // The store tells again of what is at hand, so only who asks for more than that sees whether anything else waits. With
    // much at hand a look at the oldest is enough.
    static constexpr std::size_t most_to_ask(std::size_t known) { return known < most_handed_over ? known + refill_size : oldest; }

    void add(Work work) {
        const auto owner = source_.owner(work);
        const auto position = source_.position(work);
        queue_.add_new(owner, std::move(work), position);
    }

    Result<void> look() {
        lookout_.begin();
        auto looked = refill_.run([this] { return refill(); });
        if (!looked) lookout_.want();
        return looked;
    }

    Result<void> refill() {
        queue_.begin_refill();
        const auto most = most_to_ask(queue_.known());
        auto found = source_.all(static_cast<int>(most));
        if (found) {
            lookout_.found(found->size() < most);
            for (auto& work : *found) {
                const auto owner = source_.owner(work);
                queue_.add(owner, std::move(work));
            }
        }
        queue_.end_refill();
        if (!found) return found.error();
        return {};
    }

    Source source_;
    FairQueue<Work> queue_;
    SingleFlight refill_;
    Lookout lookout_;
};

}  // namespace desk
