// The vendors of the desk on loopback, for tests alone: one server that answers as Microsoft's sign-in, Partner Center,
// Graph, Azure's support provider and Zammad are documented to answer; that throttles, breaks and spells oddly when
// told to; and that writes down every request, so that it can be compared with a documented one. Any thread.
//
//     VendorSimulator vendors;
//     vendors.change([](auto& all) { all.partner_center.customers = {…}; });
//     vendors.next("GET /v1/customers", VendorSimulator::throttled(57));
//     …
//     EXPECT_EQ(vendors.written(0), read_file("tests/plugins/data/vendors/customers.http"));
#pragma once

#include "tests/support/scripted_server.hpp"
#include "tests/support/vendors/simulated_azure_support.hpp"
#include "tests/support/vendors/simulated_graph.hpp"
#include "tests/support/vendors/simulated_partner_center.hpp"
#include "tests/support/vendors/simulated_sign_in.hpp"
#include "tests/support/vendors/simulated_zammad.hpp"

#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace desk::test {

struct SimulatedVendors {
    SimulatedSignIn sign_in = {};
    SimulatedPartnerCenter partner_center = {};
    SimulatedGraph graph = {};
    SimulatedAzureSupport azure = {};
    SimulatedZammad zammad = {};
};

// How answers of 200 are spelled, those of the sign-in excepted. pascal: every name in PascalCase. utf16: big-endian, with its byte order mark.
enum class Spelling { usual, pascal, byte_order_mark, utf16 };

class VendorSimulator {
public:
    VendorSimulator();

    // "http://127.0.0.1:4711": of every vendor.
    std::string url() const;
    // Host and port.
    std::string host() const;

    // Looks at or changes the world while no request is answered.
    void change(const std::function<void(SimulatedVendors&)>& by);
    void spell(Spelling spelling);
    // The next request that begins like that ("GET /v1/customers") gets this instead; several are given out one after
    // the other.
    void next(const std::string& request, HttpResponse answer);
    // The next such request is done, but its answer never comes: the connection ends.
    void lose_answer(const std::string& request);

    std::vector<SimulatedRequest> requests() const;
    std::vector<SimulatedRequest> requests_to(const std::string& path) const;

    // As §8.2 documents it: a header and another shape of body.
    static HttpResponse throttled(int seconds);

private:
    struct Fault {
        std::string request = {};
        std::optional<HttpResponse> answer = {};  // none: the answer is lost
    };
    bool serve(int socket, const std::string& bytes);
    HttpResponse answer(const SimulatedRequest& request);
    std::optional<Fault> take_fault(const SimulatedRequest& request);
    HttpResponse spelled(HttpResponse response) const;

    mutable std::mutex mutex_;
    SimulatedVendors vendors_;  // guarded by mutex_, as all below
    Spelling spelling_ = Spelling::usual;
    std::vector<Fault> faults_;
    std::vector<SimulatedRequest> requests_;
    ScriptedServer server_;  // last: its threads use the others
};

// A request as it is written down in tests/plugins/data/vendors/*.http: method, target, the headers that mean
// something, in order of the alphabet, and the body as indented JSON. What differs from run to run is named instead:
// <token>, <guid>, <key>.
std::string written(const SimulatedRequest& request);

}  // namespace desk::test
