#include "plugins/price_list/quote_id.hpp"

#include <cstddef>
#include <vector>

namespace desk {
namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr std::string_view prefix = "QT";
constexpr std::uint8_t version = 1;
constexpr std::uint32_t no_vat = 0x3FFF;
constexpr std::chrono::sys_days first_day{std::chrono::year{2000} / 1 / 1};
// Crockford's: without I, L, O and U. Source: crockford.com/base32.html
constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

void put(Bytes& bytes, std::uint64_t number, int count) {
    for (int i = count - 1; i >= 0; --i)
        bytes.push_back(static_cast<std::uint8_t>(number >> (8 * i)));
}

// Seven bits a byte, the last without the high bit.
void put_small(Bytes& bytes, std::uint32_t number) {
    for (; number >= 0x80; number >>= 7) bytes.push_back(static_cast<std::uint8_t>(number | 0x80));
    bytes.push_back(static_cast<std::uint8_t>(number));
}

// Reads what `put` wrote; past the end it gives zeros and remembers that.
class Taker {
public:
    explicit Taker(const Bytes& bytes) : bytes_{bytes} {}

    std::uint32_t take(int count) {
        std::uint32_t number = 0;
        for (int i = 0; i < count; ++i) number = number << 8 | next();
        return number;
    }
    std::uint32_t take_small() {
        std::uint32_t number = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            const auto byte = next();
            if (shift == 28 && byte > 0x0F) break;
            number |= static_cast<std::uint32_t>(byte & 0x7F) << shift;
            if (byte < 0x80) return number;
        }
        is_short_ = true;
        return 0;
    }
    bool is_done() const { return !is_short_ && at_ == bytes_.size(); }
    bool is_at_end() const { return at_ == bytes_.size(); }

private:
    std::uint8_t next() {
        if (at_ < bytes_.size()) return bytes_[at_++];
        is_short_ = true;
        return 0;
    }

    const Bytes& bytes_;
    std::size_t at_ = 0;
    bool is_short_ = false;
};

// Three letters in 15 bits.
std::uint32_t number_of(std::string_view currency) {
    std::uint32_t number = 0;
    for (const char letter : currency.substr(0, 3)) {
        number = number << 5 | static_cast<std::uint32_t>((letter - 'A') & 0x1F);
    }
    return number;
}

std::string currency_of(std::uint32_t number) {
    std::string currency(3, 'A');
    for (int i = 2; i >= 0; --i, number >>= 5) {
        currency[static_cast<std::size_t>(i)] = static_cast<char>('A' + (number & 0x1F));
    }
    return currency;
}

// Luhn's algorithm with an alphabet of 32: the sum over `digits`, the last doubled or not.
std::uint32_t luhn_sum(const std::vector<std::uint32_t>& digits, bool doubles_last) {
    std::uint32_t sum = 0;
    bool doubles = doubles_last;
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, doubles = !doubles) {
        const auto value = doubles ? 2 * *digit : *digit;
        sum += value / 32 + value % 32;
    }
    return sum;
}

std::vector<std::uint32_t> digits_of(const Bytes& bytes) {
    std::vector<std::uint32_t> digits;
    std::uint32_t waiting = 0;
    int bits = 0;
    for (const auto byte : bytes) {
        waiting = waiting << 8 | byte;
        for (bits += 8; bits >= 5; bits -= 5) digits.push_back(waiting >> (bits - 5) & 0x1F);
        waiting &= (1U << bits) - 1;
    }
    if (bits > 0) digits.push_back(waiting << (5 - bits) & 0x1F);
    return digits;
}

// Left-over bits must be zero, so that an id is written in one way only.
Result<Bytes> bytes_of(const std::vector<std::uint32_t>& digits) {
    Bytes bytes;
    std::uint32_t waiting = 0;
    int bits = 0;
    for (const auto digit : digits) {
        waiting = waiting << 5 | digit;
        if (bits += 5; bits < 8) continue;
        bits -= 8;
        bytes.push_back(static_cast<std::uint8_t>(waiting >> bits));
        waiting &= (1U << bits) - 1;
    }
    if (bits >= 5 || waiting != 0) return invalid("quote id: characters left over");
    return bytes;
}

