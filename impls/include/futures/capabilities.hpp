// SPDX-License-Identifier: MIT
// What a backend really does; the conformance suite tests each claim, and each refusal.
#pragma once

#include <array>
#include <string_view>

namespace futures {

/// A backend's promises. What is claimed must hold on any machine; what is not claimed is refused
/// with `unsupported_operation` where a caller can ask for it, and never imitated.
struct capabilities {
  /// The caller chooses `max_workers`; that many tasks run at once, and never more.
  bool bounded_workers = false;
  /// Tasks run on other threads than the submitter's: `submit` returns before they end.
  bool asynchronous = false;
  /// With one worker, tasks start in the order of their submission.
  bool fifo_start = false;
  /// A task that has not started can be cancelled.
  bool cancel_pending = false;
  /// `shutdown({.wait = false})` returns while tasks still run.
  bool shutdown_nowait = false;
  /// A function of the caller's runs in each worker before its first task.
  bool initializer = false;
  /// The caller chooses the names of the workers' threads.
  bool thread_names = false;
  /// this_task::worker_index() tells the workers apart.
  bool numbered_workers = false;
};

/// A capability with its name.
struct named_capability {
  std::string_view name;
  bool capabilities::*claim;
};

/// All of them.
inline constexpr std::array<named_capability, 8> all_capabilities{{
    {"bounded_workers", &capabilities::bounded_workers},
    {"asynchronous", &capabilities::asynchronous},
    {"fifo_start", &capabilities::fifo_start},
    {"cancel_pending", &capabilities::cancel_pending},
    {"shutdown_nowait", &capabilities::shutdown_nowait},
    {"initializer", &capabilities::initializer},
    {"thread_names", &capabilities::thread_names},
    {"numbered_workers", &capabilities::numbered_workers},
}};
static_assert(sizeof(capabilities) == all_capabilities.size(), "each is listed, and nothing else");

}  // namespace futures
