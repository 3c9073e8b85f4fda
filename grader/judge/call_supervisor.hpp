// SPDX-License-Identifier: MIT
// Hears from the kernel which forbidden system calls a submission tries to make.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <string_view>

#include "grader/sandbox/descriptor.hpp"

namespace judge {

/// A system call that its thread was held at.
struct forbidden_call {
  std::string name;  ///< "socket"
  pid_t thread = 0;  ///< as this process numbers it
};

/// The supervisor of seccomp_unotify(2). The kernel tells, so nothing of it can be forged.
class call_supervisor {
 public:
  /// `told`: the descriptor that the filter was made with; none: nobody is ever told.
  explicit call_supervisor(sandbox::descriptor told) : told_(std::move(told)) {}

  int descriptor() const noexcept { return told_.get(); }  ///< readable when next() has something
  /// The next call that was tried; it stays held. Empty: there is none now.
  std::optional<forbidden_call> next();
  /// Lets every call that is held fail with EPERM.
  void refuse_all();

 private:
  std::optional<forbidden_call> receive();

  sandbox::descriptor told_;
  std::optional<unsigned long long> held_;  // the one that next() gave
};

/// What somebody who makes the call wants: "start a process". For calls that few know:
/// "make a system call that no solution needs".
std::string_view purpose_of(std::string_view call);

}  // namespace judge
