// SPDX-License-Identifier: MIT
// Which numbers to find, and how much time to spend on each.
#include "bench/plan.hpp"

#include <algorithm>
#include <set>

#include "reports/record/environment.hpp"

namespace bench {
namespace {

std::int64_t size_of(const workload& what, scale chosen) {
  switch (chosen) {
    case scale::tiny:
      return what.sizes.tiny;
    case scale::quick:
      return what.sizes.quick;
    case scale::full:
      return what.sizes.full;
  }
  return what.sizes.quick;
}

/// The named ones, each once and in the order of the names; all that are known if none is named.
template <class Entry, class Find>
std::vector<Entry> choose(const std::vector<std::string>& names, const std::vector<Entry>& known,
                          Find find) {
  if (names.empty()) return known;
  std::vector<Entry> chosen;
  std::set<std::string> seen;
  for (const auto& name : names)
    if (seen.insert(name).second) chosen.push_back(find(name));
  return chosen;
}

std::vector<std::optional<std::size_t>> choices(const futures::backend& where,
                                                const std::vector<std::size_t>& workers) {
  if (!where.caps.bounded_workers) return {std::nullopt};
  const std::set<std::size_t> each(workers.begin(), workers.end());
  return {each.begin(), each.end()};
}

}  // namespace

std::string_view name_of(scale chosen) {
  switch (chosen) {
    case scale::tiny:
      return "tiny";
    case scale::quick:
      return "quick";
    case scale::full:
      return "full";
  }
  return "unknown";
}

std::vector<std::size_t> default_workers() {
  return {1, 2, std::max<std::size_t>(2, reports::usable_cpus().value_or(1))};
}

std::vector<cell> make_cells(const selection& chosen) {
  const auto what = choose(chosen.workloads, workloads(), find_workload);
  const auto where = choose(chosen.backends, futures::backends(), futures::find_backend);
  const auto workers = chosen.workers.empty() ? default_workers() : chosen.workers;
  std::vector<cell> cells;
  for (const auto& load : what)
    for (const auto& backend : where)
      for (const auto& count : choices(backend, workers))
        cells.push_back({load, size_of(load, chosen.size), backend, count});
  return cells;
}

effort effort_for(scale size, std::size_t legs) {
  struct budget {
    int repetitions;       // 6 are the fewest from which a 95% interval of the median exists
    double total_seconds;  // of the repetitions; processes, warming up and slow cells come on top
    double most_seconds;   // of one repetition
    double limit_seconds;  // of one that hangs
    double whole_seconds;  // of the suite: a tenth less than what is promised of it
  };
  constexpr budget tiny{2, 0, 0, 30, 0}, quick{10, 40, 0.1, 20, 162};
  constexpr budget full{21, 900, 0.5, 120, 2'160};
  const auto& given = size == scale::tiny ? tiny : size == scale::quick ? quick : full;
  const auto all = static_cast<double>(std::max<std::size_t>(1, legs)) * given.repetitions;
  effort each{given.repetitions, std::min(given.most_seconds, given.total_seconds / all),
              given.limit_seconds};
  if (size == scale::tiny) return each;
  each.control = true;
  each.total_seconds = given.whole_seconds;
  return each;
}

}  // namespace bench
