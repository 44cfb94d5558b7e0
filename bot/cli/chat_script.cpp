#include "bot/cli/chat_script.hpp"

#include "conversations/reply.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

namespace desk {
namespace {

constexpr std::string_view no_break_space = "\xC2\xA0";

std::string with_plain_spaces(std::string_view text) {
    std::string out{text};
    for (auto at = out.find(no_break_space); at != std::string::npos;
         at = out.find(no_break_space, at)) {
        out.replace(at, no_break_space.size(), " ");
    }
    return out;
}

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
    while (text.ends_with(' ') || text.ends_with('\t') || text.ends_with('\r'))
        text.remove_suffix(1);
    return text;
}

// The pieces between ".*" stand in `text` one behind the other.
bool has_pieces(std::string_view text, std::string_view pattern) {
    while (true) {
        const auto end = pattern.find(".*");
        const auto piece = pattern.substr(0, end);
        const auto at = text.find(piece);
        if (at == std::string_view::npos) return false;
        if (end == std::string_view::npos) return true;
        text.remove_prefix(at + piece.size());
        pattern.remove_prefix(end + 2);
    }
}

bool contains(std::string_view text, std::string_view wanted) {
    const bool is_pattern = wanted.size() > 2 && wanted.starts_with('/') && wanted.ends_with('/');
    if (is_pattern) return has_pieces(text, wanted.substr(1, wanted.size() - 2));
    return text.find(wanted) != std::string_view::npos;
}

bool is_card(const ChatAnswer::Said& said, std::string_view wanted) {
    if (!said.card) return false;
    const auto space = wanted.find(' ');
    const auto kind = wanted.substr(0, space);
    const auto rest = space == std::string_view::npos ? "" : trimmed(wanted.substr(space));
    if (said.card->kind != kind) return false;
    return rest.empty() || rest == "tone=" + std::string{name_of(said.card->tone)};
}

bool is_expectation(std::string_view text) {
    return text.starts_with("text ~ ") || text.starts_with("text = ") ||
           (text.starts_with("card ") && text.size() > 5);
}

std::string said_as_text(const ChatAnswer& answer) {
    std::string out;
    for (const auto& said : answer.replies) {
        if (said.card) {
            out += "  + card " + said.card->kind +
                   " tone=" + std::string{name_of(said.card->tone)} + "\n";
        }
        out += "  + text = " + with_plain_spaces(said.text) + "\n";
    }
    return out.empty() ? "  + (no reply)\n" : out;
}

// "[hu customer:anna] text": the words in front, in any order.
void take_speaker(ScriptLine& line) {
    const auto end = line.text.find(']');
    if (!line.text.starts_with('[') || end == std::string::npos) return;

    std::string_view inside = std::string_view{line.text}.substr(1, end - 1);
    while (!inside.empty()) {
        const auto space = inside.find(' ');
        const auto word = inside.substr(0, space);
        (word.size() == 2 ? line.language : line.person) = std::string{word};
        inside.remove_prefix(space == std::string_view::npos ? inside.size() : space + 1);
    }
    line.text = std::string{trimmed(std::string_view{line.text}.substr(end + 1))};
}

constexpr std::array<std::string_view, 3> worlds{"clock", "web", "setting"};

// "web" of "web https://… 200", or "".
std::string world_of(std::string_view line) {
    const auto word = line.substr(0, line.find(' '));
    const bool is_known = std::find(worlds.begin(), worlds.end(), word) != worlds.end();
    return is_known && word.size() < line.size() ? std::string{word} : std::string{};
}

Error wrong(std::string_view name, int number, const std::string& what) {
    return invalid(std::string{name} + ":" + std::to_string(number) + ": " + what);
}

Result<ScriptLine> read_line(std::string_view name, int number, std::string_view line) {
    ScriptLine out{.number = number, .is_said = line.starts_with('>'), .world = world_of(line)};
    if (!out.world.empty()) {
        out.text = std::string{trimmed(line.substr(out.world.size()))};
        return out;
    }
    if (!out.is_said && !line.starts_with('<')) return wrong(name, number, "neither > nor <");
    out.text = std::string{trimmed(line.substr(1))};
    if (out.is_said) take_speaker(out);
    if (!out.is_said && !is_expectation(out.text)) {
        return wrong(name, number, "expected: card KIND [tone=TONE], text ~ WORDS, text = WHOLE");
    }
    return out;
}

// One expectation for each thing that was said.
std::vector<std::string> expectations_for(const ChatAnswer& answer) {
    std::vector<std::string> out;
    for (const auto& said : answer.replies) {
        if (said.card)
            out.push_back("card " + said.card->kind +
                          " tone=" + std::string{name_of(said.card->tone)});
        const auto text = with_plain_spaces(said.text);
        const bool has_lines = text.find('\n') != std::string::npos;
        for (std::string_view rest = text; !rest.empty();) {
            const auto end = rest.find('\n');
            const auto line = trimmed(rest.substr(0, end));
            if (!line.empty())
                out.push_back((has_lines ? "text ~ " : "text = ") + std::string{line});
            rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        }
    }
    return out;
}

// The expectations below one said line: as they are when all hold, or those that hold in their own
// words and then what came back.
std::vector<std::string> corrected(const std::vector<std::string>& written,
                                   const ChatAnswer& answer) {
    const bool all_hold = std::all_of(written.begin(), written.end(),
                                      [&](const auto& one) { return holds(one, answer); });
    if (!written.empty() && all_hold) return written;
    const auto fresh = expectations_for(answer);
    std::vector<std::string> out;
    for (const auto& one : written) {
        const bool is_fresh = std::find(fresh.begin(), fresh.end(), one) != fresh.end();
        if (!is_fresh && holds(one, answer)) out.push_back(one);
    }
    out.insert(out.end(), fresh.begin(), fresh.end());
    return out;
}

}  // namespace

