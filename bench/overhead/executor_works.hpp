// SPDX-License-Identifier: MIT
// Works that executors of futures do alike.
//
// They are no part of the template futures_pool: what is timed there to a few percent, in two
// builds of it, shall not depend on how much else is compiled beside it.
#pragma once

#include "bench/overhead/competitor.hpp"

namespace bench::overhead {

/// Trips on a busy pool, each submitted from outside.
timed_trips time_busy_trips(futures::executor& executor, std::int64_t count);

/// In these the task that submits the others is one of the pool's own, as natively the calling
/// thread is one of the workers.
timed_run time_fan_out_in(futures::executor& executor, std::int64_t rounds);
timed_run time_word_count(futures::executor& executor, std::int64_t words);
timed_run time_graph(futures::executor& executor, const task_bench::graph& what);

}  // namespace bench::overhead