int digit_of(char letter) {
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    if (letter == 'O') letter = '0';
    if (letter == 'I' || letter == 'L') letter = '1';
    const auto at = letters.find(letter);
    return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

Result<std::vector<std::uint32_t>> checked_digits(std::string_view id) {
    std::string text;
    for (const char letter : id) {
        if (letter != '-' && letter != ' ') text += letter;
    }
    const bool has_prefix =
        text.size() > 2 && (text[0] == 'Q' || text[0] == 'q') && (text[1] == 'T' || text[1] == 't');
    if (!has_prefix || text.size() > 64) return invalid("quote id: not one");
    std::vector<std::uint32_t> digits;
    for (const char letter : std::string_view{text}.substr(prefix.size())) {
        const auto digit = digit_of(letter);
        if (digit < 0) return invalid("quote id: a character that is none of its own");
        digits.push_back(static_cast<std::uint32_t>(digit));
    }
    if (luhn_sum(digits, false) % 32 != 0) return invalid("quote id: mistyped");
    digits.pop_back();
    return digits;
}

}  // namespace

std::string quote_id(const QuoteBasis& basis) {
    Bytes bytes{version};
    put(bytes, basis.list, 4);
    put(bytes, basis.offer, 2);
    put(bytes, number_of(basis.currency), 2);
    put(bytes, basis.vat ? static_cast<std::uint64_t>(basis.vat->hundredths) : no_vat, 2);
    put_small(bytes, basis.count);
    if (basis.length.count() > 0) {
        const auto minutes = std::chrono::floor<std::chrono::minutes>(basis.start - first_day);
        put(bytes, static_cast<std::uint64_t>(minutes.count()), 4);
        put_small(bytes, static_cast<std::uint32_t>(basis.length.count()));
        put_small(bytes, basis.visits);
        put_small(bytes, basis.km);
    }
    auto digits = digits_of(bytes);
    digits.push_back((32 - luhn_sum(digits, true) % 32) % 32);

    std::string id{prefix};
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i % 4 == 0) id += '-';
        id += letters[digits[i]];
    }
    return id;
}

Result<QuoteBasis> read_quote_id(std::string_view id) {
    DESK_TRY(const auto digits, checked_digits(id));
    DESK_TRY(const auto bytes, bytes_of(digits));
    Taker taker{bytes};
    if (taker.take(1) != version) return invalid("quote id: of another version");
    QuoteBasis basis;
    basis.list = taker.take(4);
    basis.offer = static_cast<std::uint16_t>(taker.take(2));
    basis.currency = currency_of(taker.take(2));
    if (const auto vat = taker.take(2); vat != no_vat) basis.vat = Percent{static_cast<int>(vat)};
    basis.count = taker.take_small();
    if (!taker.is_at_end()) {
        basis.start = first_day + std::chrono::minutes{taker.take(4)};
        basis.length = std::chrono::minutes{taker.take_small()};
        basis.visits = taker.take_small();
        basis.km = taker.take_small();
    }
    if (!taker.is_done()) return invalid("quote id: too short or too long");
    return basis;
}

Result<std::string> tidy_quote_id(std::string_view id) {
    DESK_TRY(const auto basis, read_quote_id(id));
    return quote_id(basis);
}

std::uint32_t folded_digest(std::uint64_t digest) {
    return static_cast<std::uint32_t>(digest ^ digest >> 32);
}

std::uint16_t folded_digest_16(std::uint64_t digest) {
    const auto half = folded_digest(digest);
    return static_cast<std::uint16_t>(half ^ half >> 16);
}

}  // namespace desk
