#include "storage/audit_chain.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

namespace desk {
namespace {

void append(std::string& text, std::string_view field) {
    text += std::to_string(field.size());
    text += ':';
    text += field;
}

std::string canonical(const AuditRow& row) {
    std::string text;
    append(text, std::to_string(row.slot));
    append(text, std::to_string(row.n));
    append(text, std::to_string(row.at));
    append(text, row.tenant);
    append(text, row.entry.actor);
    append(text, row.entry.action);
    append(text, row.entry.object);
    append(text, row.entry.detail);
    return text;
}

}  // namespace

std::string chained_mac(std::string_view key, std::string_view previous, const AuditRow& row) {
    const std::string signed_text = std::string{previous} + canonical(row);
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned size = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
         reinterpret_cast<const unsigned char*>(signed_text.data()), signed_text.size(), mac.data(),
         &size);
    return {reinterpret_cast<const char*>(mac.data()), size};
}

}  // namespace desk
