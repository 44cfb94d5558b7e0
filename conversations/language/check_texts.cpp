// A build step: check_texts FOLDER… reads en.json, hu.json and de.json of each folder and fails,
// naming every problem, when a text is missing or breaks a rule of the catalogues.
#include "conversations/language/catalogue.hpp"
#include "conversations/language/text_rules.hpp"

#include <fstream>
#include <iostream>
#include <sstream>

namespace desk {
namespace {

std::map<std::string, std::string> read_folder(const std::string& folder) {
    std::map<std::string, std::string> texts;
    for (const auto language : catalogue_languages) {
        std::ifstream file{folder + "/" + std::string{language} + ".json"};
        if (!file) continue;
        std::ostringstream content;
        content << file.rdbuf();
        texts.emplace(language, content.str());
    }
    return texts;
}

std::size_t report(const std::string& folder) {
    const auto texts = read_folder(folder);
    auto problems = Catalogue::problems(texts);
    for (auto& problem : rule_problems(texts)) problems.push_back(std::move(problem));
    for (const auto& problem : problems) {
        std::cerr << folder << ": " << sentence_of(problem) << "\n";
    }
    return problems.size();
}

}  // namespace
}  // namespace desk

int main(int count, char** arguments) {
    std::size_t problems = 0;
    for (int i = 1; i < count; ++i) problems += desk::report(arguments[i]);
    return problems == 0 ? 0 : 1;
}
