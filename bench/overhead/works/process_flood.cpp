// SPDX-License-Identifier: MIT
// process_flood: flood, where the workers are processes.
#include "bench/overhead/work.hpp"

namespace bench::overhead {
namespace {

leg measure(pool& on, std::int64_t tasks) { return cost_of_task(on.flood(tasks), tasks); }

const work_registration registered{{.place = 6,
                                    .name = "process_flood",
                                    .summary = "flood on pools of processes: time of a task",
                                    .kind = pool_kind::processes,
                                    .metrics = {{"process_flood", "s"}},
                                    .sizes = {.trial = 100, .tiny = 50, .whole = 20'000},
                                    .measure = measure,
                                    .answer = sum_below,
                                    .size_of = itself}};

}  // namespace
}  // namespace bench::overhead
