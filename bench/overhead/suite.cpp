// SPDX-License-Identifier: MIT
// Puts every work to every competitor, in rounds.
//
// How it works. A work is finished, and saved, before the next one begins. Each of its rounds has a
// leg of every competitor with each number of workers, those with the same number one right after
// the other and in random order: what disturbs the machine for a while disturbs all of them, and a
// ratio is made of two legs of one round. Each leg has a process of its own.
//
// A leg during which others disturbed the machine is run once more, as long as not too many were;
// if that is disturbed, too, the record says why it does not count.
//
// An adapter whose legs must be smaller than those of its native twin is compared with legs of the
// twin that are as small, and run for that alone.
#include "bench/overhead/suite.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <random>

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
struct field {
  std::vector<contest> told;  ///< have rows in the record
  /// Of an adapter's place among these to its twin with legs of the same size.
  std::map<std::size_t, contest> twins{};
};

const contest* find(const field& of, std::string_view competitor) {
  const auto found = std::ranges::find(of.told, competitor, &contest::competitor_name);
  return found == of.told.end() ? nullptr : &*found;
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
      if (each.kind == what.kind) made.told.emplace_back(what, each, workers);
  }
  return fields;
}

int rounds_of(const work& what, scale size) {
  return std::min(what.most_rounds, what.times_rounds * rounds_for(size));
}

std::size_t count_legs(const work& what, const suite& asked) {
  std::size_t legs = 0;
  for (const auto& each : make_fields(what, asked))
    legs += each.told.size() * static_cast<std::size_t>(1 + rounds_of(what, asked.size));
  return legs;
}

/// A suite while it runs.
class suite_run {
 public:
  suite_run(const suite& asked, std::uint64_t seed, const suite_surroundings& with,
            std::vector<reports::bench_cost> so_far)
      : asked_(asked), seed_(seed), with_(with) {
    for (const auto& what : asked.works) total_ += count_legs(what, asked);
    result_.costs = std::move(so_far);
    for (const auto& each : result_.costs)
      if (each.problem && !each.problem->starts_with("refused")) result_.all_right = false;
  }

  suite_result run() {
    for (const auto& what : asked_.works) {
      if (is_finished(what))
        done_ += count_legs(what, asked_);
      else
        measure(what);
    }
    return std::move(result_);
  }

 private:
  bool stopped() const { return with_.stop != nullptr && *with_.stop; }

  /// Whether an earlier run saved it: whole works are saved, and none is without its first metric.
  bool is_finished(const work& what) const {
    return std::ranges::find(result_.costs, what.metrics.front().name,
                             &reports::bench_cost::work) != result_.costs.end();
  }

  void measure(const work& what) {
    dice_.seed(seed_ + static_cast<std::uint64_t>(what.place));  // the same after an interruption
    auto fields = make_fields(what, asked_);
    for (auto& each : fields) {
      in_random_order(each, [&](contest& of) { of.try_out(asked_.size, trial_); });
      match_twins(each, rounds_of(what, asked_.size));
    }
    for (round_ = 0; round_ < rounds_of(what, asked_.size); ++round_)
      for (auto& each : fields) in_random_order(each, [&](contest& of) { of.run_leg(watched_); });
    if (stopped()) {
      result_.interrupted = true;
      return;
    }
    if (what.settle != nullptr)
      for (auto& each : fields) settle(what, each);
    for (std::size_t metric = 0; metric < what.metrics.size(); ++metric)
      for (const auto& each : fields) keep(each, metric, what.kind);
    with_.save(result_.costs, result_.repeated_legs);
  }

  template <class Step>
  void in_random_order(field& contests, Step step) {
    std::vector<contest*> order;
    for (auto& each : contests.told) order.push_back(&each);
    for (auto& [place, each] : contests.twins) order.push_back(&each);
    std::ranges::shuffle(order, dice_);
    for (auto* each : order) {
      if (stopped()) return;
      with_.tell("measuring", done_++, total_, each->name());
      step(*each);
    }
  }

  void match_twins(field& contests, int rounds) {
    for (std::size_t place = 0; place < contests.told.size(); ++place) {
      const auto& adapter = contests.told[place];
      const auto* native = find(contests, adapter.adapted_name());
      if (native == nullptr || native->has_problem() || adapter.has_problem()) continue;
      if (native->size() <= adapter.size()) continue;
      contests.twins.emplace(place, native->with_size_of(adapter));
      total_ += static_cast<std::size_t>(rounds);
    }
  }

  leg_outcome run_once(const leg_order& order) {
    constexpr std::chrono::seconds limit(60);  // a leg should take two, and its warm-up as long
    leg_outcome outcome;
    auto disturbance = with_.watch([&] { outcome = with_.run_leg(order, limit); });
    outcome.found.disturbance = std::move(disturbance);
    ++legs_;
    return outcome;
  }

  /// Once more when it was disturbed, unless that would make the suite far longer than promised.
  leg_outcome run_watched(const leg_order& order) {
    constexpr std::size_t legs_for_one_more = 8;
    auto outcome = run_once(order);
    if (outcome.found.disturbance.empty() || outcome.problem || stopped() ||
        legs_ < legs_for_one_more * again_)
      return outcome;
    ++again_;
    result_.repeated_legs.push_back({.workload = std::string(order.what.name),
                                     .backend = std::string(order.who.name),
                                     .workers = static_cast<int>(order.workers),
                                     .round = round_,
                                     .purpose = "repeated",
                                     .samples = std::move(outcome.found.values),
                                     .disturbance = std::move(outcome.found.disturbance)});
    return run_once(order);
  }

  static void settle(const work& what, field& contests) {
    std::vector<std::vector<leg>*> of_each;
    for (auto& each : contests.told)
      if (!each.has_problem()) of_each.push_back(&each.legs());
    if (!of_each.empty()) what.settle(of_each, contests.told.front().workers());
  }

  void keep(const field& contests, std::size_t metric, pool_kind kind) {
    const auto* reference = find(contests, reference_of(kind));
    for (const auto& each : contests.told) {
      if (each.failed()) result_.all_right = false;
      const bool told_already = each.has_problem() && metric > 0;
      if (!each.is_left_out() && !told_already)
        result_.costs.push_back(each.cost(metric, reference));
    }
    for (std::size_t place = 0; place < contests.told.size(); ++place)
      keep_beside_its_native_twin(contests, place, metric);
  }

  void keep_beside_its_native_twin(const field& contests, std::size_t place, std::size_t metric) {
    const auto& adapter = contests.told[place];
    const auto small = contests.twins.find(place);
    const auto* native =
        small != contests.twins.end() ? &small->second : find(contests, adapter.adapted_name());
    if (native == nullptr || native->has_problem() || adapter.has_problem()) return;
    result_.costs.push_back(adapter.cost_beside(*native, metric));
  }

  const suite& asked_;
  const std::uint64_t seed_;
  const suite_surroundings& with_;
  const leg_runner trial_ = [this](const leg_order& order) { return run_once(order); };
  const leg_runner watched_ = [this](const leg_order& order) { return run_watched(order); };
  std::mt19937_64 dice_;
  std::size_t done_ = 0, total_ = 0;
  int round_ = 0;          ///< of the work
  std::size_t legs_ = 0;   ///< run so far
  std::size_t again_ = 0;  ///< of them because the first try was disturbed
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

suite_result run_suite(const suite& asked, std::uint64_t seed, const suite_surroundings& with,
                       std::vector<reports::bench_cost> so_far) {
  return suite_run(asked, seed, with, std::move(so_far)).run();
}

}  // namespace bench::overhead
