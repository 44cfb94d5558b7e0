// Strict reading of a configuration document: every field is taken by name and type, and what
// nobody took is an error. Included by .cpp files only, because it brings the JSON package along.
#pragma once

#include <desk/json.hpp>
#include <desk/result.hpp>

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace desk {

// The first thing that is wrong with a document; later ones are not heard.
class ManifestProblem {
public:
    explicit ManifestProblem(std::string_view file) : file_{file} {}
    void report(const std::string& place, const std::string& what) {
        if (!first_) first_ = invalid(file_ + ": " + (place.empty() ? "" : place + ": ") + what);
    }
    const std::optional<Error>& first() const { return first_; }

private:
    std::string file_;
    std::optional<Error> first_;
};

// One object of the document. Every field is taken by name; what nobody took is unknown, and that
// is an error.
class Section {
public:
    Section(const Json& object, std::string place, ManifestProblem& problem)
        : object_{object}, place_{std::move(place)}, problem_{problem} {
        if (!object.is_object()) problem_.report(place_, "must be an object");
    }

    std::string text(const char* name, bool is_required = false) {
        const auto* field = take(name, is_required);
        if (field == nullptr) return {};
        if (!field->is_string()) return report(name, "must be a text"), std::string{};
        auto value = field->get<std::string>();
        if (is_required && value.empty()) report(name, "must not be empty");
        return value;
    }
    std::int64_t integer(const char* name, std::int64_t otherwise) {
        const auto* field = take(name, false);
        if (field == nullptr) return otherwise;
        if (!field->is_number_integer()) report(name, "must be a whole number");
        return integer_or(object_, name, otherwise);
    }
    bool flag(const char* name, bool otherwise) {
        const auto* field = take(name, false);
        if (field != nullptr && !field->is_boolean()) report(name, "must be true or false");
        return bool_or(object_, name, otherwise);
    }
    std::vector<std::string> texts(const char* name, bool is_required = false) {
        std::vector<std::string> values;
        for (const auto& item : list(name, is_required)) {
            if (!item.is_string()) return report(name, "must be a list of texts"), values;
            values.push_back(item.get<std::string>());
        }
        return values;
    }
    const Json& list(const char* name, bool is_required = false) {
        const auto* field = take(name, is_required);
        if (field != nullptr && !field->is_array()) report(name, "must be a list");
        return array_or_empty(object_, name);
    }
    const Json* object(const char* name) {
        const auto* field = take(name, false);
        if (field != nullptr && !field->is_object()) report(name, "must be an object");
        return field != nullptr && field->is_object() ? field : nullptr;
    }
    // A field of any kind, as text.
    std::string any(const char* name) {
        const auto* field = take(name, false);
        if (field == nullptr) return {};
        return field->is_string() ? field->get<std::string>() : dump_json(*field);
    }

    const Json& document() const { return object_; }
    std::string at(const std::string& name) const {
        return place_.empty() ? name : place_ + "." + name;
    }
    void report(const std::string& name, const std::string& what) {
        problem_.report(at(name), what);
    }
    // Nothing is left that nobody took.
    void end() {
        if (!object_.is_object()) return;
        for (const auto& [name, value] : object_.items()) {
            if (!taken_.contains(name)) report(name, "is not known here");
        }
    }

private:
    const Json* take(const char* name, bool is_required) {
        taken_.insert(name);
        const auto* field = find_field(object_, name);
        if (field == nullptr && is_required) report(name, "is missing");
        return field;
    }

    const Json& object_;
    std::string place_;
    ManifestProblem& problem_;
    std::set<std::string> taken_;
};

}  // namespace desk
