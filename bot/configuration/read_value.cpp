#include "bot/configuration/form.hpp"
#include "bot/configuration/reading.hpp"

namespace desk {
namespace {

using Kind = Node::Kind;

// One value on its way into its field; each overload says what the type is called and how it is
// written.
struct ValueReader {
    Reading& reading;
    const Node& node;
    const Expectation& expected;

    bool is_from_environment() const { return !node.variable.empty(); }

    void wrong_type(std::string_view wanted) const {
        reading.report.wrong_type(node, expected.key, wanted, std::string{expected.example});
    }
    void impossible(const Node& where, std::string problem) const {
        reading.report.add(where,
                           {.code = "DH1205",
                            .what = std::string{expected.key} + " cannot be " +
                                    (where.kind == Kind::text ? in_quotes(where.text)
                                                              : std::to_string(where.integer)),
                            .fix = "write, for example, " + std::string{expected.example},
                            .note = std::move(problem)});
    }
    bool has_form(const Node& text) const {
        auto problem = problem_with(text.text, expected.form, expected.choices);
        if (problem.empty()) return true;

        impossible(text, std::move(problem));
        return false;
    }
    bool is_in_range(std::int64_t value, std::string least, std::string most) const {
        if (value >= expected.least && value <= expected.most) return true;

        impossible(node, "from " + least + " to " + most);
        return false;
    }

    void operator()(std::string* target) const {
        if (node.kind != Kind::text) return wrong_type("a text");
        if (!has_form(node)) return;
        *target = expected.form == Form::path ? reading.resolved(node.text) : node.text;
        if (expected.form == Form::storage_url) {
            *target = "sqlite:" + reading.resolved(std::string_view{node.text}.substr(7));
        }
    }

    void operator()(std::vector<std::string>* target) const {
        const auto list = is_from_environment() ? split() : node;
        if (list.kind != Kind::list) return wrong_type("a list of texts");

        std::vector<std::string> texts;
        for (const auto& element : list.children) {
            if (element.kind != Kind::text) return wrong_type("a list of texts");
            if (!has_form(element)) return;
            texts.push_back(element.text);
        }
        if (texts.empty() && !target->empty()) return wrong_type("a list with at least one text");
        *target = std::move(texts);
    }

    void operator()(std::int64_t* target) const {
        auto value = node.kind == Kind::integer ? std::optional{node.integer} : std::nullopt;
        if (is_from_environment()) value = read_integer(node.text);
        if (!value) return wrong_type("a whole number");
        if (!is_in_range(*value, std::to_string(expected.least), std::to_string(expected.most))) {
            return;
        }
        *target = *value;
    }

    void operator()(bool* target) const {
        const bool is_word = node.text == "true" || node.text == "false";
        if (node.kind != Kind::boolean && !(is_from_environment() && is_word)) {
            return wrong_type("true or false");
        }
        *target = node.kind == Kind::boolean ? node.boolean : node.text == "true";
    }

    void operator()(std::chrono::milliseconds* target) const {
        if (node.kind != Kind::text) return wrong_type("a time, as a text with its unit");

        const auto time = read_duration(node.text);
        if (!time) return impossible(node, "a number and a unit: ms, s, m, h or d");
        const auto as_text = [](std::int64_t ms) {
            return write_duration(std::chrono::milliseconds{ms});
        };
        if (!is_in_range(time->count(), as_text(expected.least), as_text(expected.most))) return;
        *target = *time;
    }

    void operator()(std::vector<Secret>*) const {}

    Node split() const {
        Node list = node;
        list.kind = Kind::list;
        std::string_view rest = node.text;
        while (!rest.empty()) {
            const auto end = rest.find(',');
            auto element = rest.substr(0, end);
            while (element.starts_with(' ')) element.remove_prefix(1);
            while (element.ends_with(' ')) element.remove_suffix(1);
            list.children.push_back(
                Node{.kind = Kind::text, .text = std::string{element}, .variable = node.variable});
            rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        }
        return list;
    }
};

}  // namespace

void read_value(Reading& reading, const Node& node, const Expectation& expected, Field target) {
    std::visit(ValueReader{reading, node, expected}, target);
}

}  // namespace desk
