// SPDX-License-Identifier: MIT
// One run of a submission: what the judge asks for, and what it saw.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "exercises/runtime/protocol.hpp"
#include "grader/judge/trace_log.hpp"
#include "grader/sandbox/sandbox.hpp"

namespace judge {

using number = std::int64_t;

/// An operation as the submission asked for it. Units: steps of virtual time.
struct operation {
  std::uint32_t which = 0;  ///< index in the exercise's table
  number x = 0, y = 0;
  number value = 0;                    ///< what the judge answers
  std::int64_t start = 0;              ///< when it was asked for
  std::optional<std::int64_t> finish;  ///< when it was answered; empty when it never was
  std::size_t answer_index = 0;        ///< its place in the order of the answers
  bool off_the_pool = false;           ///< waited for its answer while the worker was blocked
  /// How many operations had been answered before this one was asked for.
  std::size_t answered_before = 0;
  /// What the submission says is its event's number in the trace, counted from one.
  std::uint64_t event = 0;
};

/// What a burning operation left: the end of its chain, which cannot be had without the work.
struct receipt {
  std::uint32_t which = 0;
  number x = 0, y = 0;
  number chain_end = 0;
};

/// What an exercise's operations are; the judge alone computes them.
struct operation_table {
  std::vector<std::string> names;
  number (*apply)(std::uint32_t which, number x, number y);
};

/// When operations are answered.
enum class pace {
  virtual_time,  ///< one by one, each when the process sleeps: exact steps
  prompt,        ///< at once: for values alone
};

/// What to run. The default is a run of the reference pool in virtual time.
struct run_request {
  std::string backend = "thread_pool";
  unsigned workers = 3;  ///< 0: the backend's own choice
  judge::pace pace = pace::virtual_time;
  protocol::mode mode = protocol::mode::served;
  bool traced = true;    ///< where operations are served
  bool plugged = false;  ///< block the worker again and again; requires one worker
  number burn_steps = 0;
  std::vector<number> operands;
  /// How many steps of virtual time each operation of the table takes; empty: one step each.
  std::vector<std::int64_t> costs{};
  /// The text of the failure of this operation; empty lets it succeed.
  std::function<std::optional<std::string>(const operation&)> fails{};
};

/// How a run ended.
enum class ending {
  returned,
  threw,    ///< an exception left the student's function
  crashed,  ///< a signal
  exited,   ///< the process ended before the function returned
  deadlocked,
  timed_out,
  out_of_memory,
  flooded,     ///< printed too much
  forbidden,   ///< a system call, or a packet, that no solution needs
  unloadable,  ///< its code cannot be loaded: a function is missing
};

/// What the judge saw of a run.
struct run_result {
  judge::ending ending = ending::exited;
  number value = 0;                        ///< returned
  std::string detail;                      ///< one line: the exception, the signal, the limit
  std::string exception_type;              ///< threw
  std::optional<std::uint32_t> culprit{};  ///< forbidden, by a system call: the thread in the trace
  std::vector<operation> operations;       ///< in the order they were asked for
  std::vector<receipt> receipts;           ///< where operations burn CPU
  std::int64_t makespan = 0;               ///< virtual time when the function returned
  /// deadlocked: from when the submission was last seen awake until the judge had said so.
  std::optional<std::chrono::nanoseconds> said_after{};
  std::size_t most_at_once = 0;
  std::chrono::nanoseconds wall{};             ///< from the operands to the result
  std::chrono::nanoseconds run_queue_delay{};  ///< of all threads together, in that time
  std::chrono::nanoseconds cpu{};              ///< likewise, what they used of the processors
  std::string output;                          ///< what it printed, as far as it was kept
  run_trace trace;                             ///< where operations are served
};

/// Whether the trace has such an event.
bool has_event(const run_result& run, protocol::trace_kind kind);

/// Limits of one run; see the manifest.
struct run_limits {
  std::chrono::milliseconds wall{5000};
  std::uint64_t memory_mib = 1024;
  std::uint64_t threads = 256;
  std::uint64_t output_kib = 64;
  std::uint64_t operations = 10000;
};

/// A compiled submission and all that is needed to run it.
struct subject {
  std::filesystem::path runner;  ///< the exercise's submission process
  /// The exercise's reference process, which has what no submission may find.
  std::filesystem::path reference() const { return runner.parent_path() / "reference"; }
  std::filesystem::path submission;  ///< the student's code, a shared object
  sandbox::isolation walls = sandbox::isolation::bubblewrap;
  run_limits limits;
  operation_table table;
  /// Built with a sanitizer, which reserves terabytes of addresses at places of its own.
  bool sanitized = false;
  std::filesystem::path source{};  ///< what was compiled; empty when it is not known
};

/// Something of ours failed: the verdict is `internal`, never the student's.
struct fault : std::runtime_error {
  using runtime_error::runtime_error;
};

/// A backend that the exercise's submission process was built with.
struct known_backend {
  std::string name;
  bool bounded_workers = false;  ///< whether the number of workers can be chosen
};

/// Asks the submission process, without any student code. Throws: fault.
std::vector<known_backend> backends_of(const subject& what);

/// Runs the submission once, in a process of its own. Throws: fault.
run_result conduct(const subject& what, const run_request& request);

}  // namespace judge
