#include "conversations/language/template.hpp"

#include <algorithm>
#include <utility>

namespace desk {
namespace {

bool is_name(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

ArticleForm take_article(std::string_view& inside) {
    const auto form = inside.starts_with("az:")   ? ArticleForm::lower
                      : inside.starts_with("Az:") ? ArticleForm::upper
                                                  : ArticleForm::none;
    if (form != ArticleForm::none) inside.remove_prefix(3);
    return form;
}

// Reads one text from left to right.
class TemplateReader {
public:
    explicit TemplateReader(std::string_view text) : rest_{text} {}

    Result<Template> read() {
        while (!rest_.empty()) {
            DESK_CHECK(read_next());
        }
        if (is_bold_ || is_italic_ || is_code_) return invalid("a mark that is not closed");
        flush();
        return std::move(parts_);
    }

private:
    Result<void> read_next() {
        const char next = rest_.front();
        if (next == '{') return read_placeholder();
        if (next == '}') return invalid("a } without {");
        if (next == '[') return read_link();
        if (take("**")) {
            is_bold_ = !is_bold_;
        } else if (take("*")) {
            is_italic_ = !is_italic_;
        } else if (take("`")) {
            is_code_ = !is_code_;
        } else {
            words_ += next;
            rest_.remove_prefix(1);
        }
        return {};
    }

    Result<void> read_placeholder() {
        const auto end = rest_.find('}');
        if (end == std::string_view::npos) return invalid("a { without }");
        auto inside = rest_.substr(1, end - 1);
        const auto article = take_article(inside);
        if (!is_name(inside)) return invalid("no placeholder name: {" + std::string{inside} + "}");
        flush();
        parts_.push_back({true, std::string{inside}, article});
        rest_.remove_prefix(end + 1);
        return {};
    }

    // Brackets that are no link stay as they are.
    Result<void> read_link() {
        const auto middle = rest_.find("](");
        const auto end = middle == std::string_view::npos ? middle : rest_.find(')', middle);
        const auto words = rest_.substr(1, middle == std::string_view::npos ? 0 : middle - 1);
        if (end == std::string_view::npos || words.find_first_of("[]{}") != words.npos) {
            words_ += '[';
            rest_.remove_prefix(1);
            return {};
        }
        words_.append(words).append(" (").append(rest_.substr(middle + 2, end - middle - 2));
        words_ += ')';
        rest_.remove_prefix(end + 1);
        return {};
    }

    bool take(std::string_view mark) {
        if (!rest_.starts_with(mark)) return false;
        rest_.remove_prefix(mark.size());
        return true;
    }

    void flush() {
        if (!words_.empty()) parts_.push_back({false, std::exchange(words_, {}), {}});
    }

    std::string_view rest_;
    std::string words_;
    Template parts_;
    bool is_bold_ = false;
    bool is_italic_ = false;
    bool is_code_ = false;
};

}  // namespace

Result<Template> read_template(std::string_view text) {
    return TemplateReader{text}.read();
}

std::set<std::string> placeholders_of(const Template& parts) {
    std::set<std::string> names;
    for (const auto& part : parts) {
        if (part.is_placeholder) names.insert(part.text);
    }
    return names;
}

}  // namespace desk
