// SPDX-License-Identifier: MIT
// chain: tasks each of which needs the result of the one before, all submitted at once.
//
// No two can run at the same time, so more workers cannot help: what is seen is the cost of handing
// a result from task to task, and whether idle workers get in the way.
//
// Source: Taskflow's benchmark `linear_chain`.
#include "bench/thread_per_task.hpp"

namespace bench {
namespace {

std::int64_t one_more(const futures::future<std::int64_t>& before) { return before.result() + 1; }

std::int64_t run(futures::executor& pool, std::int64_t length) {
  auto last = pool.submit([] { return std::int64_t{1}; });
  for (std::int64_t i = 1; i < length; ++i) last = pool.submit(one_more, last);
  return last.result();
}

std::int64_t itself(std::int64_t length) { return length; }

const workload_registration registered{
    {.name = "chain",
     .summary = "N tasks, each waits for the one before: handing results on",
     .sizes = {.tiny = 10, .quick = 500, .full = 5'000},
     .labels = {stress::dependencies, stress::latency, stress::blocking},
     .run = run,
     .answer = itself,
     .tasks = itself,
     .refusal = [](const auto& where, auto n) { return too_many_threads(where, n); }}};

}  // namespace
}  // namespace bench
