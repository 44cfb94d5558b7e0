// A plugin made of one function, on the whole road to the simulated vendors: the wall's documents, the manifest's
// grants, the desk's accounts and tokens, what is kept of requests with an effect, and libcurl over loopback.
#pragma once

#include "bot/http/client_pool.hpp"
#include "tests/support/road.hpp"
#include "tests/support/vendor_simulator.hpp"

#include <functional>
#include <map>
#include <string>

namespace desk::test {

inline const std::string contoso_tenant = "76cb77fa-8b17-4eab-9493-b65dace99813";

class VendorRoad {
public:
    using Work = std::function<void(Host&, const Call&)>;

    VendorRoad();

    // Contoso's Anna writes, and the plugin does this for her.
    void call(Work work);
    // Also runs a plugin of the desk, from its shared object, with these settings; before the first call.
    void add_plugin(const std::string& name, std::map<std::string, std::string> settings);

    VendorSimulator vendors;
    Road road;

private:
    Result<PluginAnswer> answer(const Call& call, const AskBot& ask_bot);

    ClientPool clients_;
    Work work_;
    int said_ = 0;
};

}  // namespace desk::test
