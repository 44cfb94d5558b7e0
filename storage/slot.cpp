#include "storage/slot.hpp"

#include <openssl/evp.h>

#include <array>
#include <memory>

namespace desk {
namespace {

using Digest = std::array<unsigned char, 32>;

struct FreeContext {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

// One context a thread: OpenSSL's one-shot SHA256() looks its algorithm up again each time, which costs ten times what
// hashing a key does.
Digest sha256(std::string_view bytes) {
    thread_local const std::unique_ptr<EVP_MD_CTX, FreeContext> context = [] {
        std::unique_ptr<EVP_MD_CTX, FreeContext> made{EVP_MD_CTX_new()};
        EVP_DigestInit_ex(made.get(), EVP_sha256(), nullptr);
        return made;
    }();
    Digest digest{};
    EVP_DigestInit_ex(context.get(), nullptr, nullptr);
    EVP_DigestUpdate(context.get(), bytes.data(), bytes.size());
    EVP_DigestFinal_ex(context.get(), digest.data(), nullptr);
    return digest;
}

void append_part(std::string& text, std::string_view part) {
    const auto size = static_cast<std::uint32_t>(part.size());
    for (int shift = 24; shift >= 0; shift -= 8) {
        text.push_back(static_cast<char>((size >> shift) & 0xFFU));
    }
    text += part;
}

// RFC 4648's alphabet in lower case, no padding: 26 characters are 130 bits.
std::string base32(const Digest& digest, std::size_t characters) {
    constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    std::string text;
    text.reserve(characters);
    for (std::size_t bit = 0; text.size() < characters; bit += 5) {
        const unsigned pair = (static_cast<unsigned>(digest[bit / 8]) << 8U) | digest[bit / 8 + 1];
        text.push_back(alphabet[(pair >> (11 - bit % 8)) & 31U]);
    }
    return text;
}

}  // namespace

int slot_of(const Tenant& tenant, std::string_view name) {
    std::string text = tenant.customer;
    text += '/';
    text += name;
    const Digest digest = sha256(text);
    return (digest[0] * 256 + digest[1]) % slot_count;
}

RowKey::RowKey(const ConversationKey& key)
    : slot{slot_of(key.tenant, key.name)}, tenant{key.tenant.customer}, conv{key.name} {}

std::string derived_id(std::initializer_list<std::string_view> parts) {
    std::string text;
    for (const auto part : parts) append_part(text, part);
    return base32(sha256(text), 26);
}

std::string Names::message(const Tenant& tenant, std::string_view adapter,
                           std::string_view event_id) const {
    return derived_id({incarnation_, "m", tenant.customer, adapter, event_id});
}

std::string Names::conversation(const ConversationKey& key) const {
    return derived_id({incarnation_, "c", key.tenant.customer, key.name});
}

std::string Names::reply(const ConversationKey& key, std::int64_t seq, int part) const {
    return derived_id({incarnation_, "r", key.tenant.customer, key.name, std::to_string(seq),
                       std::to_string(part)});
}

}  // namespace desk
