// SPDX-License-Identifier: MIT
// What another program prints arrives whole, and how it ended is told.
#include "bench/overhead/child_output.hpp"

#include <gtest/gtest.h>

#include "bench/overhead/process_usage.hpp"

namespace bench::overhead {
namespace {

TEST(RunChild, ReadsAllThatAProgramPrints) {
  const auto ended = run_child({"seq", "100000"});
  ASSERT_TRUE(ended.has_value());
  EXPECT_EQ(ended->exit_code, 0);
  EXPECT_EQ(ended->output.size(), 588'895U);
}

TEST(RunChild, TellsHowAProgramEnded) {
  EXPECT_EQ(run_child({"sh", "-c", "exit 3"})->exit_code, 3);
  EXPECT_EQ(run_child({"sh", "-c", "kill -9 $$"})->exit_code, 128 + 9);
  EXPECT_FALSE(run_child({"no-such-program"}).has_value());
}

TEST(ProcessUsage, SeesMemoryThatIsTouched) {
  constexpr std::size_t size = 32 << 20;
  const auto before = resident_bytes_after_trim();
  const std::string touched(size, 'x');
  EXPECT_GT(resident_bytes() - before, static_cast<std::int64_t>(touched.size() / 2));
}

TEST(ProcessUsage, SeesProcessorTime) {
  const auto before = process_cpu_seconds();
  while (process_cpu_seconds() - before < 0.01) continue;
  EXPECT_GE(process_cpu_seconds() - before, 0.01);
}

}  // namespace
}  // namespace bench::overhead
