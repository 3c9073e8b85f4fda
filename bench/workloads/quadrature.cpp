// SPDX-License-Identifier: MIT
// quadrature: the integral of (x^2 + 1) x from 0 to n, halving intervals until halving changes
// little.
//
// How it works. An interval's trapezoid is compared with those of its halves; where they differ by
// more than a tolerance, each half is integrated by itself. Wide halves are tasks, narrow ones are
// serial. All errors have one sign and there are few million intervals, so that the sum, rounded,
// is the exact integral: n^2 (n^2 + 2) / 4, an integer when n is even.
//
// Source: the benchmark `integrate` of libfork (Williams and Elliott, arXiv 2402.18480), with its
// function and its tolerance; there n is 10000, every half is a task, and the result a double.
#include <cmath>

#include "bench/thread_per_task.hpp"

namespace bench {
namespace {

constexpr double tolerance = 1e-9;
constexpr double narrow = 0.25;  // some hundred intervals: a few microseconds

double f(double x) { return (x * x + 1) * x; }

/// A trapezoid under f, with what its neighbours need too.
struct interval {
  double left, f_left, right, f_right;

  double width() const { return right - left; }
  double area() const { return (f_left + f_right) * width() / 2; }
  std::pair<interval, interval> halves() const {
    const auto middle = (left + right) / 2, f_middle = f(middle);
    return {{left, f_left, middle, f_middle}, {middle, f_middle, right, f_right}};
  }
};

interval from_zero_to(std::int64_t n) {
  const auto end = static_cast<double>(n);
  return {0, f(0), end, f(end)};
}

bool fine_enough(const interval& whole, const interval& left, const interval& right) {
  return std::abs(left.area() + right.area() - whole.area()) < tolerance;
}

double serial(const interval& whole) {
  const auto [left, right] = whole.halves();
  if (fine_enough(whole, left, right)) return left.area() + right.area();
  return serial(left) + serial(right);
}

double parallel(futures::executor& pool, const interval& whole) {
  if (whole.width() <= narrow) return serial(whole);
  const auto [left, right] = whole.halves();
  if (fine_enough(whole, left, right)) return left.area() + right.area();
  const auto x = pool.submit(parallel, std::ref(pool), left);
  const auto y = pool.submit(parallel, std::ref(pool), right);
  return x.result() + y.result();
}

std::int64_t run(futures::executor& pool, std::int64_t n) {
  return std::llround(pool.submit(parallel, std::ref(pool), from_zero_to(n)).result());
}

std::int64_t answer(std::int64_t n) { return n * n * (n * n + 2) / 4; }

std::int64_t tasks_from(const interval& whole) {
  if (whole.width() <= narrow) return 1;
  const auto [left, right] = whole.halves();
  return fine_enough(whole, left, right) ? 1 : 1 + tasks_from(left) + tasks_from(right);
}

std::int64_t tasks(std::int64_t n) { return tasks_from(from_zero_to(n)); }

const workload_registration registered{
    {.name = "quadrature",
     .summary = "integrate by halving intervals where needed, wide ones as tasks",
     .sizes = {.tiny = 2, .quick = 40, .full = 400},
     .labels = {stress::computation, stress::irregular, stress::blocking},
     .run = run,
     .answer = answer,
     .tasks = tasks,
     .refusal = [](const auto& where, auto n) { return too_many_threads(where, tasks(n)); },
     .serial = [](std::int64_t n) -> std::int64_t {
       return std::llround(serial(from_zero_to(n)));
     }}};

}  // namespace
}  // namespace bench
