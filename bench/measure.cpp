// SPDX-License-Identifier: MIT
// Measures cells leg by leg, in rounds, beside a reference.
//
// How it works. A round has a leg of every cell. The cells of one workload and one number of
// workers stand together, in random order, with the serial code and the reference backend before
// them in even rounds and after them in odd ones: so each leg is paired with a leg of the reference
// that ran within the same second or so, and what drifts hits as often the one as the other (ABBA).
// The groups are in random order, too.
//
// A leg during which others disturbed the machine is measured once more, as long as not too many
// were; if that is disturbed, too, the record says why it does not count.
//
// A cell whose leg is far longer than it should be has fewer rounds, but not below
// fewest_repetitions, so that the whole keeps within its time.
#include "bench/measure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <numeric>
#include <random>

#include "reports/record/environment.hpp"
#include "reports/record/machine_gates.hpp"

namespace bench {
namespace {

using clock = std::chrono::steady_clock;
using namespace std::chrono_literals;
using reports::bench_result;

/// Stands in a result that waits for its first leg, in a record of a run that is not finished.
constexpr auto not_yet = "not measured yet";

constexpr auto save_period = 5s;

/// A cell while it is measured.
struct cell_under_way {
  cell what;
  std::int64_t answer = 0;
  bench_result result;
  int rounds = 0;

  bool failed() const { return result.problem && !result.problem->starts_with("refused"); }
  bool wants(int round) const {
    return !result.problem && round < rounds &&
           result.wall_seconds.size() == static_cast<std::size_t>(round);
  }
  std::string name() const { return fmt::format("{} on {}", what.what.name, what.where.name); }
};

/// The cells that are compared with one another, by their places in the list.
struct group {
  std::optional<std::size_t> reference;
  std::vector<std::size_t> others;
};

/// By workload and workers; a backend that chooses its workers itself stands beside the most.
std::vector<group> groups_of(const std::vector<cell_under_way>& cells) {
  std::map<std::string_view, std::size_t> most;
  for (const auto& each : cells)
    most[each.what.what.name] = std::max(most[each.what.what.name], each.what.workers.value_or(1));
  std::map<std::pair<std::string_view, std::size_t>, group> found;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const auto& what = cells[i].what;
    auto& its = found[{what.what.name, what.workers.value_or(most[what.what.name])}];
    if (what.where.name == reference_backend)
      its.reference = i;
    else
      its.others.push_back(i);
  }
  std::vector<group> groups;
  for (auto& [key, each] : found) groups.push_back(std::move(each));
  return groups;
}

double sum_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

class rounds {
 public:
  rounds(const std::vector<cell>& chosen, const effort& each, const surroundings& with,
         std::vector<bench_result> so_far)
      : each_(each), with_(with) {
    if (!so_far.empty() && so_far.size() != chosen.size())
      throw std::invalid_argument("the record has other cells than those asked for");
    std::map<std::string_view, std::int64_t> answers;  // some take long to find
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      const auto& what = chosen[i].what;
      if (!answers.contains(what.name)) answers[what.name] = what.answer(chosen[i].size);
      cells_.push_back({chosen[i], answers[what.name], {}, each.repetitions});
      cells_.back().result =
          so_far.empty() ? new_result(chosen[i]) : known_result(chosen[i], std::move(so_far[i]));
      choose_rounds(cells_.back());
    }
    groups_ = groups_of(cells_);
  }

  measurement run() {
    for (int round = 0; round < each_.repetitions && !stopped(); ++round) {
      if (std::ranges::any_of(cells_, [&](const auto& each) { return each.wants(round); }))
        with_.begin_round(round);
      std::mt19937 random(static_cast<unsigned>(round));
      std::ranges::shuffle(groups_, random);
      for (auto& each : groups_) {
        std::ranges::shuffle(each.others, random);
        if (!stopped()) run_group(each, round);
        if (clock::now() >= next_save_) save();
      }
    }
    save();
    return finish();
  }

