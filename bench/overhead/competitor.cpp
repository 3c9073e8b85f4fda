// SPDX-License-Identifier: MIT
// The list of competitors, and what a pool refuses unless it says otherwise.
#include "bench/overhead/competitor.hpp"

#include "bench/overhead/registry.hpp"

namespace bench::overhead {

timed_run pool::fib(std::int64_t) { throw refused(""); }
timed_run pool::flood(std::int64_t) { throw refused(""); }
timed_trips pool::trips(std::int64_t, std::chrono::nanoseconds) { throw refused(""); }
timed_trips pool::busy_trips(std::int64_t) { throw refused(""); }
held_tasks pool::hold(std::int64_t) { throw refused(""); }
timed_run pool::queue_up(std::int64_t) { throw refused(""); }
timed_run pool::fan_out_in(std::int64_t) { throw refused(""); }
timed_run pool::word_count(std::int64_t) { throw refused(""); }
timed_run pool::graph(const task_bench::graph&) { throw refused(""); }

competitor_registration::competitor_registration(const competitor& added) {
  registry<competitor>::add(added, &competitor::name);
}

const std::vector<competitor>& competitors() { return registry<competitor>::all(); }

std::string_view reference_of(pool_kind kind) {
  return kind == pool_kind::threads ? "thread_pool" : "process_pool";
}

}  // namespace bench::overhead
