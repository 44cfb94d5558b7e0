// Work that waits, lent out fairly: one piece of a conversation at a time, owners (customers, or adapters) in turn, and
// none of them ever holds more than half of the workers, not even alone: what hangs is not given back when somebody
// comes. Any thread.
#pragma once

#include <algorithm>
#include <cstddef>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "bot/dispatch/lately_done.hpp"
#include "conversations/ids.hpp"

namespace desk {

// `Work` has a member `conversation`.
template <class Work>
class FairQueue {
public:
    explicit FairQueue(std::size_t workers) : share_{std::max<std::size_t>(1, workers / 2)} {}

    // Between the two, the store is asked what waits. What is given back meanwhile may be done already, although the store's
    // answer still holds it: it is not added, the next time of asking will tell. One refill at a time.
    void begin_refill() {
        const std::lock_guard lock{mutex_};
        is_refilling_ = true;
        returned_.clear();
    }
    void end_refill() {
        const std::lock_guard lock{mutex_};
        is_refilling_ = false;
    }

    // Of the store's answer. What is waiting or lent already is not added again.
    void add(const std::string& owner, Work work) {
        const std::lock_guard lock{mutex_};
        if (returned_.contains(work.conversation)) return;
        put(owner, std::move(work));
    }

    // What has come just now, so that the store need not be asked. What cannot be added, because another piece of its
    // conversation is waiting or lent, is remembered for give_back; what is done already is left out.
    void add_new(const std::string& owner, Work work, PiecePosition position = {}) {
        const std::lock_guard lock{mutex_};
        if (done_.has(work.conversation, position)) return;
        const auto conversation = work.conversation;
        if (!put(owner, std::move(work))) followed_.insert(conversation);
    }

    // More came of a conversation, behind what it has in the queue.
    void follow(const ConversationKey& conversation) {
        const std::lock_guard lock{mutex_};
        if (lent_.contains(conversation) || waiting_keys_.contains(conversation)) followed_.insert(conversation);
    }

    // The next piece whose owner has a share left; it is lent until `give_back`, and takes part of the share until `free_share`.
    std::optional<Work> take() {
        const std::lock_guard lock{mutex_};
        for (auto left = turns_.size(); left > 0; --left) {
            const auto owner = turns_.front();
            turns_.pop_front();
            auto& line = lines_[owner];
            if (line.lent >= share_) {
                turns_.push_back(owner);
                continue;
            }
            return lend(owner, line);
        }
        return std::nullopt;
    }

    // More came of this conversation, which is lent. Forgotten with that, so that what comes from now on is told again.
    bool was_followed(const ConversationKey& conversation) {
        const std::lock_guard lock{mutex_};
        return followed_.erase(conversation) > 0;
    }

    // The worker of what was lent is free again, and with it a part of its owner's share. The conversation stays lent.
    void free_share(const std::string& owner) {
        const std::lock_guard lock{mutex_};
        const auto found = lines_.find(owner);
        if (found == lines_.end()) return;
        --found->second.lent;
        if (found->second.lent == 0 && found->second.waiting.empty()) lines_.erase(found);
    }

    // After free_share. `done`: what was lent, unless it is still to be done. `next`: the next piece of the conversation, if
    // it is known. True: more came of it, it is not known what.
    bool give_back(const std::string& owner, const ConversationKey& conversation, std::optional<PiecePosition> done = std::nullopt,
                   std::optional<Work> next = std::nullopt) {
        const std::lock_guard lock{mutex_};
        if (done) done_.note(conversation, *done);
        lent_.erase(conversation);
        if (is_refilling_) returned_.insert(conversation);
        if (!next) return followed_.erase(conversation) > 0;
        put(owner, *std::move(next));
        return false;
    }

    std::size_t waiting() const {
        const std::lock_guard lock{mutex_};
        return waiting_keys_.size();
    }
    // Waiting or lent.
    std::size_t known() const {
        const std::lock_guard lock{mutex_};
        return waiting_keys_.size() + lent_.size();
    }

private:
    struct Line {
        std::deque<Work> waiting = {};
        std::size_t lent = 0;
        bool is_in_turn = false;
    };

    // False: one of its conversation is here already.
    bool put(const std::string& owner, Work work) {
        if (lent_.contains(work.conversation) || !waiting_keys_.insert(work.conversation).second) return false;
        auto& line = lines_[owner];
        line.waiting.push_back(std::move(work));
        if (line.is_in_turn) return true;
        line.is_in_turn = true;
        turns_.push_back(owner);
        return true;
    }

    std::optional<Work> lend(const std::string& owner, Line& line) {
        auto work = std::move(line.waiting.front());
        line.waiting.pop_front();
        waiting_keys_.erase(work.conversation);
        lent_.insert(work.conversation);
        ++line.lent;
        line.is_in_turn = !line.waiting.empty();
        if (line.is_in_turn) turns_.push_back(owner);
        return work;
    }

    mutable std::mutex mutex_;
    std::size_t share_;
    // All guarded by mutex_.
    std::map<std::string, Line> lines_;
    std::deque<std::string> turns_;
    std::set<ConversationKey> waiting_keys_;
    std::set<ConversationKey> lent_;
    std::set<ConversationKey> returned_;  // since the refill began
    std::set<ConversationKey> followed_;  // waiting or lent, with more behind
    LatelyDone done_{4'096};
    bool is_refilling_ = false;
};

}  // namespace desk
