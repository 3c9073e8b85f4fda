// SPDX-License-Identifier: MIT
// Tells from outside, by /proc, whether every thread of a process sleeps.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace judge {

/// Watches one process.
///
/// How it works. A thread that sleeps can only be woken by somebody who runs, by a packet, or by a
/// timer. So if two scans find every thread asleep, and the kernel's count of switches of each
/// thread is the same in both, then no thread ran in between: the process was asleep all the time
/// from the end of the first scan to the start of the second, and stays so until a packet comes.
/// That holds on any machine under any load: a thread that is ready but got no processor is not
/// asleep, it is runnable, and /proc says so. See proc(5), /proc/pid/task/tid/status.
class thread_watch {
 public:
  explicit thread_watch(pid_t pid);

  /// Whether the process was quiescent between two scans. False as soon as one thread is not
  /// asleep.
  bool quiescent() const;
  /// Whether some thread runs at the moment, or would if it had a processor. One that was stopped
  /// by a signal is neither that nor asleep.
  bool some_thread_is_ready() const;
  /// Whether the process was quiescent, and meanwhile every thread waited without a time limit, so
  /// that none can wake by itself; false also when /proc does not tell.
  bool sleeps_for_ever() const;
  /// Resident memory; 0 when the process has gone.
  std::uint64_t resident_bytes() const;
  /// The number that a thread has inside its own pid namespace; empty when it has gone.
  std::optional<std::uint32_t> number_inside(pid_t which) const;
  /// How many there are; 0 when the process has gone.
  std::uint64_t threads() const;
  /// Time that the threads were ready but had no processor, since they began. Units: nanoseconds.
  std::uint64_t run_queue_delay_ns() const;
  /// Time that the process has used of the processors, ended threads included; 0 when it has gone.
  /// Source: clock_getcpuclockid(3).
  std::chrono::nanoseconds cpu_time() const;

 private:
  struct thread {
    std::string id;
    std::string switches;  ///< the lines that count them, as they stand
    friend bool operator==(const thread&, const thread&) = default;
  };
  /// Returns: false when a thread is awake; else its list in the order of /proc.
  bool scan(std::vector<thread>& asleep) const;
  bool some_wait_is_timed() const;

  pid_t pid_;
  std::string process_;  ///< "/proc/PID/"
};

}  // namespace judge
