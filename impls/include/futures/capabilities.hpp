// SPDX-License-Identifier: MIT
// What a backend really does; the conformance suite tests each claim, and each refusal.
#pragma once

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
};

}  // namespace futures
