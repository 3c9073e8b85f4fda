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
// With a control, each group has one more leg of the reference, at a random place among the others:
// what it differs by from the first is noise (A/A).
//
// A round does not begin when there is no time left for it, going by the one before; but each cell
// has the legs of an interval first, as long as the whole time is not over.
//
// A cell whose leg is far longer than it should be has fewer rounds, but not below
// fewest_repetitions, so that the whole keeps within its time.
#include "bench/measure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>
#include <random>

#include "bench/groups.hpp"
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
      if (!has_time_for(round)) {
        out_of_time_ = true;
        break;
      }
      const auto begun = with_.elapsed_seconds();
      if (std::ranges::any_of(cells_, [&](const auto& each) { return each.wants(round); }))
        with_.begin_round(round);
      std::mt19937 random(static_cast<unsigned>(round));
      std::ranges::shuffle(groups_, random);
      for (auto& each : groups_) {
        std::ranges::shuffle(each.others, random);
        const auto control_at = random() % (each.others.size() + 1);
        if (!stopped()) run_group(each, round, control_at);
        if (clock::now() >= next_save_) save();
      }
      longest_round_ = std::max(longest_round_, with_.elapsed_seconds() - begun);
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

  /// The first round always has: nothing would come of a run without it.
  bool has_time_for(int round) const {
    if (round == 0 || !each_.total_seconds) return true;
    const auto elapsed = with_.elapsed_seconds();
    if (round < legs_for_an_interval) return elapsed < *each_.total_seconds;
    return elapsed + longest_round_ <= *each_.total_seconds;
  }

  void run_group(const group& its, int round, std::size_t control_at) {
    const auto wants = [&](std::size_t i) { return cells_[i].wants(round); };
    const bool others_want = std::ranges::any_of(its.others, wants);
    if (!others_want && !(its.reference && wants(*its.reference))) return;
    const bool first = round % 2 == 0;
    const bool controlled = each_.control && its.reference && wants(*its.reference);
    double serial = std::nan(""), reference = std::nan(""), control = std::nan("");
    const auto lead = [&] {
      if (first) serial = serial_seconds(its, round);
      if (its.reference) reference = reference_seconds(cells_[*its.reference], round, others_want);
      if (!first) serial = serial_seconds(its, round);
    };
    std::vector<std::size_t> measured;
    if (first) lead();
    for (std::size_t at = 0; at <= its.others.size(); ++at) {
      if (at == control_at && controlled && !stopped())
        control = partner_seconds(leg_of(cells_[*its.reference]), round, "control");
      if (at == its.others.size()) break;
      const auto i = its.others[at];
      if (wants(i) && !stopped() && run_cell(cells_[i], round)) measured.push_back(i);
    }
    if (!first) lead();
    if (controlled) keep_control(cells_[*its.reference].result, reference / control);
    if (its.reference) measured.push_back(*its.reference);
    for (const auto i : measured) pair(cells_[i], its.reference.has_value(), reference, serial);
  }

  /// One entry for each leg: NaN for those of a record from before there was a control.
  static void keep_control(bench_result& reference, double ratio) {
    auto& ratios = reference.control_ratios;
    if (ratios.size() >= reference.wall_seconds.size()) return;
    ratios.resize(reference.wall_seconds.size() - 1, std::nan(""));
    ratios.push_back(ratio);
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
      if (!run_cell(its, round) || !its.result.disturbances.back().empty()) return std::nan("");
      return its.result.wall_seconds.back();
    }
    return others_want ? partner_seconds(leg_of(its), round, "reference") : std::nan("");
  }

  /// Of a leg that is measured for the pairs of others. NaN when it went wrong or was disturbed.
  double partner_seconds(const leg& what, int round, const char* purpose) {
    const auto ran = run_watched(what, round);
    if (!stopped()) keep_other(what, round, purpose, ran);
    const auto& [found, disturbance] = ran;
    return found.problem || !disturbance.empty() ? std::nan("") : found.seconds();
  }

  double serial_seconds(const group& its, int round) {
    const auto& any = cells_[its.reference ? *its.reference : its.others.front()];
    if (any.what.what.serial == nullptr || stopped()) return std::nan("");
    auto what = leg_of(any);
    what.backend.clear();
    return partner_seconds(what, round, "serial");
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
  watched_leg run_watched(const leg& what, int round) {
    constexpr std::size_t legs_for_one_more = 8;
    auto ran = run_once(what);
    if (ran.disturbance.empty() || stopped() || legs_ < legs_for_one_more * again_) return ran;
    ++again_;
    keep_other(what, round, "repeated", ran);
    return run_once(what);
  }

  void keep_other(const leg& what, int round, const char* purpose, const watched_leg& ran) {
    other_legs_.push_back({.workload = what.workload,
                           .backend = what.backend,
                           .workers = static_cast<int>(what.workers.value_or(0)),
                           .round = round,
                           .purpose = purpose,
                           .samples = ran.found.samples,
                           .disturbance = ran.disturbance});
  }

  watched_leg run_once(const leg& what) {
    watched_leg ran;
    ran.disturbance = with_.watch([&] { ran.found = with_.run_leg(what, limit()); });
    ++legs_;
    return ran;
  }

  /// Returns: whether there is one sample more.
  bool run_cell(cell_under_way& its, int round) {
    with_.tell("measuring", done(), total(), its.name());
    const auto [found, disturbance] = run_watched(leg_of(its), round);
    if (stopped()) return false;  // the leg may have been ended with us
    auto& result = its.result;
    if (found.problem) {
      const auto problem = *found.problem;
      result = new_result(its.what);
      result.problem = problem;
      return false;
    }
    if (its.what.workers) result.workers = found.workers;
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
    with_.save(results(), other_legs_);
    next_save_ = clock::now() + save_period;
  }

  measurement finish() const {
    measurement found{.results = results(), .out_of_time = out_of_time_};
    for (const auto& each : cells_) {
      found.all_right = found.all_right && !each.failed();
      const auto legs = static_cast<int>(each.result.wall_seconds.size());
      found.interrupted =
          found.interrupted || (!out_of_time_ && !each.result.problem && legs < each.rounds);
    }
    return found;
  }

  const effort each_;
  const surroundings& with_;
  std::vector<cell_under_way> cells_;
  std::vector<group> groups_;
  std::vector<reports::bench_leg> other_legs_;
  bool out_of_time_ = false;
  double longest_round_ = 0;  ///< seconds
  std::size_t legs_ = 0;      ///< run so far
  std::size_t again_ = 0;     ///< of them because the first try was disturbed
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