 private:
  static bench_result new_result(const cell& what) {
    return {.workload = std::string(what.what.name),
            .backend = std::string(what.where.name),
            .workers = static_cast<int>(what.workers.value_or(0)),
            .tasks = what.what.tasks(what.size),
            .wall_seconds = {},
            .cpu_seconds = {},
            .answer_checked = false,
            .problem = {}};
  }

  static bench_result known_result(const cell& what, bench_result known) {
    if (known.workload != what.what.name || known.backend != what.where.name ||
        known.tasks != what.what.tasks(what.size) ||
        (what.workers && known.workers != static_cast<int>(*what.workers)))
      throw std::invalid_argument(
          fmt::format("the record has {} on {} where {} on {} was asked for", known.workload,
                      known.backend, what.what.name, what.where.name));
    if (known.problem == not_yet) known.problem.reset();
    known.disturbances.resize(known.wall_seconds.size());
    return known;
  }

  bool stopped() const { return with_.stop != nullptr && *with_.stop; }

  void run_group(const group& its, int round) {
    const auto wants = [&](std::size_t i) { return cells_[i].wants(round); };
    const bool others_want = std::ranges::any_of(its.others, wants);
    if (!others_want && !(its.reference && wants(*its.reference))) return;
    const bool first = round % 2 == 0;
    double serial = std::nan(""), reference = std::nan("");
    const auto lead = [&] {
      if (first) serial = serial_seconds(its);
      if (its.reference) reference = reference_seconds(cells_[*its.reference], round, others_want);
      if (!first) serial = serial_seconds(its);
    };
    std::vector<std::size_t> measured;
    if (first) lead();
    for (const auto i : its.others)
      if (wants(i) && !stopped() && run_cell(cells_[i])) measured.push_back(i);
    if (!first) lead();
    if (its.reference) measured.push_back(*its.reference);
    for (const auto i : measured) pair(cells_[i], its.reference.has_value(), reference, serial);
  }

  /// One entry for each leg: NaN where the other leg of the pair went wrong.
  static void pair(cell_under_way& its, bool has_reference, double reference, double serial) {
    auto& to = its.result;
    if (has_reference && to.reference_ratios.size() < to.wall_seconds.size())
      to.reference_ratios.push_back(reference / to.wall_seconds.back());
    if (its.what.what.serial != nullptr && to.serial_seconds.size() < to.wall_seconds.size())
      to.serial_seconds.push_back(serial);
  }

  /// One more leg of the reference; where it has had all of its own, for the others' pairs alone.
  double reference_seconds(cell_under_way& its, int round, bool others_want) {
    if (its.result.problem || stopped()) return std::nan("");
    if (its.wants(round)) {
      if (!run_cell(its) || !its.result.disturbances.back().empty()) return std::nan("");
      return its.result.wall_seconds.back();
    }
    return others_want ? partner_seconds(leg_of(its)) : std::nan("");
  }

  /// Of a leg that is measured for the pairs of others. NaN when it went wrong or was disturbed.
  double partner_seconds(const leg& what) {
    const auto [found, disturbance] = run_watched(what);
    return found.problem || !disturbance.empty() ? std::nan("") : found.seconds();
  }

  double serial_seconds(const group& its) {
    const auto& any = cells_[its.reference ? *its.reference : its.others.front()];
    if (any.what.what.serial == nullptr || stopped()) return std::nan("");
    auto what = leg_of(any);
    what.backend.clear();
    what.workers.reset();
    return partner_seconds(what);
  }

  leg leg_of(const cell_under_way& of) const {
    return {.workload = std::string(of.what.what.name),
            .size = of.what.size,
            .answer = of.answer,
            .backend = std::string(of.what.where.name),
            .workers = of.what.workers,
            .seconds = each_.repetition_seconds};
  }

  std::chrono::milliseconds limit() const {
    return std::chrono::milliseconds(std::lround(1e3 * each_.most_seconds));
  }

  struct watched_leg {
    leg_result found;
    std::string disturbance;
  };

  /// Once more when it was disturbed, unless that would make the run far longer than promised.
  watched_leg run_watched(const leg& what) {
    constexpr std::size_t legs_for_one_more = 8;
    auto ran = run_once(what);
    if (ran.disturbance.empty() || stopped() || legs_ < legs_for_one_more * again_) return ran;
    ++again_;
    return run_once(what);
  }

