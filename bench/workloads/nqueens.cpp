// SPDX-License-Identifier: MIT
// nqueens: in how many ways n queens fit on a board so that none attacks another.
//
// How it works. Each legal place in the first rows is a task that gets its own copy of the board;
// below, the search is serial. A board is three sets of bits: the columns that are taken, and the
// columns of the next row that the two kinds of diagonals attack.
//
// Source: BOTS (Duran et al., ICPP 2009) and INNCABS (Thoman et al., Euro-Par 2014), whose smallest
// boards have 13 rows. The numbers of solutions are sequence A000170 of the OEIS.
#include <array>
#include <bit>

#include "bench/thread_per_task.hpp"

namespace bench {
namespace {

constexpr int task_rows =
    3;  // enough tasks for dozens of workers, and each has some microseconds to do

struct board {
  std::uint32_t columns = 0, left = 0, right = 0;

  std::uint32_t free(std::int64_t n) const {
    return ~(columns | left | right) & ((std::uint32_t{1} << n) - 1);
  }
  board with(std::uint32_t queen) const {
    return {columns | queen, (left | queen) << 1, (right | queen) >> 1};
  }
};

template <class Visit>
void for_each_place(const board& at, std::int64_t n, Visit visit) {
  for (auto free = at.free(n); free != 0; free &= free - 1) visit(at.with(free & (~free + 1)));
}

std::int64_t serial(const board& at, std::int64_t n) {
  if (std::popcount(at.columns) == n) return 1;
  std::int64_t found = 0;
  for_each_place(at, n, [&](const board& next) { found += serial(next, n); });
  return found;
}

std::int64_t parallel(futures::executor& pool, board at, std::int64_t n) {
  const auto row = std::popcount(at.columns);
  if (row == task_rows || row == n) return serial(at, n);
  std::vector<futures::future<std::int64_t>> parts;
  for_each_place(at, n, [&](const board& next) {
    parts.push_back(pool.submit(parallel, std::ref(pool), next, n));
  });
  std::int64_t found = 0;
  for (const auto& part : parts) found += part.result();
  return found;
}

std::int64_t run(futures::executor& pool, std::int64_t n) {
  return pool.submit(parallel, std::ref(pool), board{}, n).result();
}

std::int64_t answer(std::int64_t n) {
  constexpr std::array<std::int64_t, 17> solutions{
      1, 1, 0, 0, 2, 10, 4, 40, 92, 352, 724, 2680, 14200, 73712, 365596, 2279184, 14772512};
  return solutions.at(static_cast<std::size_t>(n));
}

std::int64_t tasks_from(const board& at, std::int64_t n) {
  std::int64_t count = 1;
  if (std::popcount(at.columns) < std::min<std::int64_t>(task_rows, n))
    for_each_place(at, n, [&](const board& next) { count += tasks_from(next, n); });
  return count;
}

std::int64_t tasks(std::int64_t n) { return tasks_from({}, n); }

const workload_registration registered{
    {.name = "nqueens",
     .summary = "count the solutions for n queens, tasks in the first rows: search",
     .sizes = {.tiny = 6, .quick = 11, .full = 13},
     .labels = {stress::computation, stress::irregular, stress::blocking},
     .run = run,
     .answer = answer,
     .tasks = tasks,
     .refusal = [](const auto& where, auto n) { return too_many_threads(where, tasks(n)); },
     .serial = [](std::int64_t n) { return serial(board{}, n); }}};

}  // namespace
}  // namespace bench
