// Logarithm and exponential from additions, multiplications and divisions alone. IEEE 754 fixes those to the last bit,
// and leaves std::log and std::exp to each C library: a model trained here is the same, byte for byte, on every
// machine. Relative error below 4e-16 (measured against std::log and std::exp in the tests). Pure; any thread.
#pragma once

#include <bit>
#include <cstdint>

namespace desk {

// Natural logarithm of a positive, normal number.
inline double exact_log(double x) {
    const auto bits = std::bit_cast<std::uint64_t>(x);
    auto exponent = static_cast<int>(bits >> 52U) - 1023;
    auto m = std::bit_cast<double>((bits & 0x000F'FFFF'FFFF'FFFFU) | 0x3FF0'0000'0000'0000U);
    if (m > 1.4142135623730951) {
        m *= 0.5;
        ++exponent;
    }
    const double s = (m - 1.0) / (m + 1.0);
    const double q = s * s;
    double sum = 0.0;
    for (int n = 21; n >= 1; n -= 2) sum = sum * q + 1.0 / n;
    return 2.0 * s * sum + exponent * 0.6931471805599453;
}

// e to the power of x; beyond ±700 it is as if x were ±700.
inline double exact_exp(double x) {
    x = x > 700.0 ? 700.0 : x < -700.0 ? -700.0 : x;
    const double turns = x * 1.4426950408889634;
    const auto k = static_cast<std::int64_t>(turns < 0 ? turns - 0.5 : turns + 0.5);
    const auto whole = static_cast<double>(k);
    const double r = (x - whole * 0.693147180369123816490) - whole * 1.90821492927058770002e-10;
    double sum = 1.0;
    for (int n = 14; n >= 1; --n) sum = 1.0 + sum * r / n;
    return sum * std::bit_cast<double>(static_cast<std::uint64_t>(k + 1023) << 52U);
}

inline double logistic(double score) {
    return 1.0 / (1.0 + exact_exp(-score));
}

}  // namespace desk
