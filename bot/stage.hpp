// The workers of a stage between two commits of the recorder: what waits is lent (WorkLine), done, gathered for the next
// commit, and given back after it. Any thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include <desk/result.hpp>

#include "bot/nudge.hpp"
#include "bot/work_line.hpp"

namespace desk {

template <class Work, class Product>
class Stage {
public:
    // A piece that was done and is to be committed with what came of it; its conversation stays lent.
    struct Done {
        Work work;
        Product product;
    };
    struct Nudges {
        Nudge& workers;   // more waits for another one
        Nudge& recorder;  // something is to be committed
    };

    // `workers`: how many threads call step(). `look_every`: see Lookout.
    Stage(typename WorkLine<Work>::Source source, std::size_t workers, std::chrono::milliseconds look_every, Nudges nudges)
        : line_{std::move(source), workers, look_every}, most_done_{most_done(workers)}, nudges_{nudges} {}

    // With so many workers: how much may wait for the recorder before nothing new is begun, about what gathers while one
    // commit runs.
    static constexpr std::size_t most_done(std::size_t workers) { return 4 * workers; }

    // Has one piece done by `act`: Result<std::optional<Product>>(Work&); none: it was put off. False: nothing waits, as far as
    // is known, or too much waits for the recorder. Errors: those of the source and of act; the piece is still to be done.
    template <class Act>
    Result<bool> step(Act act) {
        if (is_full()) return false;
        DESK_TRY(auto work, line_.take());
        if (!work) return false;
        if (line_.waiting() > 0) nudges_.workers.one();

        Result<std::optional<Product>> product = act(*work);
        line_.free_share(*work);
        if (product && *product) {
            add({*std::move(work), **std::move(product)});
            nudges_.recorder.one();
            return true;
        }
        DESK_CHECK(line_.give_back(*work, product.has_value()));
        if (!product) return product.error();
        return true;
    }

    // The recorder's: what waits for a commit, and after it what of that was kept, in order. Errors: why something was not; it
    // is still to be done.
    std::vector<Done> take() {
        const std::lock_guard lock{mutex_};
        return std::exchange(done_, {});
    }
    template <class Kept>
    Result<void> give_back(const std::vector<Done>& done, const std::vector<Result<Kept>>& kept) {
        Result<void> all{};
        for (std::size_t n = 0; n < done.size(); ++n) {
            if (!kept[n]) all = kept[n].error();
            const auto given = line_.give_back(done[n].work, kept[n].has_value());
            if (!given) all = given.error();
        }
        if (!done.empty() && line_.waiting() > 0) nudges_.workers.one();
        return all;
    }

    // See WorkLine.
    void arrived(const ConversationKey& conversation, std::optional<Work> work) { line_.arrived(conversation, std::move(work)); }
    void look_again() { line_.look_again(); }
    bool is_behind() const { return line_.is_behind(); }

private:
    bool is_full() const {
        const std::lock_guard lock{mutex_};
        return done_.size() >= most_done_;
    }
    void add(Done done) {
        const std::lock_guard lock{mutex_};
        done_.push_back(std::move(done));
    }

    WorkLine<Work> line_;
    const std::size_t most_done_;
    Nudges nudges_;
    mutable std::mutex mutex_;
    std::vector<Done> done_ = {};  // guarded by mutex_
};

}  // namespace desk
