// SPDX-License-Identifier: MIT
// When a leg of a speedup does not count: what disturbed it.
#pragma once

#include <string>

#include "reports/record/machine_gates.hpp"

namespace judge {

/// What was seen of the machine around one leg. Units: seconds.
struct leg_surroundings {
  bool was_quiet = true;  ///< before it
  reports::machine_counters before{}, after{};
  double watched = 0;  ///< between the two: the leg, and the start and end of its process
  double wall = 0;     ///< of the leg itself
  double waited = 0;   ///< for a processor, by all its threads together
  /// So many threads, which do not wait for each other: only others can keep them waiting. 0 for a
  /// submission, whose threads may keep each other waiting; that is its own business.
  unsigned independent_threads = 0;
};

/// Why the leg does not count; empty when nothing is known against it. What the kernel does not
/// tell is nothing.
std::string disturbance_of(const leg_surroundings& seen);

}  // namespace judge
