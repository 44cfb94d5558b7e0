// What a plugin asked to be done with its answer, as it crosses the wall: done together with the answer or not at all.
#pragma once

#include <cstdint>
#include <string>

#include <desk/phrase.hpp>

namespace desk {

struct Effect {
    enum class Kind { remember, forget, hand_over, schedule, unschedule, subscribe, unsubscribe, publish, count, enrol };
    Kind kind = Kind::remember;
    // remember, forget: the key · schedule, unschedule: the timer · subscribe, unsubscribe, publish: the topic
    // · count: the metric · enrol: the customer's id at its source
    std::string key = {};
    // remember: the value · hand_over: why · schedule: a text for the timer's handler · publish: the answer (wire.md)
    // as a JSON document · enrol: the customer as a JSON document
    std::string value = {};
    std::string revision = {};  // publish: every subscriber hears each revision of a topic once
    Time at = {};               // schedule: when
    std::int64_t by = 1;        // count
    bool to_desk = false;       // publish: only the desk's own people hear it

    bool operator==(const Effect&) const = default;
};

}  // namespace desk
