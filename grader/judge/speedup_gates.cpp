// SPDX-License-Identifier: MIT
// The limits of what a leg bears.
#include "grader/judge/speedup_gates.hpp"

namespace judge {
namespace {

/// Of each thread's time, that it waited for a processor; and seconds of a leg on a machine that
/// does nothing else, where the kernel and the judge want a processor for a moment now and then:
/// up to 0.4 ms were measured, of 60 legs.
constexpr double most_waiting = 0.02;
constexpr double waiting_of_a_quiet_leg = 0.0005;
/// Of the time watched, that some thread of the machine waited for a processor.
constexpr double most_pressure = 0.02;
/// Pressure that a process makes itself while it starts: some twenty threads and processes wake
/// each other, behind the walls that are built and torn down. Up to 4.3 ms were measured of 60 legs
/// on a machine that did nothing else, and 8 to 11 ms where a leg had to share a processor.
constexpr double pressure_of_a_start = 0.005;

bool waited_too_long(const leg_surroundings& seen) {
  return seen.waited > waiting_of_a_quiet_leg + most_waiting * seen.wall * seen.independent_threads;
}

bool was_under_pressure(const leg_surroundings& seen) {
  const auto pressure = reports::seconds_of_pressure(seen.before, seen.after);
  return pressure && *pressure > pressure_of_a_start + most_pressure * seen.watched;
}

}  // namespace

std::string disturbance_of(const leg_surroundings& seen) {
  if (!seen.was_quiet) return "other programs were running";
  if (seen.independent_threads > 0) {
    if (waited_too_long(seen)) return "a thread had to wait for a processor";
    if (was_under_pressure(seen)) return "other threads had to wait for a processor";
  }
  return reports::disturbance_between(seen.before, seen.after);
}

}  // namespace judge
