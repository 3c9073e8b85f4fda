// SPDX-License-Identifier: MIT
// Whether the machine left a measurement alone: what the kernel counts, before and after.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace reports {

/// What the kernel has counted up to a moment; empty where it does not tell.
struct machine_counters {
  std::optional<std::uint64_t> stolen_ticks{};  ///< the host ran others: proc(5), /proc/stat
  std::optional<std::uint64_t> throttled{};     ///< periods out of quota: cgroup v2's cpu.stat

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

/// Whether no thread but the caller's wants a processor now. What ran just before gets a few
/// milliseconds to end.
bool machine_is_quiet();

/// What of this the kernel tells here: "steal, throttling, load", or "load; unknown: steal,
/// throttling".
std::string describe_gates();

}  // namespace reports
