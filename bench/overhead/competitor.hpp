// SPDX-License-Identifier: MIT
// A competitor: one way to run tasks, in its own idiom, so that what a task costs can be compared.
//
// How it works. A work (see work.hpp) asks a pool for something and gets times back. The pool times
// itself, in its own file, with the helpers of timing.hpp: so the clock stands as near to the
// native calls as it can, and nothing of ours is between them.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "bench/task_bench.hpp"

namespace bench::overhead {

/// Thrown by what a competitor cannot or should not do; the text is the reason, for people.
/// An empty reason says that the question makes no sense for it, and its row is left out.
struct refused : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Many tasks, timed together.
struct timed_run {
  double seconds;
  std::int64_t answer;
  std::int64_t tasks = 0;  ///< 0 unless they are not as many as the work says
};

/// One task after the other, each timed by itself.
struct timed_trips {
  std::vector<double> seconds;
  std::int64_t answer;
};

/// Tasks that are submitted and cannot run yet.
struct held_tasks {
  double bytes;  ///< of memory for each, its handle left out
  std::int64_t answer;
};

/// A task that others have to wait for: about 10 microseconds of computing.
inline void other_task() {
  // Read and written so that the compiler can neither foresee the result nor do without it; which
  // task sees whose makes no difference.
  static std::atomic<std::uint64_t> last{0};
  last.store(task_bench::burn(last.load(std::memory_order_relaxed), 8'000),
             std::memory_order_relaxed);
}
constexpr std::int64_t other_tasks = 4;  ///< for each worker, so that queues are not empty

/// Some workers of a competitor, ended with their last leg.
class pool {
 public:
  pool() = default;
  pool(const pool&) = delete;
  pool& operator=(const pool&) = delete;
  virtual ~pool() = default;

  /// The nth Fibonacci number: every call a task which waits for its own two, without a cut-off.
  virtual timed_run fib(std::int64_t n);
  /// Submits that many tasks from outside, task i returns i; then reads all results.
  /// Returns: the sum of the results.
  virtual timed_run flood(std::int64_t tasks);
  /// Submits a task from outside and waits for its result, again and again; the task adds 1 to what
  /// the one before returned. `pause` passes before each trip. Returns: the last result.
  virtual timed_trips trips(std::int64_t count, std::chrono::nanoseconds pause);
  /// The same without pauses, but each trip begins when the pool was just given `other_tasks` for
  /// each worker. They are done before the next trip.
  virtual timed_trips busy_trips(std::int64_t count);
  /// Submits that many tasks while its one worker is held up, then lets them run. Task i returns i.
  /// Requires: one worker. Returns: the sum of the results.
  virtual held_tasks hold(std::int64_t tasks);
  /// Submits that many tasks from outside, in lots: a lot is queued while the one worker is held
  /// up, then run, then read. Task i returns i. For differences that are too small for flood.
  /// Requires: one worker. Returns: the sum of the results.
  virtual timed_run queue_up(std::int64_t tasks);
  /// 64 tasks, all waited for, and that so many times: see bench/fan_out_in.hpp.
  virtual timed_run fan_out_in(std::int64_t rounds);
  /// Counts so many words in pieces, each a task: see bench/word_count.hpp.
  virtual timed_run word_count(std::int64_t words);
  /// Computes a graph of tasks, submitted by one of the workers where workers can.
  /// Returns: all values as one.
  virtual timed_run graph(const task_bench::graph& what);
  /// Runs a few tasks and returns when they are done: from then on there is nothing to do.
  virtual void become_idle() { flood(100); }
};

/// Threads are compared with threads, and processes with processes.
enum class pool_kind { threads, processes };

/// What a file in competitors/ declares.
struct competitor {
  std::string_view name;     ///< the name of its source file
  std::string_view summary;  ///< one line for people
  pool_kind kind = pool_kind::threads;
  /// By work, the most tasks of a leg, where more of them would exhaust the machine or our
  /// patience.
  std::map<std::string_view, std::int64_t> most_tasks{};
  /// The competitor whose library this one uses through futures, so that what these cost beside
  /// it is told; empty for all others.
  std::string_view adapts{};
  /// Throws: refused when it cannot be.
  std::unique_ptr<pool> (*make)(std::size_t workers);
};

/// Declared at namespace scope in a competitor's file. A name that is taken ends the program at
/// start, with a message.
struct competitor_registration {
  explicit competitor_registration(const competitor& added);
};

/// All registered competitors, ordered by name.
const std::vector<competitor>& competitors();

/// Whose costs the others' are compared with.
std::string_view reference_of(pool_kind kind);

}  // namespace bench::overhead
