// SPDX-License-Identifier: MIT
// tree_search: counts the nodes of a random tree that nobody can foresee, each node a task.
//
// How it works. It is UTS, the unbalanced tree search, in its geometric form: a node above the last
// level has a geometrically distributed number of children, 4 on average, so that one subtree may
// be empty and its neighbour huge. Two things differ from the original. A node's random numbers
// come from a splittable generator (bench/splitmix.hpp), not from SHA-1: a node costs far less, and
// what is measured is the tasks. And the distribution is drawn by counting trials, in integers, so
// that the tree is the same on every machine; the logarithm that the original takes need not be.
//
// Source: Olivier et al., "UTS: An Unbalanced Tree Search Benchmark", LCPC 2006; its tree T1 has
// ten levels, the same mean, and 4,130,071 nodes.
#include "bench/splitmix.hpp"
#include "bench/thread_per_task.hpp"

namespace bench {
namespace {

constexpr std::uint64_t mean_children = 4;
constexpr std::uint64_t seed = 5;  // its tree is of average size; a fifth of all end at the root

/// Trials of probability 4/5 that succeed one after the other: 4 on average.
std::int64_t draw_children(splitmix& random) {
  std::int64_t count = 0;
  while (random.below(mean_children + 1) != 0) ++count;
  return count;
}

std::int64_t serial(splitmix random, std::int64_t levels) {
  std::int64_t nodes = 1;
  if (levels > 0)
    for (auto left = draw_children(random); left > 0; --left)
      nodes += serial(random.split(), levels - 1);
  return nodes;
}

std::int64_t parallel(futures::executor& pool, splitmix random, std::int64_t levels) {
  if (levels == 0) return 1;
  std::vector<futures::future<std::int64_t>> parts;
  for (auto left = draw_children(random); left > 0; --left)
    parts.push_back(pool.submit(parallel, std::ref(pool), random.split(), levels - 1));
  std::int64_t nodes = 1;
  for (const auto& part : parts) nodes += part.result();
  return nodes;
}

std::int64_t run(futures::executor& pool, std::int64_t levels) {
  return pool.submit(parallel, std::ref(pool), splitmix(seed), levels).result();
}

std::int64_t count(std::int64_t levels) { return serial(splitmix(seed), levels); }

const workload_registration registered{
    {.name = "tree_search",
     .summary = "count the nodes of an unbalanced random tree, each a task: stealing",
     .sizes = {.tiny = 2, .quick = 5, .full = 8},
     .labels = {stress::irregular, stress::spawn_overhead, stress::blocking},
     .run = run,
     .answer = count,
     .tasks = count,
     .refusal = [](const auto& where, auto n) { return too_many_threads(where, count(n)); },
     .serial = count}};

}  // namespace
}  // namespace bench
