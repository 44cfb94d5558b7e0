// What a function that may fail returns: the value, or an error that says what the caller can do about it.
//
//     Result<Offer> found = offer("premium");
//     if (!found) return found.error();          // or, in one line:
//     DESK_TRY(const auto offer, offer("premium"));
//     DESK_CHECK(store.release_slots(node));     // when only success or failure matters
#pragma once

#include <cstdlib>
#include <string>
#include <utility>
#include <variant>

namespace desk {

// What the caller can do. The names cross the plugin wall as text, see `name_of` and wire.md.
enum class ErrorCode {
    invalid,      // the request itself is wrong; repeating it cannot help
    denied,       // not allowed, or not proven
    not_found,    // no such thing, or not yours: the two are never told apart
    unavailable,  // may work later: busy, down, an upstream that answered with a failure
    timeout,      // may work later: no answer in time
    broken        // a bug or corrupt data
};

struct Error {
    ErrorCode code = ErrorCode::broken;
    std::string what = {};  // one log line: what was tried, on what, what came back. No secret, no customer's words.
};

inline Error invalid(std::string what) { return {ErrorCode::invalid, std::move(what)}; }
inline Error denied(std::string what) { return {ErrorCode::denied, std::move(what)}; }
inline Error not_found(std::string what) { return {ErrorCode::not_found, std::move(what)}; }
inline Error unavailable(std::string what) { return {ErrorCode::unavailable, std::move(what)}; }
inline Error timeout(std::string what) { return {ErrorCode::timeout, std::move(what)}; }
inline Error broken(std::string what) { return {ErrorCode::broken, std::move(what)}; }

// True when trying again later may work.
inline bool is_passing(const Error& error) {
    return error.code == ErrorCode::unavailable || error.code == ErrorCode::timeout;
}

// A value or an error. Asking the wrong half ends the program in every build: it can only be a bug.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : content_{std::in_place_index<0>, std::move(value)} {}
    Result(Error error) : content_{std::in_place_index<1>, std::move(error)} {}

    bool has_value() const { return content_.index() == 0; }
    explicit operator bool() const { return has_value(); }

    const T& operator*() const& { return checked(); }
    T& operator*() & { return const_cast<T&>(std::as_const(*this).checked()); }
    T&& operator*() && { return std::move(**this); }
    const T* operator->() const { return &checked(); }
    T* operator->() { return &**this; }

    const Error& error() const {
        if (has_value()) std::abort();
        return *std::get_if<1>(&content_);
    }

private:
    const T& checked() const {
        if (!has_value()) std::abort();
        return *std::get_if<0>(&content_);
    }

    std::variant<T, Error> content_;
};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : error_{std::move(error)}, failed_{true} {}

    bool has_value() const { return !failed_; }
    explicit operator bool() const { return has_value(); }

    const Error& error() const {
        if (!failed_) std::abort();
        return error_;
    }

private:
    Error error_ = {};
    bool failed_ = false;
};

}  // namespace desk

#define DESK_JOIN_(a, b) a##b
#define DESK_JOIN(a, b) DESK_JOIN_(a, b)
#define DESK_TRY_(result, declaration, expression) \
    auto result = (expression);                    \
    if (!result) return result.error();            \
    declaration = *std::move(result)
// DESK_TRY(const auto page, host.fetch(request)); the value, or return its error.
#define DESK_TRY(declaration, expression) DESK_TRY_(DESK_JOIN(desk_result_, __LINE__), declaration, expression)
// DESK_CHECK(store.finish(…)); fine, or return its error.
#define DESK_CHECK(expression) \
    if (auto desk_checked = (expression); !desk_checked) return desk_checked.error()
