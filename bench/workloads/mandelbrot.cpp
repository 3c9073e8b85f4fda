// SPDX-License-Identifier: MIT
// mandelbrot: an image of the Mandelbrot set, each row a task; rows differ a hundredfold.
//
// Source: BS::thread_pool's benchmark and the first assignment of Stanford's CS149; the window is
// that of the latter's first view, and 256 its number of iterations.
#include "bench/thread_per_task.hpp"

namespace bench {
namespace {

constexpr int most_iterations = 256;

/// How often z^2 + c can be taken before |z| > 2, at most most_iterations.
int iterations(double re, double im) {
  double x = re, y = im;
  int count = 0;
  while (count < most_iterations && x * x + y * y <= 4) {
    const auto next = x * x - y * y + re;
    y = 2 * x * y + im;
    x = next;
    ++count;
  }
  return count;
}

/// The iterations of a row's points, weighted by their places. Not inlined: one compiled form for
/// tasks and for the reference, whatever a compiler does with a product and a sum.
[[gnu::noinline]] std::int64_t row_sum(std::int64_t row, std::int64_t size) {
  const auto place = [size](std::int64_t i) {
    return static_cast<double>(i) / static_cast<double>(size);
  };
  std::int64_t sum = 0;
  for (std::int64_t i = 0; i < size; ++i)
    sum += (i + 1) * iterations(-2 + 3 * place(i), -1 + 2 * place(row));
  return sum * (row + 1);
}

std::int64_t run(futures::executor& pool, std::int64_t size) {
  std::vector<futures::future<std::int64_t>> rows;
  rows.reserve(static_cast<std::size_t>(size));
  for (std::int64_t row = 0; row < size; ++row) rows.push_back(pool.submit(row_sum, row, size));
  std::int64_t sum = 0;
  for (const auto& row : rows) sum += row.result();
  return sum;
}

std::int64_t answer(std::int64_t size) {
  std::int64_t sum = 0;
  for (std::int64_t row = 0; row < size; ++row) sum += row_sum(row, size);
  return sum;
}

std::int64_t itself(std::int64_t size) { return size; }

const workload_registration registered{
    {.name = "mandelbrot",
     .summary = "an image of N by N points, each row a task: uneven and independent",
     .sizes = {.tiny = 32, .quick = 128, .full = 512},
     .labels = {stress::computation, stress::irregular},
     .run = run,
     .answer = answer,
     .tasks = itself,
     .refusal = [](const auto& where, auto size) { return too_many_threads(where, size); },
     .serial = answer}};

}  // namespace
}  // namespace bench
