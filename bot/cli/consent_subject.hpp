// The plugin that somebody is to consent to, and what the person is shown.
#pragma once

#include "bot/configuration/configuration.hpp"
#include "bot/trust/check_plugin.hpp"
#include <desk/json.hpp>
#include <desk/manifest.hpp>
#include <desk/phrase.hpp>

#include <string>

namespace desk {

struct ConsentSubject {
    PluginConfiguration configured = {};
    Manifest manifest = {};
    PresentPlugin present = {};
    PluginLock lock = {};

    // nullptr: nobody ever said yes.
    const PluginConsent* consent() const;
    // True: what lies there is what somebody said yes to.
    bool is_consented() const;
};

// In plain words, with what has changed since the last yes; safe for a terminal.
std::string consent_text(const ConsentSubject& subject);
// {"name","version","file","sha256","manifest_sha256","permissions":[…],"changes":[…]}
Json consent_document(const ConsentSubject& subject);

// What is recorded when somebody says yes now.
PluginConsent consent_to(const ConsentSubject& subject, Time now);

}  // namespace desk
