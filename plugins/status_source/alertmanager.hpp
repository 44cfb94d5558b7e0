// Prometheus Alertmanager's webhook, version 4; Grafana's unified alerting posts the same shape.
// Documents: tests/plugins/data/monitoring. Pure; any thread.
#pragma once

#include "plugins/status_source/status_report.hpp"
#include <desk/result.hpp>

#include <string>
#include <string_view>

namespace desk {

// Every alert is an incident, open while it fires: severity critical, page, error or fatal is an
// outage, info and none are watched, warning and every other degrades. It affects what its label
// `service_label` names, else service, component, job, alertname. Its source_id is the fingerprint,
// or one made of its labels. The report holds the alerts of this message alone. Errors: invalid (no
// list of alerts).
Result<StatusReport> read_alertmanager(std::string_view body, const std::string& service_label);

}  // namespace desk
