#include "conversations/language/catalogue.hpp"

#include "conversations/language/core_texts.hpp"
#include "conversations/language/text_rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace desk {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using Texts = std::map<std::string, std::string>;

Texts texts(std::string en, std::string hu, std::string de) {
    return {{"en", std::move(en)}, {"hu", std::move(hu)}, {"de", std::move(de)}};
}

std::string refusal(const Texts& given) {
    const auto loaded = Catalogue::load(given);
    return loaded ? std::string{} : loaded.error().what;
}

std::string plain(std::string_view text) {
    const auto parts = read_template(text);
    if (!parts) return "error: " + parts.error().what;
    std::string result;
    for (const auto& part : *parts)
        result += part.is_placeholder ? "<" + part.text + ">" : part.text;
    return result;
}

TEST(Template, IsWordsAndPlaceholders) {
    EXPECT_EQ(plain("It began {moment}."), "It began <moment>.");
    EXPECT_EQ(plain("{a}{b}"), "<a><b>");
    const auto parts = *read_template("{Az:vendor} és {az:service}");
    EXPECT_EQ(parts.at(0).article, ArticleForm::upper);
    EXPECT_EQ(parts.at(2).article, ArticleForm::lower);
    EXPECT_EQ(parts.at(2).text, "service");
}

TEST(Template, LosesItsMarksInPlainText) {
    EXPECT_EQ(plain("**{id}**, *soon*, `x`"), "<id>, soon, x");
    EXPECT_EQ(plain("See [the page](https://status.example)."),
              "See the page (https://status.example).");
    EXPECT_EQ(plain("[everyone] [a group]"), "[everyone] [a group]");
}

TEST(Template, RefusesWhatIsNotClosed) {
    for (const auto* wrong : {"{", "{x", "}", "x}", "{}", "{A}", "{az:}", "{bz:x}", "{ x }", "**x",
                              "*x", "`x", "{{x}}"}) {
        EXPECT_FALSE(read_template(wrong)) << wrong;
    }
}

TEST(Catalogue, FindsATextInEachLanguage) {
    const auto catalogue =
        *Catalogue::load(texts(R"({"a.b": "yes"})", R"({"a.b": "igen"})", R"({"a.b": "ja"})"));
    EXPECT_EQ(catalogue.find("a.b", "hu")->at("other").front().text, "igen");
    EXPECT_EQ(catalogue.find("a.b", "fr")->at("other").front().text, "yes");
    EXPECT_EQ(catalogue.find("a.c", "hu"), nullptr);
    EXPECT_THAT(catalogue.keys(), ElementsAre("a.b"));
}

TEST(Catalogue, NamesTheLanguageAndKeyThatIsWrong) {
    EXPECT_EQ(refusal(texts(R"({"a": "x"})", "{}", R"({"a": "x"})")), "hu: a: missing");
    EXPECT_EQ(refusal(texts("{}", "{}", R"({"a": "x"})")), "de: a: not in the English texts");
    EXPECT_EQ(refusal(texts(R"({"a": "{x}"})", R"({"a": "{y}"})", R"({"a": "{x}"})")),
              "hu: a: placeholders are {y}, in English {x}");
    EXPECT_EQ(refusal({{"en", "{}"}, {"hu", "{}"}}), "de: no texts in this language");
    EXPECT_EQ(refusal({{"en", "{}"}, {"hu", "{}"}, {"de", "{}"}, {"fr", "{}"}}),
              "fr: no language of the desk");
    EXPECT_EQ(refusal(texts("[]", "{}", "{}")), "en: not an object");
    EXPECT_EQ(refusal(texts(R"({"a": 1})", R"({"a": "x"})", R"({"a": "x"})")),
              "en: a: must be a text or have the plural forms one, other");
    EXPECT_EQ(refusal(texts(R"({"a": ""})", R"({"a": "x"})", R"({"a": "x"})")), "en: a: empty");
    EXPECT_EQ(refusal(texts(R"({"a": "{az:x}"})", R"({"a": "{x}"})", R"({"a": "{x}"})")),
              "en: a: {az:} is for Hungarian");
    EXPECT_EQ(refusal(texts(R"({"a b": "x"})", R"({"a b": "x"})", R"({"a b": "x"})")),
              "en: a b: not a key");
    EXPECT_NE(refusal(texts(R"({"a": "x", "a": "y"})", "{}", "{}")), "");
}

TEST(Catalogue, ChecksPluralForms) {
    const auto* both = R"({"a": {"one": "{count} x", "other": "{count} y"}})";
    const auto* other = R"({"a": {"other": "{count} z"}})";
    const auto* text = R"({"a": "{count} z"})";
    EXPECT_EQ(refusal(texts(both, other, both)), "");
    EXPECT_EQ(refusal(texts(both, text, other)), "");
    EXPECT_EQ(refusal(texts(other, other, both)),
              "en: a: must be a text or have the plural forms one, other");
    EXPECT_EQ(refusal(texts(both, both, both)),
              "hu: a: must be a text or have the plural forms other");
    EXPECT_EQ(
        refusal(texts(R"({"a": {"one": "x", "other": "y"}})", R"({"a": "x"})", R"({"a": "x"})")),
        "en: a: plural forms without {count}");
}

TEST(CoreTexts, AreCompleteAndKeepTheRules) {
    EXPECT_THAT(Catalogue::problems(core_texts()), IsEmpty());
    for (const auto& problem : rule_problems(core_texts())) ADD_FAILURE() << sentence_of(problem);
    EXPECT_TRUE(core_catalogue());
}

TEST(TextRules, FindEachCarelessness) {
    EXPECT_THAT(broken_rules("hu", "{service}ban"), ElementsAre("a suffix on a placeholder"));
    EXPECT_THAT(broken_rules("hu", "{id}-t"), ElementsAre("a suffix on a placeholder"));
    EXPECT_THAT(broken_rules("hu", "{az:id} számú, „{text}” {from}–{to}"), IsEmpty());
    EXPECT_THAT(broken_rules("hu", "a(z) {x}"), testing::SizeIs(1));
    EXPECT_THAT(broken_rules("en", "One.. two"), ElementsAre("two periods"));
    EXPECT_THAT(broken_rules("en", "What ?"), ElementsAre("a space before punctuation"));
    EXPECT_THAT(broken_rules("en", "wait …"), ElementsAre("a space before punctuation"));
    EXPECT_THAT(broken_rules("de", "ich prüfe das …"), IsEmpty());
    EXPECT_THAT(broken_rules("en", "\"x\""), ElementsAre("straight quotation marks"));
    EXPECT_THAT(broken_rules("de", "„x”"), ElementsAre("quotation marks of another language"));
    EXPECT_THAT(broken_rules("hu", "„x“"), ElementsAre("quotation marks of another language"));
    EXPECT_THAT(broken_rules("en", "„x”"), ElementsAre("quotation marks of another language"));
    EXPECT_THAT(broken_rules("en", "Hello 👋"), ElementsAre("an emoji"));
    EXPECT_THAT(broken_rules("en", "● ok ▲"), IsEmpty());
    EXPECT_THAT(broken_rules("hu", "Elnézést a Kellemetlenségért"),
                ElementsAre("words we never use"));
}

}  // namespace
}  // namespace desk
