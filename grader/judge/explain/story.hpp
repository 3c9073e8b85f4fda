// SPDX-License-Identifier: MIT
// What a run was made of: who submitted, asked and waited, in which order, and where.
//
// How it works. The events of a trace are read in their order. Each thread has a stack of
// activities: at the bottom what it does outside tasks, above it the tasks that it runs, the
// innermost last. So each event belongs to one activity, and an activity is the sequence of its
// actions. Nothing in a trace is sure; what contradicts itself is left out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "grader/judge/run.hpp"

namespace judge {

/// Something that an activity does. Units: steps of virtual time.
struct action {
  enum class kind { submits, asks, waits, sleeps };
  kind what{};
  std::size_t event = 0;                   ///< in the trace, where it begins
  std::int64_t begin = 0;                  ///< when
  std::optional<std::int64_t> end{};       ///< empty: never
  std::optional<std::size_t> end_event{};  ///< waits: in the trace, where it ends
  std::vector<std::size_t> activities{};   ///< submits: the one; waits: those of the tasks
  std::size_t operation = 0;               ///< asks: which of the run's
  std::int64_t duration_ns = 0;            ///< sleeps
  bool in_callback = false;                ///< waits: in a callback of a task that is done
};

/// A task, or what a thread does outside any task.
struct activity {
  std::uint64_t executor = 0;             ///< 0: of a promise, or outside
  std::optional<std::size_t> submission;  ///< the event; empty outside tasks, and for promises
  std::optional<std::size_t> parent;      ///< the activity that submitted it
  std::uint32_t thread = 0;               ///< that ran it
  bool is_task = false;
  bool started = false;
  bool claimed = false;                ///< ran in place, in a task of its pool that waited for it
  std::optional<std::int64_t> finish;  ///< a task's; empty when it never was
  std::vector<action> actions;
};

struct story {
  std::vector<activity> activities;
  std::optional<std::size_t> main;  ///< the one that called the student's function
};

/// Requires: the run's trace, and its operations.
story tell(const run_result& run);

}  // namespace judge
