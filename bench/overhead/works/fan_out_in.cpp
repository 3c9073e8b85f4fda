// SPDX-License-Identifier: MIT
// fan_out_in: 64 tasks, all waited for, then the next 64.
#include "bench/fan_out_in.hpp"

#include "bench/overhead/work.hpp"

namespace bench::overhead {
namespace {

const work_registration registered{
    {.place = 12,
     .name = "fan_out_in",
     .summary = "64 tasks, wait for all, again and again: time of a task",
     .metrics = {{"fan_out_in", "s"}},
     .sizes = {.trial = 5, .tiny = 2, .whole = 100},
     .measure =
         [](pool& on, std::int64_t rounds) {
           return cost_of_task(on.fan_out_in(rounds), fan_width * rounds);
         },
     .answer = bench::fan_out_in,
     .size_of = [](std::int64_t tasks) { return tasks / fan_width; }}};

}  // namespace
}  // namespace bench::overhead
