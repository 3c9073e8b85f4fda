// SPDX-License-Identifier: MIT
// What is told of the machine is what can be read there.
#include "bench/environment.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace bench {
namespace {

namespace fs = std::filesystem;

class CpuScaling : public testing::Test {
 protected:
  void TearDown() override { fs::remove_all(cpus); }
  void set_governor(int cpu, const std::string& text) {
    const auto folder = cpus / ("cpu" + std::to_string(cpu)) / "cpufreq";
    fs::create_directories(folder);
    std::ofstream(folder / "scaling_governor") << text;
  }

  fs::path cpus = fs::path(testing::TempDir()) / ("cpus_" + std::to_string(getpid()));
};

TEST_F(CpuScaling, IsUnknownWithoutAGovernorToRead) {
  EXPECT_EQ(cpu_scaling(cpus), "unknown");
  set_governor(0, "");
  EXPECT_EQ(cpu_scaling(cpus), "unknown");
}

TEST_F(CpuScaling, IsOffWhereEachGovernorKeepsTheClockUp) {
  set_governor(0, "performance\n");
  set_governor(1, "performance\n");
  EXPECT_EQ(cpu_scaling(cpus), "no");
}

TEST_F(CpuScaling, IsOnWhereOneGovernorDoesNot) {
  set_governor(0, "performance\n");
  set_governor(1, "powersave\n");
  EXPECT_EQ(cpu_scaling(cpus), "yes");
}

}  // namespace
}  // namespace bench
