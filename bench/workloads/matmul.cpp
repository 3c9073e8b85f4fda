// SPDX-License-Identifier: MIT
// matmul: the product of two square matrices, each block of it a task.
//
// How it works. Entries are small integers held as doubles, so that every sum is exact in any
// order. The answer is u'(AB)v for weights u and v. The right one is (u'A)(Bv), which takes no
// product of matrices: an independent check in quadratic time, Freivalds' with weights that are
// fixed.
//
// Source: the sizes are those of Taskflow's benchmark `matrix_multiplication`, 128 to 1024; like
// there it is the control, for tasks are large and good backends should hardly differ. The check:
// Freivalds, "Probabilistic machines can use less running time", IFIP 1977.
#include <algorithm>
#include <memory>

#include "bench/thread_per_task.hpp"

namespace bench {
namespace {

constexpr std::int64_t block = 32;  // three blocks of doubles take 24 KiB: a level-1 cache

struct matrix {
  explicit matrix(std::int64_t size) : n(size), entries(static_cast<std::size_t>(size * size)) {}
  double* row(std::int64_t i) { return entries.data() + i * n; }
  const double* row(std::int64_t i) const { return entries.data() + i * n; }

  std::int64_t n;
  std::vector<double> entries;
};

/// Entries 0 ... 6, in no pattern that a block's size divides.
matrix filled(std::int64_t n, std::int64_t down, std::int64_t across) {
  matrix made(n);
  for (std::int64_t i = 0; i < n; ++i)
    for (std::int64_t j = 0; j < n; ++j)
      made.row(i)[j] = static_cast<double>((i * down + j * across + i * j) % 7);
  return made;
}

/// What all tasks of a run share: they read two and write to blocks of the third.
struct product {
  explicit product(std::int64_t n) : a(filled(n, 3, 5)), b(filled(n, 2, 1)), c(n) {}
  matrix a, b, c;
};

void multiply_block(const std::shared_ptr<product>& what, std::int64_t top, std::int64_t left) {
  const auto n = what->c.n;
  const auto bottom = std::min(n, top + block), right = std::min(n, left + block);
  for (std::int64_t depth = 0; depth < n; depth += block)
    for (auto i = top; i < bottom; ++i)
      for (auto k = depth; k < std::min(n, depth + block); ++k) {
        const auto factor = what->a.row(i)[k];
        const auto* from = what->b.row(k);
        auto* to = what->c.row(i);
        for (auto j = left; j < right; ++j) to[j] += factor * from[j];
      }
}

double row_weight(std::int64_t i) { return static_cast<double>(1 + i * 31 % 101); }
double column_weight(std::int64_t j) { return static_cast<double>(1 + j * 37 % 103); }

std::int64_t fingerprint(const matrix& c) {
  double sum = 0;
  for (std::int64_t i = 0; i < c.n; ++i)
    for (std::int64_t j = 0; j < c.n; ++j) sum += row_weight(i) * c.row(i)[j] * column_weight(j);
  return static_cast<std::int64_t>(sum);
}

std::int64_t run(futures::executor& pool, std::int64_t n) {
  const auto what = std::make_shared<product>(n);
  std::vector<futures::future<void>> blocks;
  for (std::int64_t top = 0; top < n; top += block)
    for (std::int64_t left = 0; left < n; left += block)
      blocks.push_back(pool.submit(multiply_block, what, top, left));
  for (const auto& each : blocks) each.result();
  return fingerprint(what->c);
}

std::int64_t serial(std::int64_t n) {
  const auto what = std::make_shared<product>(n);
  for (std::int64_t top = 0; top < n; top += block)
    for (std::int64_t left = 0; left < n; left += block) multiply_block(what, top, left);
  return fingerprint(what->c);
}

std::int64_t answer(std::int64_t n) {
  const product what(n);
  double sum = 0;
  for (std::int64_t k = 0; k < n; ++k) {
    double left = 0, right = 0;
    for (std::int64_t i = 0; i < n; ++i) left += row_weight(i) * what.a.row(i)[k];
    for (std::int64_t j = 0; j < n; ++j) right += what.b.row(k)[j] * column_weight(j);
    sum += left * right;
  }
  return static_cast<std::int64_t>(sum);
}

std::int64_t tasks(std::int64_t n) {
  const auto blocks = (n + block - 1) / block;
  return blocks * blocks;
}

const workload_registration registered{
    {.name = "matmul",
     .summary = "multiply two matrices, each block of the product a task: the control",
     .sizes = {.tiny = 48, .quick = 192, .full = 512},
     .labels = {stress::computation, stress::memory_bandwidth},
     .run = run,
     .answer = answer,
     .tasks = tasks,
     .refusal = [](const auto& where, auto n) { return too_many_threads(where, tasks(n)); },
     .serial = serial}};

}  // namespace
}  // namespace bench
