// SPDX-License-Identifier: MIT
// Whether the machine left a measurement alone: what the kernel counts, before and after.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace reports {

/// What the kernel has counted up to a moment; empty where it does not tell.
struct machine_counters {
  std::optional<std::uint64_t> stolen_ticks{};  ///< the host ran others: proc(5), /proc/stat
  std::optional<std::uint64_t> throttled{};     ///< periods out of quota: cgroup v2's cpu.stat
  /// Microseconds in which some thread waited for a processor: /proc/pressure/cpu.
  std::optional<std::uint64_t> pressure_us{};

  static machine_counters now();
};

/// One tick, 10 ms on all processors together, may be left over from before.
constexpr std::uint64_t stolen_ticks_allowed = 1;

/// Why what was measured between two moments should not count; empty when nothing is known against
/// it. `stolen`: so many stolen ticks are none.
std::string disturbance_between(const machine_counters& before, const machine_counters& after,
                                std::uint64_t stolen = stolen_ticks_allowed);

/// How much time the host may have taken from all threads together between the two moments: at most
/// so many seconds. Empty when that is not known, for the control group stopped them, too.
std::optional<double> most_seconds_taken(const machine_counters& before,
                                         const machine_counters& after);

/// How long some thread of the machine, no matter whose, waited for a processor between the two
/// moments. Units: seconds. Empty when that is not known.
/// Source: https://docs.kernel.org/accounting/psi.html
std::optional<double> seconds_of_pressure(const machine_counters& before,
                                          const machine_counters& after);

/// Whether no thread but the caller's wants a processor now. What ran just before gets a few
/// milliseconds to end. Where the kernel does not tell, nothing is known against it.
bool machine_is_quiet();
/// The same, by whoever counts the threads that run or want to.
bool machine_is_quiet(const std::function<std::optional<int>()>& count_runnable);

/// The shortest time that std::chrono::steady_clock can tell. Units: seconds. Empty when that is
/// not known.
std::optional<double> clock_tick();

/// What of disturbance_between() and machine_is_quiet() the kernel tells here: "steal, throttling,
/// load", or "load; unknown: steal, throttling".
std::string describe_gates();

}  // namespace reports
