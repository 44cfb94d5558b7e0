#include "bot/chores/people.hpp"

#include <utility>

#include "bot/build_desk.hpp"

namespace desk {

Result<std::shared_ptr<const Desk>> People::complete(std::shared_ptr<const Desk> desk) {
    DESK_TRY(const auto known, store_.known_people());
    version_ = known.version;
    if (known.enrolled.empty() && known.links.empty()) return desk;
    auto made = completed(desk->filed, known);
    for (const auto& sentence : made.left_out) log_.warning("directory.left_out", {{"why", sentence}});
    log_.info("directory.completed", {{"customers", static_cast<std::int64_t>(made.directory.customers().size())}, {"links", static_cast<std::int64_t>(known.links.size())}});
    return with_directory(*desk, std::move(made.directory));
}

Result<void> People::refresh(Current<Desk>& desk) {
    DESK_TRY(const auto version, store_.people_version());
    if (version == version_) return {};
    const auto changed = desk.change([this](const auto& now) { return complete(now); });
    if (!changed) return changed.error();
    return {};
}

}  // namespace desk
