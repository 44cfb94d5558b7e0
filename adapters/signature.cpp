#include "adapters/signature.hpp"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <new>

namespace desk {
namespace {

constexpr auto window = std::chrono::seconds{300};
constexpr std::string_view base64_alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

struct FreeMac {
    void operator()(EVP_MAC* mac) const { EVP_MAC_free(mac); }
    void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

// Of HMAC-SHA256, without a key; nullptr: no memory.
std::unique_ptr<EVP_MAC_CTX, FreeMac> hmac_context() {
    char digest[] = "SHA256";
    const std::array parameters{OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
                                OSSL_PARAM_construct_end()};
    const std::unique_ptr<EVP_MAC, FreeMac> mac{EVP_MAC_fetch(nullptr, "HMAC", nullptr)};
    std::unique_ptr<EVP_MAC_CTX, FreeMac> context{EVP_MAC_CTX_new(mac.get())};
    if (!context || EVP_MAC_CTX_set_params(context.get(), parameters.data()) != 1) return nullptr;
    return context;
}

bool has_correct_padding(std::size_t letters, std::size_t padding) {
    if (letters % 4 == 1) return false;
    return padding == 0 || (padding < 3 && (letters + padding) % 4 == 0);
}

}  // namespace

std::string hmac_sha256(std::string_view key, std::initializer_list<std::string_view> parts) {
    // One a thread: looking the algorithm up costs more than signing a message.
    thread_local const auto context = hmac_context();

    // The pointer of an empty text may be null, which OpenSSL takes for "no key given".
    const auto* key_bytes = key.empty() ? bytes_of(" ") : bytes_of(key);
    bool is_done = context != nullptr &&
                   EVP_MAC_init(context.get(), key_bytes, key.size(), nullptr) == 1;
    for (const auto part : parts) {
        is_done = is_done && EVP_MAC_update(context.get(), bytes_of(part), part.size()) == 1;
    }
    std::string result(32, '\0');
    std::size_t size = 0;
    auto* out = reinterpret_cast<unsigned char*>(result.data());
    is_done = is_done && EVP_MAC_final(context.get(), out, &size, result.size()) == 1;
    // Nothing but missing memory can bring us here, and a made-up code would be a way in.
    if (!is_done || size != result.size()) throw std::bad_alloc{};
    return result;
}

std::string to_base64(std::string_view bytes) {
    std::string result;
    result.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        unsigned group = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            const unsigned byte =
                at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0U;
            group = (group << 8U) | byte;
        }
        for (std::size_t i = 0; i < 4; ++i) {
            const bool is_padding = at + i > bytes.size();
            result += is_padding ? '=' : base64_alphabet[(group >> (18 - 6 * i)) & 63U];
        }
    }
    return result;
}

Result<std::string> from_base64(std::string_view text) {
    const auto last = text.find_last_not_of('=');
    const auto letters = text.substr(0, last == std::string_view::npos ? 0 : last + 1);
    if (!has_correct_padding(letters.size(), text.size() - letters.size()))
        return invalid("base64: not a whole number of bytes");

    std::string result;
    unsigned group = 0;
    unsigned bits = 0;
    for (const char letter : letters) {
        const auto value = base64_alphabet.find(letter);
        if (value == std::string_view::npos) return invalid("base64: a character it does not have");
        group = (group << 6U) | static_cast<unsigned>(value);
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        result += static_cast<char>((group >> bits) & 255U);
    }
    return result;
}

bool is_equal_secret(std::string_view one, std::string_view other) {
    return one.size() == other.size() && CRYPTO_memcmp(one.data(), other.data(), one.size()) == 0;
}

std::optional<Time> fresh_time(std::string_view timestamp, Time now) {
    if (timestamp.empty() || timestamp.size() > 12) return {};
    std::int64_t seconds = 0;
    for (const char digit : timestamp) {
        if (digit < '0' || digit > '9') return {};
        seconds = seconds * 10 + (digit - '0');
    }
    const Time said{std::chrono::seconds{seconds}};
    if (now - said > window || said - now > window) return {};
    return said;
}

const std::string* only_header(const Headers& headers, std::string_view name) {
    const std::string* found = find_header(headers, name);
    if (found == nullptr) return nullptr;

    const auto at = static_cast<std::size_t>(
        std::find_if(headers.begin(), headers.end(),
                     [&](const auto& header) { return &header.second == found; }) -
        headers.begin());
    const Headers rest(headers.begin() + static_cast<std::ptrdiff_t>(at) + 1, headers.end());
    return find_header(rest, name) == nullptr ? found : nullptr;
}

std::vector<std::string> words_of(std::string_view setting) {
    constexpr std::string_view space = " \t\r\n";
    std::vector<std::string> words;
    for (auto from = setting.find_first_not_of(space); from != std::string_view::npos;) {
        const auto to = std::min(setting.find_first_of(space, from), setting.size());
        words.emplace_back(setting.substr(from, to - from));
        from = setting.find_first_not_of(space, to);
    }
    return words;
}

}  // namespace desk
