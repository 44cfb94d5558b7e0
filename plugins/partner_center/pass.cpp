#include "plugins/partner_center/pass.hpp"

#include "plugins/vendors/vendor_json.hpp"
#include <desk/json.hpp>
#include <desk/wire_values.hpp>

#include <array>

namespace desk::directory_sync {
namespace {

using vendors::list_in;
using vendors::number_in;
using vendors::text_in;
using vendors::time_in;

constexpr std::array<std::string_view, 3> phases{"relationships", "profile", "customers"};

Json to_json(const CustomerWork& work) {
    return {{"tenant_id", work.tenant_id}, {"document", work.document}, {"parts", work.parts}, {"failed", work.failed}};
}

CustomerWork work_of(const Json& document) {
    return {.tenant_id = text_in(document, "tenant_id"),
            .document = vendors::object_in(document, "document"),
            .parts = texts_of(list_in(document, "parts")),
            .failed = integer_or(document, "failed", 0)};
}

Phase phase_called(std::string_view name) {
    for (std::size_t at = 0; at < phases.size(); ++at) {
        if (phases[at] == name) return static_cast<Phase>(at);
    }
    return Phase::relationships;
}

}  // namespace

std::string write_pass(const Pass& pass) {
    Json document{{"started", wire::time_text(pass.started)},
                  {"phase", phases.at(static_cast<std::size_t>(pass.phase))},
                  {"knows_relationships", pass.knows_relationships},
                  {"graph_page", pass.graph_page},
                  {"has_first_page", pass.has_first_page},
                  {"waiting", Json::array()},
                  {"total", pass.total},
                  {"done", pass.done},
                  {"failed_parts", pass.failed_parts},
                  {"requests", pass.requests},
                  {"attempts", pass.attempts}};
    if (pass.page) document["page"] = partner_center::to_json(*pass.page);
    if (pass.current) document["current"] = to_json(*pass.current);
    for (const auto& work : pass.waiting) document["waiting"].push_back(to_json(work));
    return dump_json(document);
}

Result<Pass> read_pass(std::string_view text) {
    DESK_TRY(const auto document, parse_json(text));
    const auto started = time_in(document, "started");
    if (!started) return invalid("a pass without a beginning");
    Pass pass{.started = *started,
              .phase = phase_called(text_in(document, "phase")),
              .knows_relationships = bool_or(document, "knows_relationships", true),
              .graph_page = text_in(document, "graph_page"),
              .has_first_page = bool_or(document, "has_first_page", false),
              .page = partner_center::read_next_page(vendors::object_in(document, "page")),
              .total = integer_or(document, "total", 0),
              .done = integer_or(document, "done", 0),
              .failed_parts = integer_or(document, "failed_parts", 0),
              .requests = integer_or(document, "requests", 0),
              .attempts = static_cast<int>(integer_or(document, "attempts", 0))};
    if (const auto* current = vendors::field_in(document, "current")) pass.current = work_of(*current);
    for (const auto& work : list_in(document, "waiting")) pass.waiting.push_back(work_of(work));
    return pass;
}

std::string write_summary(const Summary& summary) {
    return dump_json(Json{{"started", wire::time_text(summary.started)},
                          {"ended", wire::time_text(summary.ended)},
                          {"customers", summary.customers},
                          {"failed_parts", summary.failed_parts},
                          {"knows_relationships", summary.knows_relationships},
                          {"broken_off", summary.broken_off}});
}

Result<Summary> read_summary(std::string_view text) {
    DESK_TRY(const auto document, parse_json(text));
    const auto started = time_in(document, "started");
    const auto ended = time_in(document, "ended");
    if (!started || !ended) return invalid("the summary of a pass without its times");
    return Summary{*started,
                   *ended,
                   integer_or(document, "customers", 0),
                   integer_or(document, "failed_parts", 0),
                   bool_or(document, "knows_relationships", true),
                   text_in(document, "broken_off")};
}

std::string write_pause(const Pause& pause) {
    return dump_json(Json{{"until", wire::time_text(pause.until)}, {"throttled", pause.throttled}});
}

Pause read_pause(std::string_view text) {
    const auto document = parse_json(text);
    if (!document) return {};
    return {time_in(*document, "until").value_or(Time{}),
            static_cast<int>(number_in(*document, "throttled").value_or(0))};
}

}  // namespace desk::directory_sync
