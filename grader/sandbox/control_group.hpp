// SPDX-License-Identifier: MIT
// A control group, in which the kernel counts what a program and all that it starts use together.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "grader/sandbox/descriptor.hpp"

namespace sandbox {

/// Where groups can be made, version 2 alone. See cgroups(7), and the kernel's
/// Documentation/admin-guide/cgroup-v2.rst.
struct group_support {
  std::filesystem::path parent;          ///< of the groups to make; empty when there can be none
  std::vector<std::string> controllers;  ///< of `memory` and `pids`, those that it hands down
  std::string problem;  ///< why something of this is missing; empty when nothing is
};

/// Looks for it. A process that is alone in a group of its own, as by
/// `systemd-run --user --scope -p Delegate=yes`, moves into a group below it, so that others can be
/// made beside. Nothing else on the machine is changed.
/// `proc`: /proc/self, or a folder that looks like it.
group_support find_group_support(const std::filesystem::path& proc = "/proc/self");

/// What all processes of a group may use together. 0 is no limit.
struct group_limits {
  std::uint64_t memory_mib = 0;  ///< resident, with files in memory; nothing is swapped out
  std::uint64_t tasks = 0;       ///< processes and threads
};

/// A group, which goes with this object, and whatever is in it.
class control_group {
 public:
  /// Returns: empty where there are no groups, or no room for another.
  static std::optional<control_group> make(const group_limits& limits);
  /// The same, for a support that is known.
  static std::optional<control_group> make(const group_limits& limits,
                                           const group_support& support);
  control_group(control_group&& other) noexcept = default;
  control_group& operator=(control_group&& other) noexcept = default;
  ~control_group();

  /// A process that writes "0" to this descriptor is in the group.
  int entrance() const noexcept { return entrance_.get(); }
  /// Whether the kernel ended a process as the group had no more memory.
  bool ran_out_of_memory() const;

 private:
  control_group(std::filesystem::path folder, descriptor entrance)
      : folder_(std::move(folder)), entrance_(std::move(entrance)) {}

  std::filesystem::path folder_;
  descriptor entrance_;
};

}  // namespace sandbox
