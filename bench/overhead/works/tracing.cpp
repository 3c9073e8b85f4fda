// SPDX-License-Identifier: MIT
// tracing: tasks that pass the places where events are recorded, while nothing is recorded.
#include "bench/overhead/work.hpp"

namespace bench::overhead {
namespace {

leg measure(pool& on, std::int64_t tasks) { return cost_of_task(on.queue_up(tasks), tasks); }

const work_registration registered{
    {.place = 8,
     .name = "tracing",
     .summary = "tiny tasks from outside, queued and then run: processor time of a task",
     .metrics = {{"tracing", "s"}},
     .sizes = {.trial = 10'000, .tiny = 200, .whole = 10'000},
     .workers = {1},
     .times_rounds = 40,
     .measure = measure,
     .answer = sum_below,
     .size_of = itself}};

}  // namespace
}  // namespace bench::overhead
