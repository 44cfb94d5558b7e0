// The same throws on every machine: xorshift64* (Vigna, "An experimental exploration of Marsaglia's xorshift generators,
// scrambled", 2016). For learning, which must be repeatable; nothing secret comes of it. A value; one thread.
#pragma once

#include <cstddef>
#include <cstdint>

namespace desk {

class Dice {
public:
    // `state` is not 0.
    explicit Dice(std::uint64_t state) : state_{state} {}

    std::uint64_t roll() {
        state_ ^= state_ >> 12U;
        state_ ^= state_ << 25U;
        state_ ^= state_ >> 27U;
        return state_ * 0x2545'F491'4F6C'DD1DU;
    }
    // 0 … limit - 1; the high bits are the better ones.
    std::size_t below(std::size_t limit) { return static_cast<std::size_t>(roll() >> 33U) % limit; }

private:
    std::uint64_t state_;
};

}  // namespace desk
