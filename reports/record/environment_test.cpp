// SPDX-License-Identifier: MIT
// The environment says something about every key, if only "unknown".
#include "reports/record/environment.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace reports {
namespace {

using ::testing::MatchesRegex;

TEST(Environment, HasEveryKeyAndNoEmptyValue) {
  const auto machine = describe_machine();
  for (const auto* key : {"build_type", "commit", "compiler", "cores", "cpu", "flags", "hypervisor",
                          "kernel", "load_average", "memory_mib", "utc_time"}) {
    ASSERT_TRUE(machine.contains(key)) << key;
    EXPECT_NE(machine.at(key), "") << key;
  }
}

TEST(Environment, TellsNumbersAndTimesInOneForm) {
  const auto machine = describe_machine();
  EXPECT_THAT(machine.at("cores"), MatchesRegex("[1-9][0-9]*"));
  EXPECT_THAT(machine.at("memory_mib"), MatchesRegex("[1-9][0-9]*"));
  EXPECT_THAT(machine.at("utc_time"), MatchesRegex("[0-9-]{10}T[0-9:]{8}Z"));
}

}  // namespace
}  // namespace reports
