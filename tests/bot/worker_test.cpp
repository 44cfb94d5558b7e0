#include "bot/worker.hpp"

#include <sys/resource.h>

#include <future>

#include <gtest/gtest.h>

namespace desk {
namespace {

TEST(Worker, LeavesTheProcessorToThreadsThatAreLessNice) {
    const Log log{{.is_silent = true}};
    Nudge nudge;
    std::promise<int> found;
    bool is_told = false;
    const auto tell = [&]() -> Result<bool> {
        if (!std::exchange(is_told, true)) found.set_value(getpriority(PRIO_PROCESS, 0));
        return false;
    };
    const int mine = getpriority(PRIO_PROCESS, 0);
    Worker worker{"nice", tell, nudge, log, 3};
    EXPECT_EQ(found.get_future().get(), mine + 3);
    EXPECT_EQ(getpriority(PRIO_PROCESS, 0), mine) << "of this thread only";
}

}  // namespace
}  // namespace desk
