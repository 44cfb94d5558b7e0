// Every command there is and whose it is: the core's own and the plugins', by name. Immutable; any thread.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <desk/command.hpp>
#include <desk/result.hpp>

#include <desk/manifest.hpp>
#include "conversations/people/person.hpp"

namespace desk {

struct IndexedCommand {
    std::string plugin = {};  // "": the core's own
    CommandDeclaration declaration = {};
};

// A plugin of the configuration with its manifest, which outlives the index.
struct NamedManifest {
    std::string plugin = {};
    const Manifest* manifest = nullptr;
};

class CommandIndex {
public:
    // Errors: invalid (a command claimed twice, or one of the core's names).
    static Result<CommandIndex> make(std::span<const NamedManifest> manifests);

    // nullptr: no such command.
    const IndexedCommand* find(std::string_view name) const;
    // In alphabetical order; those without a line in /help (confirm, cancel) are left out.
    std::vector<const IndexedCommand*> allowed_for(Role role) const;
    // At most three allowed names near `name`, with their slash.
    std::vector<std::string> nearest_to(std::string_view name, Role role) const;

private:
    std::map<std::string, IndexedCommand, std::less<>> commands_;
};

}  // namespace desk
