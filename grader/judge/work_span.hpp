// SPDX-License-Identifier: MIT
// Work, span and idle time of a run in virtual time, as the submission really ran.
//
// How it works. The story of a run is walked as its program went: each activity has a length so
// far, which an operation makes longer by its steps. A task begins with the length of who submitted
// it; who waited goes on with that of the task, if that is more; an operation begins no sooner than
// those whose values it uses, which the judge knows without the trace. What ended a wait without
// the trace telling who, such as a promise or a lock, was the consequence of one of the answers of
// that very step, as the submission slept before: of these the shortest counts. So no length is
// ever more than the time at which it was reached. The order of a queue is no edge.
//
// The work is what the judge served; the rest comes from the trace, in which the submission can
// write anything: what contradicts the judge's clock is left out, and nothing here is marked.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "grader/judge/explain/story.hpp"
#include "grader/judge/operation_time.hpp"
#include "grader/judge/run.hpp"

namespace judge {

/// What handing work over costs: from submit() to the start on another thread, from a task's end to
/// who waited for it. A constant, for one measured anew would make two feedbacks on the same code
/// differ. Source: Cilkscale, opencilk/cilktools, cilkscale.cpp (6250 ns by the clock).
inline constexpr std::chrono::nanoseconds hand_over_time{6250};
/// Units: steps.
inline constexpr double burden =
    static_cast<double>(hand_over_time.count()) / static_cast<double>(real_operation_time.count());

/// Units: steps.
struct work_span {
  std::int64_t work = 0;                  ///< T1: of all operations
  std::optional<std::int64_t> span{};     ///< Tinf; empty when the trace does not tell
  std::optional<double> burdened_span{};  ///< with a burden for each hand-over on the way
};

/// Requires: the run returned, in virtual time. Cost: none to speak of; looks at the span only of
/// runs with at most reports::most_bars operations and five hundred activities.
work_span measure_work_and_span(const run_result& run, const story& told);

/// P * makespan - T1, the steps in which workers had no operation. Returns: empty for any number of
/// workers (0), and for runs in which more was under way than that many workers can do. Requires:
/// the run returned, in virtual time.
std::optional<std::int64_t> idle_steps(const run_result& run, unsigned workers);

}  // namespace judge
