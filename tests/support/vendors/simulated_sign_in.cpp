#include "tests/support/vendors/simulated_sign_in.hpp"

namespace desk::test {
namespace {

HttpResponse refused(const char* error, const char* description) {
    return json_answer(400, {{"error", error},
                             {"error_description", description},
                             {"error_codes", {70008}},
                             {"timestamp", "2026-11-24 09:05:00Z"},
                             {"trace_id", "6f6b4c5a-0000-4000-8000-000000000000"}});
}

}  // namespace

std::optional<HttpResponse> SimulatedSignIn::answer(const SimulatedRequest& request, const std::string&) {
    if (!request.path.ends_with("/oauth2/token")) return std::nullopt;
    const SimulatedRequest form{.query = request.body};
    if (request.method != "POST" || form.asked("grant_type") != "refresh_token" || form.asked("scope") != "openid")
        return refused("invalid_request", "AADSTS900144: The request body must contain the parameters of the grant.");
    if (form.asked("client_id") != client_id || form.asked("client_secret") != client_secret)
        return json_answer(
            401, {{"error", "invalid_client"}, {"error_description", "AADSTS7000215: Invalid client secret."}});
    if (!has_consent || form.asked("refresh_token") != refresh_token)
        return refused("invalid_grant", "AADSTS70008: The refresh token has expired or is not valid.");
    tenants.push_back(request.part(0));
    const auto number = std::to_string(++given_);
    const auto token = "token-" + number;
    living_.insert(token);
    refresh_token = "refresh-" + number;
    return json_answer(200, {{"token_type", "Bearer"},
                             {"scope", "user_impersonation"},
                             {"expires_in", "3599"},
                             {"ext_expires_in", "3599"},
                             {"expires_on", "1795511099"},
                             {"not_before", "1795507200"},
                             {"resource", form.asked("resource")},
                             {"access_token", token},
                             {"refresh_token", refresh_token},
                             {"id_token", "e30.e30."}});
}

std::optional<HttpResponse> SimulatedSignIn::refusal_of(const SimulatedRequest& request) const {
    constexpr std::string_view scheme = "Bearer ";
    const auto authorization = request.header("Authorization");
    if (authorization.starts_with(scheme) && living_.contains(authorization.substr(scheme.size()))) return std::nullopt;
    return json_answer(401,
                       {{"code", "800001"},
                        {"description", "Partner token is missing."},
                        {"data", Json::array()},
                        {"source", "PartnerFD"}},
                       {{"WWW-Authenticate", "Bearer error=\"invalid_token\""}});
}

}  // namespace desk::test
