// The services a customer uses, as the desk's directory lists them, and how people name them. Pure;
// any thread.
#pragma once

#include <desk/result.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace desk {

struct Service {
    std::string id = {};    // "exchange-online"
    std::string name = {};  // "Exchange Online"
    std::vector<std::string> aliases = {};
    std::string vendor = {};
};

// The document of look_up("customer.services"): [{"id","name","aliases"?,"vendor"?}].
// Errors: invalid (not that).
Result<std::vector<Service>> read_services(std::string_view json);

// What is compared instead of a name: words in lower case with one space around each, punctuation
// gone, so "Exchange-Online" and "exchange online" are the same. No word at all: "".
std::string folded(std::string_view text);

// True when `text` is the service's id, name or one of its aliases.
bool is_called(const Service& service, std::string_view text);

// The service meant by `text`: by id, name or alias, else the only one with a word of its name
// beginning like that
// ("exchange"). nullptr: none, or several.
const Service* find_service(const std::vector<Service>& services, std::string_view text);

// The service named somewhere in `sentence`, as whole words; the longest name wins. nullptr: none.
const Service* find_mentioned(const std::vector<Service>& services, std::string_view sentence);

}  // namespace desk
