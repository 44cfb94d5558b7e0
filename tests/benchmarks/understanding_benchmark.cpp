// understanding_benchmark [DATA] [--json FILE] [--quick]: what bot/understanding makes of public data sets and of the
// desk's own corpus, beside the bar of ../shared/facts/understanding.md and published figures. Markdown on the standard
// output. DATA is ../shared/data/understanding unless given; without it only the desk's corpus is measured. Trains on
// train, chooses thresholds on val or by cross-validation inside train, reports on test; nothing is chosen by a test
// file. About three minutes; --quick leaves out what trains a full set more than once.
#include "bot/understanding/model_file.hpp"
#include "bot/understanding/retraining.hpp"
#include "bot/understanding/shipped_examples.hpp"
#include "tests/benchmarks/understanding_sets.hpp"
#include <desk/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

namespace desk::bench {
namespace {

struct BenchRow {
    std::string test, figure, bar, stretch, published;
};

class Report {
public:
    void add(BenchRow row) {
        std::cerr << row.test << ": " << row.figure << std::endl;
        rows_.push_back(std::move(row));
    }
    void print() const {
        std::cout << "| test | figure | bar | stretch | published |\n|---|---|---|---|---|\n";
        for (const auto& [test, figure, bar, stretch, published] : rows_) {
            std::cout << "| " << test << " | " << figure << " | " << bar << " | " << stretch << " | " << published
                      << " |\n";
        }
    }
    std::string json() const {
        auto list = Json::array();
        for (const auto& [test, figure, bar, stretch, published] : rows_) {
            list.push_back(
                {{"test", test}, {"figure", figure}, {"bar", bar}, {"stretch", stretch}, {"published", published}});
        }
        return Json{{"rows", list}}.dump(2) + "\n";
    }

private:
    std::vector<BenchRow> rows_ = {};
};

std::string number(double value, int digits = 1) {
    char text[32];
    std::snprintf(text, sizeof text, "%.*f", digits, value);
    return text;
}

// Half and 99 % of the messages take no longer, in µs.
template <class Read>
std::string latency(const LabelledLines& lines, Read read) {
    std::vector<double> times;
    for (int round = 0; round < 3; ++round) {
        for (const auto& line : lines) {
            const auto start = std::chrono::steady_clock::now();
            read(line.text);
            times.push_back(
                std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count());
        }
    }
    std::sort(times.begin(), times.end());
    return "p50 " + number(times[times.size() / 2]) + ", p99 " + number(times[times.size() * 99 / 100]);
}

// Low for what is out of scope: the best score, less half of the class learned from out-of-scope texts, less the
// strangeness. The weights are those of ../shared/facts/understanding.md §5.2.
double scope_score(const IntentReading& reading) {
    const double none = reading.evidence[0] - reading.evidence[5];
    return reading.evidence[0] - 0.5 * none - 2 * reading.evidence[2];
}
std::vector<double> scope_scores(const IntentModel& model, const LabelledLines& lines) {
    std::vector<double> scores;
    for (const auto& example : hashed_lines(lines))
        scores.push_back(scope_score(read_intent(model, example.text, example.words)));
    return scores;
}

// Answers a model is sure of, when a fifth of what it hears is out of scope.
std::string automatic(const IntentModel& model, const LabelledLines& inside, const LabelledLines& outside) {
    double answered = 0, right = 0, strange = 0;
    for (const auto& example : hashed_lines(inside)) {
        const auto reading = read_intent(model, example.text, example.words);
        if (reading.confidence < model.doubt.sure) continue;
        ++answered;
        right += model.intents[reading.guesses[0].intent] == example.intent ? 1 : 0;
    }
    for (const auto& example : hashed_lines(outside)) {
        strange += read_intent(model, example.text, example.words).confidence >= model.doubt.sure ? 1 : 0;
    }
    const auto count = static_cast<double>(inside.size());
    const double weight = 0.25 * count / static_cast<double>(outside.size());
    return number(100 * right / (answered + weight * strange)) + " precise, " + number(100 * answered / count) +
           " answered (in scope alone " + number(100 * right / answered) + ")";
}

struct Sets {
    std::filesystem::path folder;
    LabelledLines read(const std::string& name) const {
        auto lines = read_lines(folder / name);
        if (lines) return *lines;
        std::cerr << lines.error().what << "\n";
        std::exit(1);
    }
};

// The threshold for automatic answers chosen on validation texts, a fifth of them out of scope.
double threshold_on(const IntentModel& model, const LabelledLines& inside, const LabelledLines& outside) {
    std::vector<ScoredAnswer> answers;
    for (const auto& example : hashed_lines(inside)) {
        const auto reading = read_intent(model, example.text, example.words);
        answers.push_back({reading.confidence, model.intents[reading.guesses[0].intent] == example.intent, 1});
    }
    const double weight = 0.25 * static_cast<double>(inside.size()) / static_cast<double>(outside.size());
    for (const auto& example : hashed_lines(outside)) {
        answers.push_back({read_intent(model, example.text, example.words).confidence, false, weight});
    }
    return choose_threshold(answers, 0.975).threshold;
}

void few_shots(Report& report, const Sets& sets) {
    const auto banking = sets.read("banking77/fewshot.train_10.tsv"), banking_test = sets.read("banking77/test.tsv");
    const auto clinc = sets.read("clinc150/fewshot.train_10.tsv"), clinc_test = sets.read("clinc150/full.test.tsv");
    const auto ten_banking = trained_on(banking);
    const auto ten_clinc = trained_on(clinc);
    report.add({"BANKING77, 10 examples an intent", number(accuracy(ten_banking.model, banking_test)), "75.5", "78.3",
                "RoBERTa 84.3, USE+ConveRT 85.2"});
    report.add({"CLINC150, 10 examples an intent", number(accuracy(ten_clinc.model, clinc_test)), "80.8", "84.5",
                "RoBERTa 91.6, USE+ConveRT 93.3"});
    report.add({"BANKING77, 5 (the first five of the ten)",
                number(accuracy(trained_on(first_of_each(banking, 5)).model, banking_test)), "64.5", "69",
                "RoBERTa 74.0"});
    report.add({"CLINC150, 5 (the first five of the ten)",
                number(accuracy(trained_on(first_of_each(clinc, 5)).model, clinc_test)), "72.5", "77.5",
                "RoBERTa 88.0"});
    report.add({"CLINC150, 10: training, CPU s", number(ten_clinc.seconds, 2), "1", "0.5", ""});
    report.add({"intents renamed i001 … : BANKING77, 10",
                number(accuracy(trained_on(renamed(banking)).model, renamed(joined(banking, banking_test)))) +
                    " on train and test (by name " +
                    number(accuracy(ten_banking.model, joined(banking, banking_test))) + ")",
                "the same", "", ""});
    const bool is_same = write_model({.intents = ten_clinc.model}) == write_model({.intents = trained_on(clinc).model});
    report.add({"two trainings of CLINC150, 10", is_same ? "the same bytes" : "DIFFERENT", "the same bytes", "", ""});
}

void banking_full(Report& report, const Sets& sets, bool is_quick) {
    const auto train = sets.read("banking77/train.tsv"), test = sets.read("banking77/test.tsv");
    auto full = trained_on(train);
    report.add({"BANKING77, full", number(accuracy(full.model, test)), "91.0", "92.3", "linear 90.3, BERT 93.7"});
    report.add({"BANKING77, two typos a text", number(accuracy(full.model, with_typos(test, 2, 7))), "85.5", "88", ""});
    if (is_quick) return;

    const auto again = new_split(joined(train, test));
    report.add({"BANKING77, a new 80/20 split", number(accuracy(trained_on(again.train).model, again.test)),
                "within 1.5", "", ""});
    const auto background =
        hashed_lines(joined(labelled(sets.read("clinc150/full.oos_train.tsv"), no_intent),
                            labelled(first_of_each(sets.read("massive/en.train.tsv"), 20), no_intent)));
    full.model.doubt = calibrate(full.model, hashed_lines(train), background, {.folds = 3}).doubt;
    report.add({"BANKING77, automatic answers, a fifth out of scope",
                automatic(full.model, test, sets.read("clinc150/full.oos_val.tsv")), "96.5 precise, 73 answered",
                "97, 85", ""});
}

void clinc_full(Report& report, const Sets& sets, bool is_quick) {
    const auto train = sets.read("clinc150/full.train.tsv"), test = sets.read("clinc150/full.test.tsv"),
               val = sets.read("clinc150/full.val.tsv");
    const auto strange = labelled(sets.read("clinc150/full.oos_train.tsv"), no_intent),
               strange_val = sets.read("clinc150/full.oos_val.tsv");
    auto alone = trained_on(train);
    report.add({"CLINC150, full, in scope", number(accuracy(alone.model, test)), "92.3", "94.0",
                "SVM 91.0, MLP-USE 93.5, BERT 96.9"});
    report.add(
        {"CLINC150, two typos a text", number(accuracy(alone.model, with_typos(test, 2, 7))), "84.0", "87.9", ""});
    report.add({"CLINC150, full: training, CPU s", number(alone.seconds), "15", "5", ""});
    std::vector<float> scores;
    report.add({"CLINC150, 150 intents, µs a message",
                latency(test,
                        [&](const std::string& text) {
                            const auto words = spelled(text);
                            return read_intent(alone.model, hash_words(words), static_cast<std::uint32_t>(words.size()),
                                               scores);
                        }),
                "p50 30, p99 100", "8–16", ""});
    report.add(
        {"CLINC150, model, MB", number(static_cast<double>(bytes_of(alone.model)) / 1e6), "12", "5", "fastText 79"});

    const auto aware = trained_on(joined(train, strange));
    const auto outside = scope_scores(aware.model, strange_val);
    report.add({"CLINC150, out of scope, AUROC (100 of oos_val)",
                number(100 * area_under_curve(scope_scores(aware.model, test), outside)), "95.5", "97.2", ""});
    auto known = scope_scores(aware.model, val);
    std::sort(known.begin(), known.end());
    const double threshold = known[known.size() / 20];
    int kept = 0;
    for (const auto& example : hashed_lines(test)) {
        const auto reading = read_intent(aware.model, example.text, example.words);
        kept += scope_score(reading) >= threshold && aware.model.intents[reading.guesses[0].intent] == example.intent
                    ? 1
                    : 0;
    }
    const auto refused = std::count_if(outside.begin(), outside.end(), [&](double score) { return score < threshold; });
    report.add({"CLINC150 at the threshold that refuses 5 % of val",
                number(100.0 * kept / static_cast<double>(test.size())) + " right in scope, " +
                    number(100.0 * static_cast<double>(refused) / static_cast<double>(outside.size())) +
                    " of out of scope refused",
                "89, 80", "90, 87.5", "SVM 88.2/18.0, BERT 96.2/52.3"});
    if (is_quick) return;
    alone.model.doubt = calibrate(alone.model, hashed_lines(train), {}, {.folds = 3}).doubt;
    alone.model.doubt.sure = threshold_on(alone.model, val, strange_val);
    report.add({"CLINC150, automatic answers, a fifth out of scope (threshold on val and oos_val, oos_train unseen)",
                automatic(alone.model, test, strange), "96.5 precise, 76 answered", "97, 82", ""});
}

void massive(Report& report, const Sets& sets) {
    const std::vector<std::array<std::string, 3>> bars{
        {"en", "84.5", "86.5"}, {"hu", "83.4", "85.3"}, {"de", "82.3", "84"}};
    for (const auto& [language, bar, stretch] : bars) {
        const auto train = sets.read("massive/" + language + ".train.tsv");
        const auto model = trained_on(train).model;
        const auto dev = sets.read("massive/" + language + ".dev.tsv");
        report.add({"MASSIVE " + language + " (dev; the test file is not there)", number(accuracy(model, dev)), bar,
                    stretch, "XLM-R, all languages 85.1"});
        if (language != "hu") continue;
        report.add({"MASSIVE hu, typed without accents", number(accuracy(model, without_accents(dev))),
                    "within 0.5 of it", "", ""});
        report.add(
            {"MASSIVE hu, two typos a text", number(accuracy(model, with_typos(dev, 2, 7))), "75.0", "79.8", ""});
    }
}

// The language of texts the model never saw the like of.
void languages(Report& report, const Sets& sets, const UnderstandingModel& model, const NameIndex& names) {
    for (const std::string language : {"en", "hu", "de"}) {
        int right = 0, sure = 0, sure_right = 0;
        const auto lines = sets.read("massive/" + language + ".dev.tsv");
        for (const auto& line : lines) {
            const auto meaning = understand(model, line.text, {.names = names});
            right += meaning.language == language ? 1 : 0;
            sure += meaning.is_language_sure ? 1 : 0;
            sure_right += meaning.is_language_sure && meaning.language == language ? 1 : 0;
        }
        const auto count = static_cast<double>(lines.size());
        report.add({"language of MASSIVE " + language,
                    number(100 * right / count) + " right; sure of " + number(100 * sure / count) + ", of these " +
                        number(100.0 * sure_right / sure) + " right",
                    "", "", ""});
    }
}

std::string desk_figures(const UnderstandingFigures& figures) {
    return number(100 * figures.accuracy()) + " right, " + number(100 * figures.accuracy_in_three()) +
           " among three, " + number(100 * figures.coverage()) + " answered at " + number(100 * figures.precision()) +
           " precision (" + std::to_string(figures.texts) + " texts)";
}

UnderstandingModel desk_corpus(Report& report, const NameIndex& names) {
    const auto corpus = *shipped_examples();
    const auto examples = kept_for_training(corpus), unseen = held_back(corpus);
    auto start = processor_seconds();
    auto model = *learn_understanding(examples, names, {});
    report.add({"desk: learning from " + std::to_string(examples.size()) + " texts, CPU s",
                number(processor_seconds() - start, 2), "0.15", "", ""});
    start = processor_seconds();
    const auto calibration = calibrate_understanding(model, examples, names, {});
    report.add({"desk: calibration, CPU s", number(processor_seconds() - start, 2), "", "", ""});
    report.add({"desk: expected by cross-validation",
                number(100 * calibration.sure.coverage) + " answered of all at " +
                    number(100 * calibration.sure.precision) + " precision",
                "", "", ""});
    const auto score = score_understanding(model, unseen, {.names = names});
    for (const auto& [language, figures] : score.by_language) {
        if (figures.texts > 0) report.add({"desk, held-back fifth, " + language, desk_figures(figures), "", "", ""});
    }
    report.add({"desk, held-back fifth, all",
                desk_figures(score.all) + ", " + std::to_string(score.all.strange_answered) + " of " +
                    std::to_string(score.all.strange) + " strange ones answered",
                "97 precision", "", ""});
    LabelledLines lines;
    for (const auto& text : unseen) lines.push_back({text.intent, text.text});
    const PersonsClock clock{Time{std::chrono::milliseconds{1'795'000'000'000}}, "Europe/Budapest"};
    report.add(
        {"desk: understand(), µs a message",
         latency(lines,
                 [&](const std::string& text) { return understand(model, text, {.names = names, .clock = clock}); }),
         "60", "", ""});
    report.add({"desk: model file, MB", number(static_cast<double>(write_model(model).size()) / 1e6, 2), "", "", ""});
    return model;
}

int run(const std::filesystem::path& data, const std::string& json, bool is_quick) {
    Report report;
    const auto names = NameIndex::of(well_known_services());
    const auto model = desk_corpus(report, names);
    if (std::filesystem::exists(data)) {
        const Sets sets{data};
        few_shots(report, sets);
        banking_full(report, sets, is_quick);
        clinc_full(report, sets, is_quick);
        massive(report, sets);
        languages(report, sets, model, names);
    } else {
        std::cerr << data << " is not there: only the desk's corpus was measured\n";
    }
    report.add({"HWU64", "not in the data", "70.0 (10)", "74.5", "Watson 69.0, Dialogflow 65.6"});
    report.print();
    if (!json.empty()) std::ofstream{json} << report.json();
    return 0;
}

}  // namespace
}  // namespace desk::bench

int main(int count, char** arguments) {
    std::filesystem::path data = DESK_SOURCE_DIR "/../shared/data/understanding";
    std::string json;
    bool is_quick = false;
    for (int i = 1; i < count; ++i) {
        const std::string argument = arguments[i];
        if (argument == "--quick") {
            is_quick = true;
        } else if (argument == "--json" && i + 1 < count) {
            json = arguments[++i];
        } else if (argument.starts_with("--")) {
            std::cerr << "understanding_benchmark [DATA] [--json FILE] [--quick]\n";
            return 2;
        } else {
            data = argument;
        }
    }
    return desk::bench::run(data, json, is_quick);
}
