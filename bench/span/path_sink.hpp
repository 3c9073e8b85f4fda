// SPDX-License-Identifier: MIT
// Work and span of a run, from what its executors record.
//
// How it works. Time passes on the path of what a thread does at the moment: of the task on top of
// its stack, or of the thread that began, outside any task; not while that waits. A task begins its
// path where its submitter's is at the submission. Who has waited for a task, or read its value, is
// from then on at least as far as the task's path was at its end. The longest path is the span, the
// time of all of them is the work. With one worker nothing is longer for having run beside others.
//
// Source: He, Leiserson and Leiserson, "The Cilkview scalability analyzer", SPAA 2010.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "futures/trace.hpp"

namespace bench {

/// Units: seconds.
struct work_and_span {
  double work = 0;  ///< T1
  double span = 0;  ///< T-infinity
};

/// Computes them while the events come. Requires: the library also records reads of values that
/// were there before anybody waited, as ends of waits. Threads: record() may be called by all at
/// once.
class path_sink : public futures::trace_sink {
 public:
  /// The steady clock in nanoseconds, or a fake.
  using clock = std::int64_t (*)();
  static std::int64_t steady_nanoseconds();

  explicit path_sink(clock now = steady_nanoseconds) : now_(now) {}
  void record(const futures::trace_event& event) noexcept override;
  /// Begins anew: the calling thread's time counts from now on.
  void restart();
  /// What there is up to now. Requires: no task runs.
  work_and_span found();

 private:
  struct activity {
    std::int64_t path = 0;
    std::uint64_t task = 0;  ///< 0 for the thread itself
    int waits = 0;
    bool counts = true;  ///< not what a worker does between its tasks
  };
  struct thread_state {
    std::vector<activity> stack{1};
    std::int64_t since = 0;  ///< what came before is counted
  };
  struct task_state {
    std::int64_t path = 0;  ///< where it begins; then where it ends
    bool is_over = false;
  };

  thread_state& here(std::int64_t now);
  void pass(thread_state& where, std::int64_t now);
  void take(const futures::trace_event& event);

  clock now_;
  std::mutex mutex_;
  std::map<std::thread::id, thread_state> threads_;
  std::map<std::uint64_t, task_state> tasks_;
  std::int64_t work_ = 0, span_ = 0;
};

}  // namespace bench
