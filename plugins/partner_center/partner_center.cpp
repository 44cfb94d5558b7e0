// Keeps the desk's directory as Partner Center and Graph have it, a step every quarter of a minute; "/sync" says how
// far it is.
#include "plugins/partner_center/cards.hpp"
#include "plugins/partner_center/step.hpp"
#include "plugins/vendors/call_ids.hpp"
#include <desk/entry.hpp>

namespace {

using namespace desk::directory_sync;
using desk::Answer;
using desk::Call;
using desk::Result;

class PartnerCenter final : public desk::Plugin {
public:
    explicit PartnerCenter(desk::Host& host) : host_{host}, settings_{settings_of(host)} {
        on_timer("step", [this](const Call& call) -> Result<Answer> {
            DESK_CHECK(step(host_, call, settings_));
            return Answer{};
        });
        on_command("sync", [this](const Call& call) -> Result<Answer> {
            if (call["action"] != "start") return show(call);
            return call.customer.id.empty() ? start(call) : start_one(call);
        });
        on_question("support.profile", [this](const Call&, std::string_view) -> Result<std::string> {
            DESK_TRY(auto profile, host_.recall_shared("profile"));
            if (!profile) return desk::not_found("no support profile is known");
            return *std::move(profile);
        });
    }

private:
    Result<Answer> show(const Call& call) {
        DESK_TRY(const auto progress, known(call));
        return progress_card(progress);
    }

    // The wish is kept for the desk as a whole: nobody's conversation waits for a pass of hours.
    Result<Answer> start(const Call& call) {
        DESK_TRY(const auto progress, known(call));
        if (progress.running) return progress_card(progress);
        host_.remember("wanted", "by " + call.asker.id);
        return desk::say("sync.started");
    }

    Result<Answer> start_one(const Call& call) {
        const auto& name = call.customer.name;
        DESK_TRY(const auto progress, known(call));
        if (progress.paused_until) return desk::say("sync.paused", {{"moment", desk::When{*progress.paused_until}}});
        DESK_TRY(const auto text, host_.look_up("customer"));
        DESK_TRY(const auto customer, desk::parse_json(text));
        const auto tenant_id = desk::text_or(customer, "tenant_id", "");
        if (!desk::vendors::is_guid(tenant_id)) return desk::say("sync.no_tenant", {{"customer", name}});
        DESK_TRY(const auto read, read_one(host_, call, settings_, tenant_id));
        if (!read.failure.empty())
            return desk::say("sync.one_failed", {{"customer", name}, {"why", why(read.failure)}});
        if (read.failed_parts == 0) return desk::say("sync.one", {{"customer", name}});
        return desk::say("sync.one_partly", {{"customer", name}, {"count", read.failed_parts}});
    }

    Result<Progress> known(const Call& call) {
        Progress progress;
        DESK_TRY(const auto pass, host_.recall_shared("pass"));
        DESK_TRY(const auto last, host_.recall_shared("last"));
        DESK_TRY(const auto pause, host_.recall_shared("pause"));
        DESK_TRY(const auto wanted, host_.recall_shared("wanted"));
        progress.is_wanted = wanted.has_value();
        if (const auto read = read_pass(pass.value_or(""))) progress.running = *read;
        if (const auto read = read_summary(last.value_or(""))) progress.last = *read;
        const auto until = read_pause(pause.value_or("")).until;
        if (call.now < until) progress.paused_until = until;
        if (progress.last) progress.next = next_after(*progress.last, settings_);
        return progress;
    }

    desk::Host& host_;
    Settings settings_;
};

}  // namespace

DESK_PLUGIN(PartnerCenter)
