#include "bot/configuration/init.hpp"

namespace desk {

std::string_view sample_configuration() {
    return R"(# Deskhand. Check this file: deskhand config check FILE. All keys: deskhand config schema
# Every key can be overridden by the environment: DESKHAND_SERVER__LISTEN=0.0.0.0:8080

[desk]
name      = "My desk"
languages = ["en", "hu", "de"]    # the first is the default
time_zone = "Europe/Budapest"

[server]
listen       = "127.0.0.1:8080"   # platforms and the API
admin_listen = "127.0.0.1:8081"   # /livez /readyz /metrics; keep it on loopback

[storage]
url = "sqlite:desk.db"            # relative to this file

# [directory]
# file = "customers.toml"         # services, customers, contacts, agents

# Secrets stand in files of their own that only deskhand can read (chmod 600).
# [api]
# token_file = "api.token"        # whoever knows it may use POST /api/v1/ask

# [adapters.helpdesk]             # reached at POST /hooks/helpdesk
# type        = "webhook"
# secret_file = "helpdesk.secret" # Standard Webhooks secret, whsec_...
# reply_url   = "https://crm.example/deskhand/replies"

# [adapters.slack]
# type                = "slack"
# signing_secret_file = "slack.signing-secret"
# bot_token_file      = "slack.bot-token"

# [plugins.support_prices]
# settings = { catalogue = "prices.toml" }

# [limits]
# request_bytes = 1048576
)";
}

}  // namespace desk
