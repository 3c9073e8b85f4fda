// SPDX-License-Identifier: MIT
// Puts every work to every competitor, in rounds.
//
// How it works. A work is finished before the next one begins. Each of its rounds has a leg of
// every competitor with each number of workers, those with the same number one right after the
// other and in random order: what disturbs the machine for a while disturbs all of them, and a
// ratio is made of two legs of one round. Each leg has a pool of its own, which it ends; the next
// leg waits until no thread of the process runs, because some pools' workers spin for a while.
#include "bench/overhead/suite.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "bench/overhead/contest.hpp"

namespace bench::overhead {
namespace {

template <class Entry>
std::vector<Entry> choose(const std::vector<Entry>& known, const std::vector<std::string>& names,
                          const char* what) {
  if (names.empty()) return known;
  std::vector<std::string_view> known_names;
  for (const auto& each : known) known_names.push_back(each.name);
  for (const auto& name : names)
    if (std::ranges::find(known_names, name) == known_names.end())
      throw std::invalid_argument(
          fmt::format("unknown {} '{}'; there are {}", what, name, fmt::join(known_names, ", ")));
  auto chosen = known;
  std::erase_if(chosen, [&](const Entry& each) {
    return std::ranges::find(names, each.name) == names.end();
  });
  return chosen;
}

/// Those at one work with one number of workers.
using field = std::vector<contest>;

const contest* find(const field& of, std::string_view competitor) {
  const auto found = std::ranges::find(of, competitor, &contest::competitor_name);
  return found == of.end() ? nullptr : &*found;
}

std::vector<std::size_t> workers_of(const work& what, const suite& asked) {
  if (asked.workers.empty()) return what.workers;
  auto chosen = what.workers;
  std::erase_if(chosen, [&](std::size_t each) {
    return std::ranges::find(asked.workers, each) == asked.workers.end();
  });
  return chosen;
}

std::vector<field> make_fields(const work& what, const suite& asked) {
  std::vector<field> fields;
  for (const auto workers : workers_of(what, asked)) {
    auto& made = fields.emplace_back();
    for (const auto& each : asked.competitors)
      if (each.kind == what.kind) made.emplace_back(what, each, workers);
  }
  return fields;
}

int rounds_of(const work& what, scale size) {
  return std::min(what.most_rounds, what.times_rounds * rounds_for(size));
}

std::size_t count_legs(const suite& asked) {
  std::size_t legs = 0;
  for (const auto& what : asked.works)
    for (const auto& each : make_fields(what, asked))
      legs += each.size() * static_cast<std::size_t>(1 + rounds_of(what, asked.size));
  return legs;
}

/// A suite while it runs.
class suite_run {
 public:
  suite_run(const suite& asked, std::mt19937_64& dice, const progress& tell)
      : asked_(asked), dice_(dice), tell_(tell), total_(count_legs(asked)) {}

  suite_result run() {
    for (const auto& what : asked_.works) measure(what);
    return std::move(result_);
  }

 private:
  void measure(const work& what) {
    auto fields = make_fields(what, asked_);
    for (auto& each : fields) in_random_order(each, [&](contest& of) { of.try_out(asked_.size); });
    for (auto left = rounds_of(what, asked_.size); left > 0; --left)
      for (auto& each : fields) in_random_order(each, [](contest& of) { of.run_leg(); });
    if (what.settle != nullptr)
      for (auto& each : fields) settle(what, each);
    for (std::size_t metric = 0; metric < what.metrics.size(); ++metric)
      for (const auto& each : fields) keep(each, metric, what.kind);
  }

  template <class Step>
  void in_random_order(field& contests, Step step) {
    std::vector<contest*> order;
    for (auto& each : contests) order.push_back(&each);
    std::ranges::shuffle(order, dice_);
    for (auto* each : order) {
      tell_("measuring", done_++, total_, each->name());
      step(*each);
    }
  }

  static void settle(const work& what, field& contests) {
    std::vector<std::vector<leg>*> of_each;
    for (auto& each : contests)
      if (!each.has_problem()) of_each.push_back(&each.legs());
    if (!of_each.empty()) what.settle(of_each, contests.front().workers());
  }

  void keep(const field& contests, std::size_t metric, pool_kind kind) {
    const auto* reference = find(contests, reference_of(kind));
    for (const auto& each : contests) {
      if (each.failed()) result_.all_right = false;
      const bool told_already = each.has_problem() && metric > 0;
      if (!each.is_left_out() && !told_already)
        result_.costs.push_back(each.cost(metric, reference));
    }
    for (const auto& each : contests) keep_beside_its_native_twin(contests, each, metric);
  }

  void keep_beside_its_native_twin(const field& contests, const contest& adapter,
                                   std::size_t metric) {
    const auto* native = find(contests, adapter.adapted_name());
    if (native == nullptr || native->has_problem() || adapter.has_problem()) return;
    result_.costs.push_back(adapter.cost_beside(*native, metric));
  }

  const suite& asked_;
  std::mt19937_64& dice_;
  const progress& tell_;
  std::size_t done_ = 0;
  const std::size_t total_;
  suite_result result_;
};

}  // namespace

suite make_suite(const selection& chosen) {
  auto names = chosen.backends;
  if (!names.empty())
    for (const auto kind : {pool_kind::threads, pool_kind::processes})
      names.emplace_back(reference_of(kind));
  return {choose(works(), chosen.workloads, "work"), choose(competitors(), names, "competitor"),
          chosen.workers, chosen.size};
}

int rounds_for(scale size) {
  switch (size) {
    case scale::tiny:
      return 2;
    case scale::quick:
      return 7;  // 6 are the fewest from which a 95% interval of the median exists
    case scale::full:
      return 21;
  }
  return 7;
}

suite_result run_suite(const suite& asked, std::mt19937_64& dice, const progress& tell) {
  return suite_run(asked, dice, tell).run();
}

}  // namespace bench::overhead
