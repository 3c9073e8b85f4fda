// SPDX-License-Identifier: MIT
// fan_out_in: 64 small tasks, all waited for, then the next 64: what a barrier costs.
#include "bench/fan_out_in.hpp"

#include "bench/workload.hpp"

namespace bench {
namespace {

const workload_registration registered{
    {.name = "fan_out_in",
     .summary = "64 tasks, wait for all, N times over: barriers",
     .sizes = {.tiny = 2, .quick = 10, .full = 400},
     .labels = {stress::latency, stress::spawn_overhead, stress::dependencies},
     .run = run_fan_out_in,
     .answer = fan_out_in,
     .tasks = [](std::int64_t rounds) { return rounds * fan_width; },
     .serial = fan_out_in}};

}  // namespace
}  // namespace bench
