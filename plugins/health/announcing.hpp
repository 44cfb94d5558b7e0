// "/announce SERVICE LEVEL TEXT", "/announce end ID" and "/broadcast INCIDENT TEXT": what the desk's people say to those an
// incident affects. Shown and confirmed before anything is said. What customers read names nobody else and no numbers.
#pragma once

#include "plugins/health/shelf.hpp"
#include <desk/plugin.hpp>
#include <desk/result.hpp>

namespace desk {

class Announcing {
public:
    Announcing(Host& host, HealthShelf& shelf) : host_{host}, shelf_{shelf} {}

    // Said while a customer is chosen, it is for that customer alone.
    Result<Answer> announce(const Call& call);
    Result<Answer> broadcast(const Call& call, const Picture& picture);

private:
    Result<Answer> begin(const Call& call);
    Result<Answer> end(const Call& call);
    Result<std::string> name_of_service(const Call& call) const;

    Host& host_;
    HealthShelf& shelf_;
};

}  // namespace desk
