// SPDX-License-Identifier: MIT
// Reading the affinity mask and the quotas of control groups, versions 1 and 2.
#include "core/usable_cpus.hpp"

#include <sched.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <string>

namespace futures::detail {
namespace {

namespace fs = std::filesystem;

/// What one group may use, in processors; nothing where it has no limit.
using quota_of_group = std::optional<std::size_t> (*)(const fs::path& group);

std::optional<std::size_t> rounded_up(long long quota, long long period) {
  if (quota <= 0 || period <= 0) return {};
  return static_cast<std::size_t>((quota + period - 1) / period);
}

/// "200000 100000", or "max 100000".
std::optional<std::size_t> quota_of_version_2(const fs::path& group) {
  long long quota = 0;
  long long period = 0;
  if (!(std::ifstream(group / "cpu.max") >> quota >> period)) return {};
  return rounded_up(quota, period);
}

/// A file each; a quota of -1 is none.
std::optional<std::size_t> quota_of_version_1(const fs::path& group) {
  long long quota = 0;
  long long period = 0;
  if (!(std::ifstream(group / "cpu.cfs_quota_us") >> quota)) return {};
  if (!(std::ifstream(group / "cpu.cfs_period_us") >> period)) return {};
  return rounded_up(quota, period);
}

/// The least of the group's quota and those above it, up to the mount. Inside a container the path
/// may name a group that only the host sees; then the mount itself is the container's group.
std::size_t least_quota(const fs::path& mount, fs::path group, quota_of_group quota,
                        std::size_t least) {
  for (;; group = group.parent_path()) {
    least = std::min(least, quota(mount / group).value_or(least));
    if (group.empty()) return least;
  }
}

std::size_t cpus_of_affinity() {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) != 0) return 1;
  return static_cast<std::size_t>(std::max(1, CPU_COUNT(&set)));
}

/// "cpu,cpuacct" has cpu.
bool has_cpu(const std::string& controllers) {
  return ("," + controllers + ",").find(",cpu,") != std::string::npos;
}

}  // namespace

std::size_t usable_cpus(const std::filesystem::path& root) {
  auto least = cpus_of_affinity();
  std::ifstream groups(root / "proc/self/cgroup");
  const auto mounts = root / "sys/fs/cgroup";
  for (std::string line; std::getline(groups, line);) {  // "4:cpu,cpuacct:/group" or "0::/group"
    const auto first = line.find(':');
    const auto second = line.find(':', first + 1);
    if (first == std::string::npos || second == std::string::npos) continue;
    const auto controllers = line.substr(first + 1, second - first - 1);
    const auto group = fs::path(line.substr(second + 1)).relative_path();
    if (controllers.empty())
      for (const auto& mount : {mounts, mounts / "unified"})
        least = least_quota(mount, group, quota_of_version_2, least);
    else if (has_cpu(controllers))
      for (const auto& mount : {mounts / "cpu", mounts / controllers})
        least = least_quota(mount, group, quota_of_version_1, least);
  }
  return std::max<std::size_t>(1, least);
}

}  // namespace futures::detail
