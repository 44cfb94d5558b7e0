#include "bot/socket/terminal.hpp"

#include <histedit.h>
#include <sys/stat.h>
#include <sys/types.h>

#include <algorithm>
#include <clocale>
#include <cstdio>
#include <filesystem>

namespace desk {
namespace {

constexpr int history_lines = 1'000;

class PlainLines final : public Terminal {
public:
    explicit PlainLines(std::istream& in) : in_{in} {}

    std::optional<std::string> read(std::string_view) override {
        std::string line;
        if (!std::getline(in_, line)) return {};
        return line;
    }

private:
    std::istream& in_;
};

class EditedLines final : public Terminal {
public:
    EditedLines(std::string history_file, std::vector<Word> words)
        : history_file_{std::move(history_file)}, words_{std::move(words)} {
        std::setlocale(LC_CTYPE, "");
        edit_ = el_init("deskhand", stdin, stdout, stderr);
        history_ = history_init();
        HistEvent event = {};
        history(history_, &event, H_SETSIZE, history_lines);
        history(history_, &event, H_SETUNIQUE, 1);
        if (!history_file_.empty()) history(history_, &event, H_LOAD, history_file_.c_str());
        el_set(edit_, EL_CLIENTDATA, this);
        el_set(edit_, EL_PROMPT, &EditedLines::prompt);
        el_set(edit_, EL_EDITOR, "emacs");
        el_set(edit_, EL_HIST, history, history_);
        el_set(edit_, EL_ADDFN, "desk-complete", "complete a command", &EditedLines::completed);
        el_set(edit_, EL_BIND, "^I", "desk-complete", nullptr);
    }
    ~EditedLines() override {
        keep_history();
        history_end(history_);
        el_end(edit_);
    }

    std::optional<std::string> read(std::string_view prompt) override {
        prompt_ = std::string{prompt};
        int length = 0;
        const char* typed = el_gets(edit_, &length);
        if (typed == nullptr || length <= 0) return {};
        std::string line{typed, static_cast<std::size_t>(length)};
        while (line.ends_with('\n') || line.ends_with('\r')) line.pop_back();
        HistEvent event = {};
        if (!line.empty()) history(history_, &event, H_ENTER, line.c_str());
        return line;
    }

private:
    static EditedLines& of(EditLine* edit) {
        void* self = nullptr;
        el_get(edit, EL_CLIENTDATA, &self);
        return *static_cast<EditedLines*>(self);
    }
    static char* prompt(EditLine* edit) { return of(edit).prompt_.data(); }

    static unsigned char completed(EditLine* edit, int) {
        const auto* line = el_line(edit);
        const std::string_view before{line->buffer,
                                      static_cast<std::size_t>(line->cursor - line->buffer)};
        const auto completion = complete(before, of(edit).words_);
        if (!completion.added.empty()) {
            el_insertstr(edit, completion.added.c_str());
            return CC_REFRESH;
        }
        if (completion.choices.empty()) return CC_REFRESH_BEEP;
        std::fputc('\n', stdout);
        for (const auto& [word, help] : completion.choices) {
            std::fprintf(stdout, "  %-12s %s\n", word.c_str(), help.c_str());
        }
        return CC_REDISPLAY;
    }

    void keep_history() {
        if (history_file_.empty()) return;
        std::error_code failed;
        std::filesystem::create_directories(std::filesystem::path{history_file_}.parent_path(),
                                            failed);
        const auto mask = umask(S_IRWXG | S_IRWXO);
        HistEvent event = {};
        history(history_, &event, H_SAVE, history_file_.c_str());
        umask(mask);
    }

    std::string history_file_;
    std::vector<Word> words_;
    std::string prompt_;
    EditLine* edit_ = nullptr;
    History* history_ = nullptr;
};

}  // namespace

Completion complete(std::string_view line, const std::vector<Terminal::Word>& words) {
    const bool is_command = line.starts_with('/') || line.starts_with(':');
    if (!is_command || line.find(' ') != std::string_view::npos) return {};

    Completion out;
    for (const auto& word : words) {
        if (word.word.starts_with(line)) out.choices.push_back(word);
    }
    if (out.choices.empty()) return out;

    std::string common = out.choices.front().word;
    for (const auto& choice : out.choices) {
        const auto end =
            std::mismatch(common.begin(), common.end(), choice.word.begin(), choice.word.end());
        common.erase(end.first, common.end());
    }
    if (out.choices.size() == 1) common += ' ';
    out.added = common.substr(line.size());
    return out;
}

std::unique_ptr<Terminal> open_terminal(std::string history_file,
                                        std::vector<Terminal::Word> words) {
    return std::make_unique<EditedLines>(std::move(history_file), std::move(words));
}

std::unique_ptr<Terminal> plain_lines(std::istream& in) {
    return std::make_unique<PlainLines>(in);
}

}  // namespace desk
