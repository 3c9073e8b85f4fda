// SPDX-License-Identifier: MIT
// Crowds of random tasks: none is lost, run twice or leaked.
#include "reference/crowd.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace futures::reference {
namespace {

std::uint64_t most_tasks() {
  const auto* const asked = std::getenv("FUTURES_STRESS_TASKS");
  return asked != nullptr ? std::strtoull(asked, nullptr, 10) : 500'000;
}

TEST(Crowd, NoTaskIsLostOrRunTwiceOrLeaked) {
  crowd_count count;
  std::uint64_t pools = 0;
  for (; count.made < most_tasks(); ++pools) crowd(pools, count).run(pools % 4 == 0 ? 100 : 20'000);
  EXPECT_EQ(count.destroyed, count.made);
  EXPECT_LE(count.run + count.cancelled, count.made);  // the rest was cancelled by shutdown()
  EXPECT_GT(count.run, count.made / 2);
  EXPECT_GT(count.cancelled, 0U);
  EXPECT_EQ(count.wrong, 0U);
  std::printf("%llu tasks in %llu pools, %llu cancelled\n",
              static_cast<unsigned long long>(count.made), static_cast<unsigned long long>(pools),
              static_cast<unsigned long long>(count.cancelled));
}

}  // namespace
}  // namespace futures::reference
