// The engines that keep the contract.
#include "tests/storage/store_contract.hpp"

namespace desk::test {
namespace {

Result<Storage> open_sqlite(const std::string& folder) {
    return open_storage("sqlite:" + folder + "/desk.db", {});
}

INSTANTIATE_TEST_SUITE_P(Engines, StoreContract, testing::ValuesIn(engines()),
                         [](const auto& engine) { return engine.param.name; });

}  // namespace

std::vector<Engine> engines() {
    return {{"sqlite", open_sqlite}};
}
}  // namespace desk::test
