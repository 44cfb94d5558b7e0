#include "bot/understanding/shipped_examples.hpp"

#include "bot/understanding/name_index.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

namespace desk {
namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

std::string_view take_until(std::string_view& rest, char end) {
    const auto length = std::min(rest.find(end), rest.size());
    const auto part = rest.substr(0, length);
    rest.remove_prefix(std::min(length + 1, rest.size()));
    return part;
}

}  // namespace

Result<std::vector<LabelledText>> shipped_examples() {
    std::vector<LabelledText> all;
    for (const auto& file : shipped_files()) {
        if (!file.name.ends_with(".csv")) continue;
        DESK_TRY(auto rows, read_label_file(file.text, file.name.substr(0, file.name.find('.'))));
        std::move(rows.begin(), rows.end(), std::back_inserter(all));
    }
    return all;
}

// names.txt: "id = name | alias | …", a line each.
std::vector<NamedThing> well_known_services() {
    std::vector<NamedThing> things;
    for (const auto& file : shipped_files()) {
        if (file.name != "names.txt") continue;
        for (auto rest = file.text; !rest.empty();) {
            auto line = take_until(rest, '\n');
            if (line.empty() || line.front() == '#') continue;
            NamedThing thing{.kind = SlotKind::service, .id = std::string{trimmed(take_until(line, '='))}};
            while (!line.empty()) thing.names.emplace_back(trimmed(take_until(line, '|')));
            things.push_back(std::move(thing));
        }
    }
    return things;
}

}  // namespace desk