bool holds(std::string_view expectation, const ChatAnswer& answer) {
    const auto wanted = with_plain_spaces(expectation);
    const auto rest = std::string_view{wanted}.substr(wanted.starts_with("card") ? 5 : 7);
    return std::any_of(answer.replies.begin(), answer.replies.end(), [&](const auto& said) {
        if (wanted.starts_with("card ")) return is_card(said, rest);
        const auto text = with_plain_spaces(said.text);
        return wanted.starts_with("text = ") ? text == rest : contains(text, rest);
    });
}

Result<std::vector<ScriptLine>> read_script(std::string_view name, std::string_view text) {
    std::vector<ScriptLine> lines;
    int number = 0;
    while (!text.empty()) {
        ++number;
        const auto end = text.find('\n');
        const auto line = trimmed(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (line.empty() || line.starts_with('#')) continue;

        DESK_TRY(auto out, read_line(name, number, line));
        const bool was_said =
            std::any_of(lines.begin(), lines.end(), [](const auto& one) { return one.is_said; });
        const bool is_expected = !out.is_said && out.world.empty();
        if (is_expected && !was_said) return wrong(name, number, "nothing was said before");
        if (out.world == "setting" && was_said)
            return wrong(name, number, "a setting stands above what is said");
        lines.push_back(std::move(out));
    }
    return lines;
}

Result<ScriptResult> run_script(ChatSession& session, std::string_view name,
                                const std::vector<ScriptLine>& lines,
                                const ChangeWorld& change_world) {
    ScriptResult out;
    ChatAnswer answer;
    std::string last_said;
    for (const auto& line : lines) {
        if (!line.world.empty()) {
            if (!change_world)
                return wrong(name, line.number,
                             line.world + ": only `deskhand plugin test` makes up a world");
            const auto changed = change_world(line);
            if (!changed) return wrong(name, line.number, changed.error().what);
        } else if (line.is_said) {
            if (!line.language.empty()) session.speak_in(line.language);
            if (!line.person.empty()) session.speak_as(line.person);
            DESK_TRY(answer, session.say(line.text));
            last_said = line.text;
            out.answers.push_back(answer);
            ++out.said;
        } else if (holds(line.text, answer)) {
            ++out.held;
        } else {
            out.report += std::string{name} + ":" + std::to_string(line.number) + "\n  > " +
                          last_said + "\n  - " + line.text + "\n" + said_as_text(answer);
        }
    }
    return out;
}

std::string updated_script(std::string_view text, const std::vector<ScriptLine>& lines,
                           const std::vector<ChatAnswer>& answers) {
    std::map<int, std::vector<std::string>> below;  // said line → its corrected expectations
    std::set<int> expected;
    std::vector<std::string> written;
    auto answer = answers.rbegin();
    for (auto line = lines.rbegin(); line != lines.rend();
         ++line) {  // from below: expectations, then what they are of
        if (line->is_said) {
            std::reverse(written.begin(), written.end());
            if (answer != answers.rend())
                below[line->number] = corrected(std::exchange(written, {}), *answer++);
        } else if (line->world.empty()) {
            expected.insert(line->number);
            written.push_back(line->text);
        }
    }

    std::string out;
    for (int number = 1; !text.empty(); ++number) {
        const auto end = text.find('\n');
        if (!expected.contains(number)) out += std::string{text.substr(0, end)} + "\n";
        for (const auto& one : below[number]) out += "< " + one + "\n";
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return out;
}

}  // namespace desk
