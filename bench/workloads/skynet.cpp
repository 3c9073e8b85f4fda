// SPDX-License-Identifier: MIT
// skynet: a tree of tasks ten wide, whose leaves return their own numbers and whose nodes add up.
//
// Source: the "Skynet 1M concurrency microbenchmark" by A. Temerev, which has a million leaves; the
// way to use futures of it is that of its .NET version.
#include "bench/thread_per_task.hpp"

namespace bench {
namespace {

constexpr std::int64_t children = 10;

std::int64_t node(futures::executor& pool, std::int64_t first, std::int64_t leaves) {
  if (leaves == 1) return first;
  const auto part = leaves / children;
  std::vector<futures::future<std::int64_t>> parts;
  parts.reserve(children);
  for (std::int64_t i = 0; i < children; ++i)
    parts.push_back(pool.submit(node, std::ref(pool), first + i * part, part));
  std::int64_t sum = 0;
  for (const auto& each : parts) sum += each.result();
  return sum;
}

/// The same tree of calls, so that what is left are the tasks.
std::int64_t serial_node(std::int64_t first, std::int64_t leaves) {
  if (leaves == 1) return first;
  const auto part = leaves / children;
  std::int64_t sum = 0;
  for (std::int64_t i = 0; i < children; ++i) sum += serial_node(first + i * part, part);
  return sum;
}

std::int64_t run(futures::executor& pool, std::int64_t leaves) {
  return pool.submit(node, std::ref(pool), 0, leaves).result();
}

std::int64_t answer(std::int64_t leaves) { return leaves * (leaves - 1) / 2; }

std::int64_t tasks(std::int64_t leaves) { return (children * leaves - 1) / (children - 1); }

const workload_registration registered{
    {.name = "skynet",
     .summary = "a tree of tasks, ten children each, sums its leaves: wide nesting",
     .sizes = {.tiny = 10, .quick = 1'000, .full = 100'000},
     .labels = {stress::spawn_overhead, stress::blocking},
     .run = run,
     .answer = answer,
     .tasks = tasks,
     .refusal = [](const auto& where, auto n) { return too_many_threads(where, tasks(n)); },
     .serial = [](std::int64_t leaves) { return serial_node(0, leaves); }}};

}  // namespace
}  // namespace bench
