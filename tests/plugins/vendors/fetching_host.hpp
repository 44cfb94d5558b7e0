// A Host of which only `fetch` is real to the code under test: a script answers, and every request is kept.
#pragma once

#include <desk/plugin.hpp>

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace desk::test {

class FetchingHost final : public Host {
public:
    using Script = std::function<Result<HttpResponse>(const HttpRequest&)>;
    explicit FetchingHost(Script script) : script_{std::move(script)} {}

    std::vector<HttpRequest> fetched = {};
    std::vector<std::string> logged = {};

    Result<HttpResponse> fetch(const HttpRequest& request) override {
        fetched.push_back(request);
        return script_(request);
    }
    void log(int, std::string_view line) override { logged.emplace_back(line); }

    std::string setting(std::string_view) const override { return {}; }
    Result<std::optional<std::string>> recall(std::string_view) override { return std::optional<std::string>{}; }
    Result<std::vector<Kept>> recall_all(std::string_view) override { return std::vector<Kept>{}; }
    Result<std::optional<std::string>> recall_shared(std::string_view) override { return std::optional<std::string>{}; }
    Result<std::vector<Kept>> recall_all_shared(std::string_view) override { return std::vector<Kept>{}; }
    Result<Probed> probe(const Probe&) override { return denied("probe"); }
    Result<std::string> look_up(std::string_view what) override { return not_found(std::string{what}); }
    Result<std::string> ask(std::string_view name, std::string_view) override { return not_found(std::string{name}); }
    Result<std::int64_t> next_number(std::string_view) override { return std::int64_t{1}; }
    void remember(std::string_view, std::string_view) override {}
    void forget(std::string_view) override {}
    void hand_over(std::string_view) override {}
    void schedule(std::string_view, Time, std::string_view) override {}
    void unschedule(std::string_view) override {}
    void subscribe(std::string_view) override {}
    void unsubscribe(std::string_view) override {}
    void publish(std::string_view, std::string_view, const Answer&) override {}
    void publish_to_desk(std::string_view, std::string_view, const Answer&) override {}
    void enrol_customer(std::string_view, std::string_view) override {}
    void count(std::string_view, std::int64_t) override {}

private:
    Script script_;
};

}  // namespace desk::test