  watched_leg run_once(const leg& what) {
    watched_leg ran;
    ran.disturbance = with_.watch([&] { ran.found = with_.run_leg(what, limit()); });
    ++legs_;
    return ran;
  }

  /// Returns: whether there is one sample more.
  bool run_cell(cell_under_way& its) {
    with_.tell("measuring", done(), total(), its.name());
    const auto [found, disturbance] = run_watched(leg_of(its));
    if (stopped()) return false;  // the leg may have been ended with us
    auto& result = its.result;
    if (found.problem) {
      const auto problem = *found.problem;
      result = new_result(its.what);
      result.problem = problem;
      return false;
    }
    result.workers = found.workers;
    result.wall_seconds.push_back(found.seconds());
    result.cpu_seconds.push_back(found.cpu_seconds);
    result.peak_bytes.push_back(found.peak_bytes);
    result.samples.push_back(found.samples);
    result.disturbances.push_back(disturbance);
    result.answer_checked = true;
    choose_rounds(its);
    return true;
  }

  /// By the first leg: the same after a run was interrupted.
  void choose_rounds(cell_under_way& its) const {
    constexpr double bearable_excess = 4;  // some backends are now fast, now 20 times slower
    if (its.result.samples.empty()) return;
    const auto took = sum_of(its.result.samples.front());
    const auto bearable = bearable_excess * each_.repetition_seconds;
    if (took <= bearable || bearable == 0) return;
    its.rounds = std::clamp(static_cast<int>(each_.repetitions * bearable / took),
                            std::min(fewest_repetitions, each_.repetitions), each_.repetitions);
  }

  std::size_t done() const {
    std::size_t legs = 0;
    for (const auto& each : cells_)
      legs += each.result.problem ? static_cast<std::size_t>(each.rounds)
                                  : each.result.wall_seconds.size();
    return legs;
  }
  std::size_t total() const {
    std::size_t legs = 0;
    for (const auto& each : cells_) legs += static_cast<std::size_t>(each.rounds);
    return legs;
  }

  std::vector<bench_result> results() const {
    std::vector<bench_result> found;
    for (const auto& each : cells_) {
      found.push_back(each.result);
      if (!each.result.problem && each.result.wall_seconds.empty()) found.back().problem = not_yet;
    }
    return found;
  }

  void save() {
    with_.save(results());
    next_save_ = clock::now() + save_period;
  }

  measurement finish() const {
    measurement found{.results = results()};
    for (const auto& each : cells_) {
      found.all_right = found.all_right && !each.failed();
      const auto legs = static_cast<int>(each.result.wall_seconds.size());
      found.interrupted = found.interrupted || (!each.result.problem && legs < each.rounds);
    }
    return found;
  }

  const effort each_;
  const surroundings& with_;
  std::vector<cell_under_way> cells_;
  std::vector<group> groups_;
  std::size_t legs_ = 0;   ///< run so far
  std::size_t again_ = 0;  ///< of them because the first try was disturbed
  clock::time_point next_save_ = clock::now() + save_period;
};

}  // namespace

std::string watch_machine(const std::function<void()>& doing) {
  constexpr double part_of_time = 0.02, ticks_in_a_second = 100;
  const bool quiet = reports::machine_is_quiet();
  const auto before = reports::machine_counters::now();
  const auto begin = clock::now();
  doing();
  const std::chrono::duration<double> took = clock::now() - begin;
  const auto processors = static_cast<double>(reports::usable_cpus().value_or(1));
  const auto stolen =
      static_cast<std::uint64_t>(part_of_time * ticks_in_a_second * took.count() * processors);
  if (!quiet) return "other programs were running";
  return reports::disturbance_between(before, reports::machine_counters::now(),
                                      reports::stolen_ticks_allowed + stolen);
}

measurement measure(const std::vector<cell>& chosen, const effort& each, const surroundings& with,
                    std::vector<bench_result> so_far) {
  return rounds(chosen, each, with, std::move(so_far)).run();
}

}  // namespace bench
