// SPDX-License-Identifier: MIT
// merge_sort: sorts random numbers; halves are tasks, merging is serial.
//
// How it works. The left half of a range is a task of its own, the right half stays with this one.
// The last merge of all is serial, so the span is linear in the size: two workers gain well under
// twice. A run also draws its numbers and folds the sorted ones into an answer that depends on
// their order, serially; both are a small part of it.
//
// Source: INNCABS (Thoman et al., Euro-Par 2014), whose sort is serial from 2048 elements down.
#include <algorithm>
#include <memory>

#include "bench/splitmix.hpp"
#include "bench/thread_per_task.hpp"

namespace bench {
namespace {

using numbers = std::vector<std::uint64_t>;

constexpr std::size_t cutoff = 2048;

numbers draw(std::int64_t count) {
  splitmix random(1);
  numbers drawn(static_cast<std::size_t>(count));
  for (auto& number : drawn) number = random.next();
  return drawn;
}

/// Depends on each number and on its place: the hash of strings by multiplication and addition.
std::int64_t fingerprint(const numbers& sorted) {
  std::uint64_t hash = 0;
  for (const auto number : sorted) hash = hash * 1'000'003 + number;
  return static_cast<std::int64_t>(hash);
}

/// What all tasks of a run share, each a range of it; as long as the last of them lives.
struct workplace {
  explicit workplace(std::int64_t count) : data(draw(count)), buffer(data.size()) {}
  numbers data, buffer;
};

void sort(futures::executor& pool, const std::shared_ptr<workplace>& at, std::size_t begin,
          std::size_t end) {
  const auto data = at->data.begin();
  const auto place = [&](std::size_t i) { return data + static_cast<std::ptrdiff_t>(i); };
  if (end - begin <= cutoff) return std::sort(place(begin), place(end));
  const auto middle = begin + (end - begin) / 2;
  const auto left = pool.submit(sort, std::ref(pool), at, begin, middle);
  sort(pool, at, middle, end);
  left.result();
  const auto out = at->buffer.begin() + static_cast<std::ptrdiff_t>(begin);
  const auto out_end = std::merge(place(begin), place(middle), place(middle), place(end), out);
  std::copy(out, out_end, place(begin));
}

std::int64_t run(futures::executor& pool, std::int64_t count) {
  const auto at = std::make_shared<workplace>(count);
  pool.submit(sort, std::ref(pool), at, std::size_t{0}, at->data.size()).result();
  return fingerprint(at->data);
}

std::int64_t answer(std::int64_t count) {
  auto data = draw(count);
  std::ranges::sort(data);
  return fingerprint(data);
}

/// One for the whole, and one for each split.
std::int64_t tasks(std::int64_t count) {
  if (count <= static_cast<std::int64_t>(cutoff)) return 1;
  return tasks(count / 2) + tasks(count - count / 2);
}

const workload_registration registered{
    {.name = "merge_sort",
     .summary = "sort N random numbers, halves as tasks, serial merges",
     .sizes = {.tiny = 5'000, .quick = 65'536, .full = 1'048'576},
     .labels = {stress::memory_bandwidth, stress::blocking},
     .run = run,
     .answer = answer,
     .tasks = tasks,
     .refusal = [](const auto& where, auto n) { return too_many_threads(where, tasks(n)); },
     .serial = answer}};

}  // namespace
}  // namespace bench
