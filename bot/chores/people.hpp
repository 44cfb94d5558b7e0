// Keeps the desk's directory complete: what sources say of customers and which accounts were linked to whom, on top of the
// directory's file (conversations/people/known_people.hpp). Read again only when it has changed.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>

#include <desk/result.hpp>

#include "bot/current.hpp"
#include "bot/desk.hpp"
#include "bot/log.hpp"
#include "storage/store.hpp"

namespace desk {

class People {
public:
    People(Store& store, const Log& log) : store_{store}, log_{log} {}

    // A desk that was just made, completed. Errors: those of reading. Any thread.
    Result<std::shared_ptr<const Desk>> complete(std::shared_ptr<const Desk> desk);
    // Completes the current desk anew when something has changed. One thread: a chore.
    Result<void> refresh(Current<Desk>& desk);

private:
    Store& store_;
    const Log& log_;
    std::atomic<std::int64_t> version_ = -1;  // of what the current desk was completed with
};

}  // namespace desk
