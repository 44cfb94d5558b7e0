#include "bot/dispatch/sentence_reader.hpp"

#include <set>
#include <utility>
#include <vector>

namespace desk {
namespace {

// The desk's own after the well-known ones: of two things with one name the later is meant.
std::vector<NamedThing> things_of(const Directory& directory) {
    auto things = well_known_services();
    for (const auto& service : directory.services()) {
        NamedThing thing{.kind = SlotKind::service, .id = service.id, .names = service.aliases};
        thing.names.push_back(service.name);
        things.push_back(std::move(thing));
    }
    std::set<std::string> plans;
    for (const auto& customer : directory.customers()) {
        if (!customer.plan.empty()) plans.insert(customer.plan);
    }
    for (const auto& plan : plans) things.push_back({.kind = SlotKind::plan, .id = plan, .names = {plan}});
    return things;
}

}  // namespace

SentenceReader::SentenceReader(std::shared_ptr<const UnderstandingModel> model, const Directory& directory)
    : model_{std::move(model)} {
    auto things = things_of(directory);
    names_ = NameIndex::of(things);
    for (const auto& customer : directory.customers()) things.push_back({.kind = SlotKind::customer, .id = customer.id, .names = {customer.name}});
    names_of_agents_ = NameIndex::of(things);
}

Meaning SentenceReader::read(std::string_view text, const PersonsClock& clock, bool is_agent) const {
    return understand(*model_, text, {.names = is_agent ? names_of_agents_ : names_, .clock = clock});
}

Meaning SentenceReader::read_with(Meaning meaning, const Opinion& opinion, const PersonsClock& clock) const {
    return with_opinion(std::move(meaning), opinion, {.names = names_, .clock = clock});
}

}  // namespace desk
