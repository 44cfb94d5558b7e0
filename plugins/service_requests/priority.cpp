#include "plugins/service_requests/priority.hpp"

#include "plugins/services/service.hpp"

#include <algorithm>
#include <array>
#include <sstream>

namespace desk {
namespace {

// What people say, in the three languages, as `folded` writes it; the buttons' labels are among them.
struct SaidRow {
    std::string_view meaning;
    std::string_view words;  // between spaces
};
constexpr std::array impact_rows{
    SaidRow{"one", " only me "},          SaidRow{"one", " just me "},         SaidRow{"one", " me "},
    SaidRow{"one", " csak engem "},       SaidRow{"one", " csak én "},         SaidRow{"one", " engem "},
    SaidRow{"one", " egy embert "},       SaidRow{"one", " nur ich "},         SaidRow{"one", " nur mich "},
    SaidRow{"one", " one person "},       SaidRow{"one", " eine person "},     SaidRow{"one", " one "},
    SaidRow{"group", " not everyone "},   SaidRow{"group", " nem mindenkit "}, SaidRow{"group", " nicht alle "},
    SaidRow{"group", " group "},          SaidRow{"group", " csoportot "},     SaidRow{"group", " gruppe "},
    SaidRow{"everyone", " everyone "},    SaidRow{"everyone", " everybody "},  SaidRow{"everyone", " all "},
    SaidRow{"everyone", " mindenkit "},   SaidRow{"everyone", " mindenki "},   SaidRow{"everyone", " alle "},
    SaidRow{"everyone", " az egész cég "}};
constexpr std::array urgency_rows{SaidRow{"workaround", " workaround "},
                                  SaidRow{"workaround", " kerülő "},
                                  SaidRow{"workaround", " kerülővel "},
                                  SaidRow{"workaround", " kerülőúton "},
                                  SaidRow{"workaround", " umweg "},
                                  SaidRow{"workaround", " partly "},
                                  SaidRow{"workaround", " részben "},
                                  SaidRow{"workaround", " teilweise "},
                                  SaidRow{"blocked", " no "},
                                  SaidRow{"blocked", " not "},
                                  SaidRow{"blocked", " nem "},
                                  SaidRow{"blocked", " nothing "},
                                  SaidRow{"blocked", " semmi "},
                                  SaidRow{"blocked", " nichts "},
                                  SaidRow{"blocked", " nein "},
                                  SaidRow{"blocked", " nicht "},
                                  SaidRow{"blocked", " blocked "},
                                  SaidRow{"working", " yes "},
                                  SaidRow{"working", " igen "},
                                  SaidRow{"working", " ja "},
                                  SaidRow{"working", " working "}};

template <std::size_t n>
std::string_view meaning_of(const std::array<SaidRow, n>& rows, std::string_view text) {
    const auto words = folded(text);
    for (const auto& row : rows) {
        if (words.find(row.words) != std::string::npos) return row.meaning;
    }
    return {};
}

// The first whole number of at most six digits; 0: none.
int number_in(std::string_view text) {
    std::istringstream words{folded(text)};
    for (std::string word; words >> word;) {
        if (word.size() <= 6 && word.find_first_not_of("0123456789") == std::string::npos) return std::stoi(word);
    }
    return 0;
}

std::string impact_of(int users, int all) {
    if (users == 1) return "one";
    return all > 1 && users * 5 >= all * 4 ? "everyone" : "group";
}

}  // namespace

std::string priority_from(std::string_view impact, std::string_view urgency) {
    const int high_impact = impact == "everyone" ? 2 : impact == "one" ? 0 : 1;
    const int high_urgency = urgency == "blocked" ? 2 : urgency == "working" ? 0 : 1;
    return "P" + std::to_string(std::clamp(5 - high_impact - high_urgency, 1, 4));
}

SaidImpact impact_said(std::string_view text, int all) {
    SaidImpact said{.users = number_in(text)};
    if (const auto meaning = meaning_of(impact_rows, text); !meaning.empty()) {
        said.impact = meaning;
    } else if (said.users > 0) {
        said.impact = impact_of(said.users, all);
    }
    return said;
}

std::string urgency_said(std::string_view text) {
    return std::string{meaning_of(urgency_rows, text)};
}

std::string severity_of(std::string_view priority) {
    if (priority == "P1") return "A";
    return priority == "P2" ? "B" : "C";
}

}  // namespace desk
