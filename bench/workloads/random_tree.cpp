// SPDX-License-Identifier: MIT
// random_tree: a random expression without shared terms, each operation a task that submits both of
// its operands.
//
// How it works. An expression of n numbers is one of k and one of n - k, joined by an operation;
// where it is cut is drawn, so that one side is often far larger than the other and the tree more
// than twice as deep as a balanced one. A task submits both sides and waits for them; a number is a
// task, too. The tree comes from a splittable generator: each half has its own, so that both can be
// drawn at the same time and the expression is the same whoever draws first. Numbers are residues
// modulo 2^64. The right answer comes from a loop over a stack: it draws the tree in the same way
// and folds it without recursion.
//
// Source: depth and shape are those of random binary search trees, which have these cuts; Devroye,
// "A Note on the Height of Binary Search Trees", J. ACM 33 (1986).
#include <vector>

#include "bench/residues.hpp"
#include "bench/splitmix.hpp"
#include "bench/thread_per_task.hpp"

namespace bench {
namespace {

using number = residue;

constexpr std::uint64_t seed = 3;  // any does

/// What one draws of an expression with more than one number.
struct node {
  std::uint64_t operation, left_size, right_size;
  splitmix left, right;
};

node draw(splitmix random, std::uint64_t size) {
  const auto operation = random.below(operations), left_size = 1 + random.below(size - 1);
  const auto left = random.split();
  return {operation, left_size, size - left_size, left, random.split()};
}

number leaf(splitmix random) { return 2 * random.next() + 1; }  // odd: no product becomes 0

number parallel(futures::executor& pool, splitmix random, std::uint64_t size) {
  if (size == 1) return leaf(random);
  const auto drawn = draw(random, size);
  const auto left = pool.submit(parallel, std::ref(pool), drawn.left, drawn.left_size);
  const auto right = pool.submit(parallel, std::ref(pool), drawn.right, drawn.right_size);
  return apply(drawn.operation, left.result(), right.result());
}

number serial(splitmix random, std::uint64_t size) {
  if (size == 1) return leaf(random);
  const auto drawn = draw(random, size);
  const auto left = serial(drawn.left, drawn.left_size);
  return apply(drawn.operation, left, serial(drawn.right, drawn.right_size));
}

/// From right to left: an operation is drawn before its operands and applied after both.
number fold_all(splitmix random, std::uint64_t size) {
  struct step {
    splitmix random;
    std::uint64_t size;  // 0: apply the operation
    std::uint64_t operation;
  };
  std::vector<step> ahead{{random, size, 0}};
  std::vector<number> values;
  while (!ahead.empty()) {
    const auto next = ahead.back();
    ahead.pop_back();
    if (next.size == 1) {
      values.push_back(leaf(next.random));
    } else if (next.size > 1) {
      const auto drawn = draw(next.random, next.size);
      ahead.push_back({random, 0, drawn.operation});
      ahead.push_back({drawn.left, drawn.left_size, 0});
      ahead.push_back({drawn.right, drawn.right_size, 0});
    } else {
      const auto left = values.back();
      values.pop_back();
      values.back() = apply(next.operation, left, values.back());
    }
  }
  return values.back();
}

std::int64_t run(futures::executor& pool, std::int64_t size) {
  return static_cast<std::int64_t>(
      pool.submit(parallel, std::ref(pool), splitmix(seed), static_cast<std::uint64_t>(size))
          .result());
}

std::int64_t answer(std::int64_t size) {
  return static_cast<std::int64_t>(fold_all(splitmix(seed), static_cast<std::uint64_t>(size)));
}

std::int64_t in_one_go(std::int64_t size) {
  return static_cast<std::int64_t>(serial(splitmix(seed), static_cast<std::uint64_t>(size)));
}

std::int64_t tasks(std::int64_t size) { return 2 * size - 1; }

const workload_registration registered{
    {.name = "random_tree",
     .summary = "a random expression, unbalanced and nothing shared, each operation a task",
     .sizes = {.tiny = 20, .quick = 500, .full = 20'000},
     .labels = {stress::irregular, stress::spawn_overhead, stress::blocking},
     .run = run,
     .answer = answer,
     .tasks = tasks,
     .refusal = [](const auto& where, auto n) { return too_many_threads(where, tasks(n)); },
     .serial = in_one_go}};

}  // namespace
}  // namespace bench
