#include "bot/cli/retrain.hpp"

#include "bot/cli/configured.hpp"
#include "bot/learned_model.hpp"
#include "bot/read_file.hpp"
#include "bot/replace_file.hpp"
#include "bot/understanding/model_file.hpp"
#include "bot/understanding/retraining.hpp"
#include "bot/understanding/shipped_examples.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <utility>

namespace desk {
namespace {

using Labels = std::vector<LabelledText>;

Diagnosis label_problem(const std::string& file, const Error& error) {
    return {.code = "DH2015",
            .what = "the labelled sentences cannot be used",
            .where = file,
            .why = error.what,
            .fix = "begin with deskhand conversations export --unmatched, and fill in its column \"intent\""};
}

// Those of the plugins that are configured; one that cannot be read has no intents.
std::vector<Manifest> manifests_of(const Configuration& configuration) {
    std::vector<Manifest> manifests;
    for (const auto& plugin : configuration.plugins) {
        const auto text = content_of(plugin.manifest_file());
        auto manifest = text && plugin.enabled ? read_manifest(*text, plugin.manifest_file()) : Result<Manifest>{not_found("")};
        if (manifest) manifests.push_back(*std::move(manifest));
    }
    return manifests;
}

// What one run works with.
class Retraining {
public:
    Retraining(const Configuration& configuration, Labels known) : where_{configuration.understanding}, known_{std::move(known)} {
        manifests_ = manifests_of(configuration);
        for (const auto& manifest : manifests_) read_.push_back(&manifest);
    }

    Result<Labels> add(std::string_view csv) {
        DESK_TRY(auto labels, read_label_file(csv, ""));
        if (labels.empty()) return invalid("no row has an intent yet");
        const auto texts = own_texts(read_, known_);
        DESK_TRY(auto current, learned_model(texts, models_in(std::array{where_.built, where_.model})));
        before_ = std::move(current.model);
        for (auto& label : labels) {
            DESK_CHECK(check_intent(texts, label.intent));
            if (label.language.empty()) label.language = understand(*before_, label.text, {.names = names_}).language;
        }
        return merged(known_, std::move(labels));
    }

    Result<RetrainingReport> compare(const Labels& labels) const {
        const auto learned_of_labels = kept_for_training(labels);
        DESK_TRY(const auto after, learned_model(own_texts(read_, learned_of_labels), {}));
        DESK_TRY(const auto shipped, shipped_examples());
        auto unseen = held_back(shipped);
        for (const auto& label : held_back(labels)) {
            if (std::find(known_.begin(), known_.end(), label) == known_.end()) unseen.push_back(label);
        }
        return compare_models(*before_, *after.model, unseen, {.names = names_});
    }

    Result<void> keep(const Labels& labels) const {
        DESK_TRY(const auto model, learned_model(own_texts(read_, labels), {}));
        DESK_CHECK(replace_file(where_.labels, write_label_file(labels), 0600));
        return replace_file(where_.model, write_model(*model.model), 0644);
    }

private:
    static Result<void> check_intent(const Labels& texts, const std::string& intent) {
        std::set<std::string> known{shipped_intents().begin(), shipped_intents().end()};
        for (const auto& text : texts) known.insert(text.intent);
        if (known.contains(intent)) return {};
        std::string list;
        for (const auto& name : known) list += (list.empty() ? "" : ", ") + name;
        return invalid("there is no intent \"" + intent + "\"; known are " + list);
    }

    // Whoever labels a sentence again means the later one.
    static Labels merged(const Labels& known, Labels added) {
        std::set<std::string_view> texts;
        for (const auto& label : added) texts.insert(label.text);
        Labels all;
        std::copy_if(known.begin(), known.end(), std::back_inserter(all), [&](const auto& label) { return !texts.contains(label.text); });
        std::move(added.begin(), added.end(), std::back_inserter(all));
        return all;
    }

    Configuration::Understanding where_;
    Labels known_;
    NameIndex names_ = NameIndex::of(well_known_services());
    std::vector<Manifest> manifests_ = {};
    std::vector<const Manifest*> read_ = {};
    std::shared_ptr<const UnderstandingModel> before_ = {};
};

Diagnosis no_place() {
    return {.code = "DH2016",
            .what = "there is no place for what was learned",
            .why = "labels or model is not set in [understanding]",
            .fix = "set both, for example labels = \"labels.csv\" and model = \"understanding.model\""};
}

int apply(const CommandInput& input, const Configuration::Understanding& where, const Retraining& retraining, const Labels& labels) {
    if (const auto kept = retraining.keep(labels); !kept) {
        return input.fail({.code = "DH2010", .what = "a file was not written", .why = kept.error().what, .fix = "correct labels or model in [understanding]"});
    }
    input.tell("applied: " + std::to_string(labels.size()) + " labelled sentences in " + where.labels +
               "; a running desk takes it over at SIGHUP or its next start");
    return exit_ok;
}

}  // namespace

int run_understanding_retrain(const CommandInput& input) {
    int code = exit_ok;
    const auto configuration = configuration_of(input, code);
    if (!configuration) return code;
    const auto& where = configuration->understanding;
    if (input.has("--apply") && (where.labels.empty() || where.model.empty())) return input.fail(no_place());
    auto known = labels_in(where.labels);
    if (!known) return input.fail(label_problem(where.labels, known.error()));
    const auto file = input.argument(0);
    const auto csv = content_of(file);
    if (!csv) return input.fail(label_problem(file, csv.error()));

    Retraining retraining{*configuration, *std::move(known)};
    const auto labels = retraining.add(*csv);
    if (!labels) return input.fail(label_problem(file, labels.error()));
    const auto report = retraining.compare(*labels);
    if (!report) return input.fail(label_problem(file, report.error()));
    input.shell.out << write_report(*report);
    if (input.has("--apply")) return apply(input, where, retraining, *labels);
    input.tell("nothing was changed; --apply puts it in force");
    return exit_ok;
}

}  // namespace desk
