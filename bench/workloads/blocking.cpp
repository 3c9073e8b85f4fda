// SPDX-License-Identifier: MIT
// blocking: many more tasks than workers, all of which wait most of the time and compute nothing.
//
// How it works. A page waits for a signal, which the caller gives when it has submitted all pages:
// so at first every worker is held up, and nobody takes from the queue. Then the page submits two
// lookups and waits for their futures; a lookup sleeps, as one that waits for a disk or a network
// does. None of these waits uses a processor. A pool of N workers has no more than N of the sleeps
// at a time, whatever the number of its CPUs; a thread for each task has all of them at once.
//
// Source: the kernel `io_bound` of Task Bench (Slaughter et al., SC 2020) waits likewise.
#include <chrono>
#include <thread>

#include "bench/gate.hpp"
#include "bench/splitmix.hpp"
#include "bench/thread_per_task.hpp"

namespace bench {
namespace {

using number = std::uint64_t;

constexpr std::chrono::microseconds answer_time(100);  // a fast disk's, or a near server's

number value_of(number key) { return splitmix(key).next(); }

/// Differs when the two are exchanged.
number combine(number left, number right) { return 3 * left + right; }

number look_up(number key) {
  std::this_thread::sleep_for(answer_time);
  return value_of(key);
}

number make_page(futures::executor& pool, const std::function<void()>& wait_for_signal, number i) {
  wait_for_signal();
  const auto left = pool.submit(look_up, 2 * i), right = pool.submit(look_up, 2 * i + 1);
  return combine(left.result(), right.result());
}

std::int64_t run(futures::executor& pool, std::int64_t pages) {
  gate signal;
  const std::function<void()> wait_for_signal = signal.waiter();
  std::vector<futures::future<number>> made;
  for (number i = 0; i < static_cast<number>(pages); ++i)
    made.push_back(pool.submit(make_page, std::ref(pool), wait_for_signal, i));
  signal.open();
  number sum = 0;
  for (const auto& each : made) sum += each.result();
  return static_cast<std::int64_t>(sum);
}

std::int64_t answer(std::int64_t pages) {
  number sum = 0;
  for (number i = 0; i < static_cast<number>(pages); ++i)
    sum += combine(value_of(2 * i), value_of(2 * i + 1));
  return static_cast<std::int64_t>(sum);
}

std::int64_t tasks(std::int64_t pages) { return 3 * pages; }

std::optional<std::string> refusal(const futures::backend& where, std::int64_t pages) {
  if (!where.caps.asynchronous) return "its submit() would wait for a signal that comes after it";
  return too_many_threads(where, tasks(pages));
}

const workload_registration registered{
    {.name = "blocking",
     .summary = "many tasks that sleep, or wait for others that do: waiting",
     .sizes = {.tiny = 6, .quick = 40, .full = 300},
     .labels = {stress::blocking, stress::latency},
     .run = run,
     .answer = answer,
     .tasks = tasks,
     .refusal = refusal}};

}  // namespace
}  // namespace bench
