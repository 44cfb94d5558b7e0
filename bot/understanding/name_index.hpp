// Finds names in messages as people write them: in any case, without accents, with Hungarian endings ("a Teamsszel"),
// in German compounds ("Teamsstörung") and with a slip of the finger ("exchnage"). Immutable; any thread.
#pragma once

#include "bot/understanding/slot.hpp"
#include "bot/understanding/spelled_text.hpp"
#include <desk/result.hpp>

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

struct NamedThing {
    SlotKind kind = SlotKind::service;    // service, plan or customer
    std::string id = {};                  // what the slot says
    std::vector<std::string> names = {};  // name and aliases, in any language
};

class NameIndex {
public:
    NameIndex() = default;
    // A name without letters or digits is left out, and so are legal forms at the end of a customer's ("Kft.", "GmbH").
    // Of two things with one name the later is found: a desk's own services after the well-known ones.
    static NameIndex of(std::span<const NamedThing> things);

    // The names in the text, in its order, none over another: the one with the most words wins, then the nearest.
    std::vector<Slot> find(const SpelledText& text) const;

private:
    struct Name {
        SlotKind kind = SlotKind::service;
        std::uint32_t id = 0;  // of ids_
        std::vector<std::string> words = {};
    };
    struct Match {
        std::size_t words = 0;  // 0: none
        int slips = 0;
    };
    Match match(const Name& name, const SpelledText& text, std::size_t at) const;
    const Name* best_at(const SpelledText& text, std::size_t at, Match& best) const;

    std::vector<std::string> ids_ = {};
    std::vector<Name> names_ = {};
    std::array<std::vector<std::uint32_t>, 27> by_first_letter_ = {};  // of names_; the last is for all but a–z
};

// Services everybody's customers speak of, with the names they give them in three languages (examples/names.csv). Ids
// are those a desk's directory would use: "exchange-online", "microsoft-teams".
std::vector<NamedThing> well_known_services();

}  // namespace desk
