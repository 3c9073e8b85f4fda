// SPDX-License-Identifier: MIT
// flood: tiny tasks submitted from outside, then all their results read.
#include "bench/overhead/work.hpp"

namespace bench::overhead {
namespace {

leg measure(pool& on, std::int64_t tasks) { return cost_of_task(on.flood(tasks), tasks); }

const work_registration registered{
    {.place = 2,
     .name = "flood",
     .summary = "tiny tasks from outside, then all their results: time of a task",
     .metrics = {{"flood", "s"}},
     .sizes = {.trial = 1'000, .tiny = 200, .whole = 200'000, .warms_up_whole = true},
     .measure = measure,
     .answer = sum_below,
     .size_of = itself}};

}  // namespace
}  // namespace bench::overhead
