// SPDX-License-Identifier: MIT
// wavefront: the longest common subsequence of two strings, where futures are the dependencies.
//
// How it works. The table of the textbook's algorithm is cut into blocks. A block is a task that
// waits for the futures of the block above and of the one to its left, whose values are the rows
// and columns of cells that it continues; nothing else is shared. So there is one block to do at
// first, then two, and so on to the longest diagonal, and down again: the span is the path along
// two sides of the table. Blocks are submitted row by row, so whoever is waited for was submitted
// first.
//
// Source: the pattern is that of Taskflow's benchmark `wavefront`, whose blocks do nothing.
#include <algorithm>

#include "bench/splitmix.hpp"
#include "bench/thread_per_task.hpp"

namespace bench {
namespace {

constexpr std::int64_t block = 64;  // 4096 cells: some microseconds

using cells = std::vector<int>;

/// What a block hands on. Both begin with the cell before the block's own, a corner.
struct edges {
  cells bottom;  ///< the last row
  cells right;   ///< the last column
};
using future_edges = std::optional<futures::future<edges>>;

/// Letters of an alphabet of four.
std::string draw(std::int64_t length, std::uint64_t seed) {
  splitmix random(seed);
  std::string letters(static_cast<std::size_t>(length), ' ');
  for (auto& letter : letters) letter = static_cast<char>('a' + random.below(4));
  return letters;
}
std::string first(std::int64_t length) { return draw(length, 1); }
std::string second(std::int64_t length) { return draw(length, 2); }

/// The next row of the table. `row` begins with a corner; `before` is the new row's first cell.
void next_row(char letter, std::string_view across, int before, cells& row) {
  auto diagonal = row[0];
  row[0] = before;
  for (std::size_t j = 1; j < row.size(); ++j) {
    const auto above = row[j];
    row[j] = letter == across[j - 1] ? diagonal + 1 : std::max(above, row[j - 1]);
    diagonal = above;
  }
}

/// Outside the table all cells are 0.
edges fill(std::string_view down, std::string_view across, const future_edges& above,
           const future_edges& left) {
  auto row = above ? above->result().bottom : cells(across.size() + 1);
  const auto column = left ? left->result().right : cells(down.size() + 1);
  cells right{row.back()};
  right.reserve(column.size());
  for (std::size_t i = 0; i < down.size(); ++i) {
    next_row(down[i], across, column[i + 1], row);
    right.push_back(row.back());
  }
  return {std::move(row), std::move(right)};
}

std::string part_of(const std::string& whole, std::int64_t number) {
  return whole.substr(static_cast<std::size_t>(number * block), static_cast<std::size_t>(block));
}

std::int64_t blocks_across(std::int64_t length) { return (length + block - 1) / block; }

std::int64_t run(futures::executor& pool, std::int64_t length) {
  const auto down = first(length), across = second(length);
  const auto blocks = blocks_across(length);
  std::vector<future_edges> row(static_cast<std::size_t>(blocks));  // of the blocks' last row
  for (std::int64_t i = 0; i < blocks; ++i) {
    future_edges left;
    for (std::int64_t j = 0; j < blocks; ++j) {
      auto& above = row[static_cast<std::size_t>(j)];
      above = left = pool.submit(fill, part_of(down, i), part_of(across, j), above, left);
    }
  }
  return row.back()->result().bottom.back();
}

std::int64_t answer(std::int64_t length) {
  cells row(static_cast<std::size_t>(length) + 1);
  const auto across = second(length);
  for (const auto letter : first(length)) next_row(letter, across, 0, row);
  return row.back();
}

std::int64_t tasks(std::int64_t length) { return blocks_across(length) * blocks_across(length); }

const workload_registration registered{
    {.name = "wavefront",
     .summary = "longest common subsequence in blocks that wait for their neighbours",
     .sizes = {.tiny = 200, .quick = 1'024, .full = 6'400},
     .labels = {stress::dependencies, stress::blocking, stress::computation},
     .run = run,
     .answer = answer,
     .tasks = tasks,
     .refusal = [](const auto& where, auto n) { return too_many_threads(where, tasks(n)); },
     .serial = answer}};

}  // namespace
}  // namespace bench
