// SPDX-License-Identifier: MIT
// tracing: what it costs that events could be recorded, when they are not.
//
// How it works. One worker, so that nothing but the code is compared; and every task goes through
// the queue, as the short way of a worker's own tasks has no branch for events.
#include "bench/overhead/work.hpp"
#include "bench/recursive_fib.hpp"

namespace bench::overhead {
namespace {

leg measure(pool& on, std::int64_t n) { return cost_of_task(on.queued_fib(n), fib_tasks(n)); }

const work_registration registered{
    {.place = 8,
     .name = "tracing",
     .summary = "fib through the queue, built with a trace that is off, and without",
     .metrics = {{"tracing", "s"}},
     .sizes = {.trial = 17, .tiny = 8, .whole = 24},
     .workers = {1},
     .measure = measure,
     .answer = fib}};

}  // namespace
}  // namespace bench::overhead
