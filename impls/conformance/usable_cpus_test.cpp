// SPDX-License-Identifier: MIT
// The number of processors that control groups leave to this process, read from folders made here.
#include "impls/core/usable_cpus.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <fstream>
#include <string>

namespace conformance {
namespace {

namespace fs = std::filesystem;
using futures::detail::usable_cpus;

/// A system as it looks in files.
class UsableCpus : public testing::Test {
 protected:
  void TearDown() override { fs::remove_all(root_); }

  void write(const fs::path& file, const std::string& text) const {
    const auto whole = root_ / file;
    fs::create_directories(whole.parent_path());
    std::ofstream(whole) << text << '\n';
  }

  const fs::path root_ = [] {
    auto pattern = (fs::temp_directory_path() / "usable_cpus_XXXXXX").string();
    return fs::path(mkdtemp(pattern.data()));
  }();
  const std::size_t all_ = usable_cpus("/no/such/folder");
};

TEST_F(UsableCpus, AreThoseOfTheAffinityMaskWithoutControlGroups) {
  EXPECT_EQ(usable_cpus(root_), all_);
}

TEST_F(UsableCpus, AreNoMoreThanTheQuotaOfVersion2RoundedUp) {
  write("proc/self/cgroup", "0::/jobs/this");
  write("sys/fs/cgroup/jobs/this/cpu.max", "100000 100000");
  EXPECT_EQ(usable_cpus(root_), 1U);
  write("sys/fs/cgroup/jobs/this/cpu.max", "100001 100000");
  EXPECT_EQ(usable_cpus(root_), std::min<std::size_t>(all_, 2));
  write("sys/fs/cgroup/jobs/this/cpu.max", "1000 100000");
  EXPECT_EQ(usable_cpus(root_), 1U);
}

TEST_F(UsableCpus, AreNotLimitedByAQuotaThatIsNone) {
  write("proc/self/cgroup", "0::/jobs\n4:cpu,cpuacct:/old");
  write("sys/fs/cgroup/jobs/cpu.max", "max 100000");
  write("sys/fs/cgroup/cpu,cpuacct/old/cpu.cfs_quota_us", "-1");
  write("sys/fs/cgroup/cpu,cpuacct/old/cpu.cfs_period_us", "100000");
  EXPECT_EQ(usable_cpus(root_), all_);
}

TEST_F(UsableCpus, AreLimitedByTheGroupsAboveAsWell) {
  write("proc/self/cgroup", "0::/a/b/c");
  write("sys/fs/cgroup/a/cpu.max", "50000 100000");
  write("sys/fs/cgroup/a/b/c/cpu.max", "max 100000");
  EXPECT_EQ(usable_cpus(root_), 1U);
}

TEST_F(UsableCpus, AreLimitedByTheMountWhereTheGroupIsTheHosts) {
  write("proc/self/cgroup", "0::/docker/0123");
  write("sys/fs/cgroup/cpu.max", "100000 100000");
  EXPECT_EQ(usable_cpus(root_), 1U);
}

TEST_F(UsableCpus, AreNoMoreThanTheQuotaOfVersion1) {
  for (const char* const mount : {"cpu", "cpu,cpuacct"}) {
    write("proc/self/cgroup", "3:memory:/x\n4:cpu,cpuacct:/x\n0::/");
    write(fs::path("sys/fs/cgroup") / mount / "x/cpu.cfs_quota_us", "20000");
    write(fs::path("sys/fs/cgroup") / mount / "x/cpu.cfs_period_us", "100000");
    EXPECT_EQ(usable_cpus(root_), 1U) << mount;
    fs::remove_all(root_ / "sys");
  }
}

TEST_F(UsableCpus, AreCountedInSpiteOfFilesThatMakeNoSense) {
  write("proc/self/cgroup", "nonsense\n0::\n::/\n4:cpu:relative");
  write("sys/fs/cgroup/cpu.max", "a few");
  EXPECT_EQ(usable_cpus(root_), all_);
}

}  // namespace
}  // namespace conformance
