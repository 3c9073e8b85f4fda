// SPDX-License-Identifier: MIT
// Load for experiments: a process for each processor that does nothing but use it.
#pragma once

#include <sys/types.h>

#include <vector>

namespace grader {

/// Keeps every processor busy until the end of its scope, or of this program.
class busy_machine {
 public:
  /// Throws: std::system_error.
  busy_machine();
  busy_machine(const busy_machine&) = delete;
  busy_machine& operator=(const busy_machine&) = delete;
  ~busy_machine();

 private:
  std::vector<pid_t> hogs_;
};

}  // namespace grader
