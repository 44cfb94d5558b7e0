#include "bot/http/front_door.hpp"

#include "bot/http/door_loop.hpp"

#include <utility>

namespace desk {

FrontDoor::FrontDoor(HttpServer& server, DoorRules rules)
    : loop_{std::make_unique<Loop>(server, std::move(rules))} {}

FrontDoor::~FrontDoor() = default;

Result<Endpoint> FrontDoor::listen(const std::string& host, std::uint16_t port) {
    return loop_->listen(host, port);
}

void FrontDoor::run() {
    loop_->run();
}

void FrontDoor::stop() {
    loop_->stop();
}

void FrontDoor::set_draining(bool is_draining) {
    loop_->set_draining(is_draining);
}

DoorFigures FrontDoor::figures() const {
    return loop_->figures();
}

}  // namespace desk
