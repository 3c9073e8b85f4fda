// SPDX-License-Identifier: MIT
// shared_terms: a random expression whose terms are used several times over, each operation a task.
//
// How it works. The first few terms are numbers. Each further one adds, subtracts or multiplies two
// earlier ones that are drawn at random, by a task that holds their futures and waits for them. So
// a future has two readers on average and some have none or dozens, and workers wait inside tasks
// for what others compute. The answer folds all terms. Numbers are residues modulo 2^64.
//
// Source: futures with several readers are the "multi-touch" futures of Herlihy and Liu,
// "Well-structured futures and cache locality", PPoPP 2014.
#include "bench/residues.hpp"
#include "bench/splitmix.hpp"
#include "bench/thread_per_task.hpp"

namespace bench {
namespace {

using number = residue;

constexpr std::uint64_t numbers = 4;  // terms without operation

/// A term of the expression: which operation on which two earlier terms.
struct term {
  std::uint64_t operation, left, right;
};

/// Draws term number i; called for each in order.
term draw(splitmix& random, std::uint64_t i) {
  const auto operation = random.below(operations), left = random.below(i), right = random.below(i);
  return {operation, left, right};
}

number evaluate(std::uint64_t operation, const futures::future<number>& left,
                const futures::future<number>& right) {
  return apply(operation, left.result(), right.result());
}

/// Depends on each value and on its place.
number fold(number hash, number value) { return hash * 1'000'003 + value; }

std::int64_t run(futures::executor& pool, std::int64_t count) {
  splitmix random(1);
  std::vector<futures::future<number>> terms;
  terms.reserve(static_cast<std::size_t>(count));
  for (std::uint64_t i = 0; i < static_cast<std::uint64_t>(count); ++i) {
    if (i < numbers) {
      terms.push_back(pool.submit([value = 2 * i + 3] { return value; }));
      continue;
    }
    const auto [operation, left, right] = draw(random, i);
    terms.push_back(pool.submit(evaluate, operation, terms[left], terms[right]));
  }
  number hash = 0;
  for (const auto& each : terms) hash = fold(hash, each.result());
  return static_cast<std::int64_t>(hash);
}

std::int64_t answer(std::int64_t count) {
  splitmix random(1);
  std::vector<number> values;
  number hash = 0;
  for (std::uint64_t i = 0; i < static_cast<std::uint64_t>(count); ++i) {
    if (i < numbers) {
      values.push_back(2 * i + 3);
    } else {
      const auto [operation, left, right] = draw(random, i);
      values.push_back(apply(operation, values[left], values[right]));
    }
    hash = fold(hash, values.back());
  }
  return static_cast<std::int64_t>(hash);
}

std::int64_t itself(std::int64_t count) { return count; }

const workload_registration registered{
    {.name = "shared_terms",
     .summary = "a random expression with shared terms: futures that many wait for",
     .sizes = {.tiny = 20, .quick = 1'000, .full = 20'000},
     .labels = {stress::dependencies, stress::blocking, stress::irregular},
     .run = run,
     .answer = answer,
     .tasks = itself,
     .refusal = [](const auto& where, auto count) { return too_many_threads(where, count); },
     .serial = answer}};

}  // namespace
}  // namespace bench
