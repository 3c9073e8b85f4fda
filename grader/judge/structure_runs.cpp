// SPDX-License-Identifier: MIT
// Runs a submission in virtual time under every setting of costs that the manifest has.
#include "grader/judge/structure_runs.hpp"

#include <fmt/format.h>

#include "grader/judge/delay.hpp"
#include "grader/judge/explain/advice.hpp"
#include "grader/judge/timeline.hpp"
#include "grader/judge/work_span.hpp"

namespace judge {
namespace {

/// The runs under one setting of costs.
struct structure_runs {
  std::vector<measured_run> all;
  /// What made the run on any number of workers longer than need be; empty when nothing did, or
  /// when there was no such run.
  std::string delay{};
  /// What one of the marked runs was made of, for people to look at.
  std::vector<reports::timeline_bar> timeline{};
  std::optional<reports::measured_structure> measured{};
  std::vector<mistake> mistakes{};  ///< what made it so, dearest first, as far as that is known
  std::optional<std::string> failure{};  ///< as in structure_result
};

/// Runs in virtual time under one setting.
class setting_runs {
 public:
  setting_runs(session& with, const grader::cost_setting& costs)
      : session_(with),
        graph_(with.rules().graph),
        best_(graph_with(graph_, costs)),
        marked_(costs.marked),
        steps_(costs_by_number(costs, with.what().table)) {}

  std::pair<run_result, measured_run> run(const std::vector<number>& operands,
                                          unsigned workers) const {
    const auto threads = workers != 0 ? workers : workers_to_spare(graph_);
    auto result = session_.run({.workers = threads, .operands = operands, .costs = steps_});
    measured_run measured{.workers = workers,
                          .optimum = best_.optimum(static_cast<int>(threads)),
                          .serial = best_.work()};
    if (result.ending == ending::returned) {
      measured.makespan = result.makespan;
      measured.idle = idle_steps(result, workers);
    }
    return {std::move(result), measured};
  }

  structure_runs run_each(const std::vector<unsigned>& numbers_of_workers,
                          const make_operands& fresh_operands) const {
    structure_runs made;
    for (const auto workers : numbers_of_workers) {
      const auto operands = fresh_operands();
      const auto [ran, measured] = run(operands, workers);
      if (!measured.makespan && measured.can_gain() && !made.failure)
        made.failure = fmt::format("{} ({})", describe(ran), workers_text(workers));
      if (workers == 0 && measured.makespan > measured.optimum) {
        made.delay = delay_in(ran, operands);
        made.mistakes = session_.explains().of_lost_steps(ran, operands);
      }
      if (marked_ && measured.makespan && !made.measured && shows_the_most(measured))
        look_closely(ran, workers, operands, made);
      if (marked_ && workers <= 1 && measured.makespan)
        session_.add_mistakes(session_.explains().of_habits(ran, operands, workers));
      made.all.push_back(measured);
    }
    return made;
  }

  const task_graph& best() const noexcept { return best_; }
  std::vector<reports::timeline_bar> ideal() const {
    return ideal_timeline(graph_, session_.what().table, steps_);
  }

 private:
  std::string delay_in(const run_result& ran, const std::vector<number>& operands) const {
    const auto& table = session_.what().table;
    const auto found = find_delay(graph_, table, operands, ran);
    return found ? describe(*found, graph_, table) : "";
  }

  /// Whether so many workers can be as fast as any number: the first such run has no more lanes
  /// than its picture needs, and the shortest schedule beside it is the best on its workers, too.
  bool shows_the_most(const measured_run& run) const {
    return run.workers == 0 || run.optimum == best_.span();
  }

  void look_closely(const run_result& ran, unsigned workers, const std::vector<number>& operands,
                    structure_runs& made) const {
    auto drawn = timeline_of(
        ran, workers,
        [&](const operation& what) { return session_.explains().name_of(what, operands); },
        [&](const operation& what) { return session_.explains().line_of(ran, what); });
    const auto found = measure_work_and_span(ran, tell(ran));
    made.timeline = std::move(drawn.bars);
    made.measured = {.workers = static_cast<int>(workers),
                     .work = found.work,
                     .span = found.span,
                     .burdened_span = found.burdened_span,
                     .burden = burden,
                     .lanes = std::move(drawn.lanes)};
  }

  session& session_;
  const grader::operation_graph& graph_;
  task_graph best_;
  bool marked_;
  std::vector<std::int64_t> steps_;
};

reports::virtual_time_row row_of(const measured_run& run) {
  return {.workers = static_cast<int>(run.workers),
          .makespan = run.makespan,
          .optimum = run.optimum,
          .serial = run.serial,
          .idle = run.idle};
}

void try_other_costs(session& with, const make_operands& fresh_operands,
                     const std::vector<measured_run>& marked) {
  std::vector<unsigned> numbers_of_workers;
  for (const auto& run : marked)
    if (run.makespan) numbers_of_workers.push_back(run.workers);
  for (const auto& costs : with.rules().graph.costs) {
    if (costs.marked) continue;
    auto runs = setting_runs(with, costs).run_each(numbers_of_workers, fresh_operands);
    reports::cost_experiment shown{
        .title = costs.title, .delay = std::move(runs.delay), .runs = {}, .mistakes = {}};
    for (const auto& run : runs.all) shown.runs.push_back(row_of(run));
    for (auto& each : runs.mistakes) shown.mistakes.push_back(diagnosis_of(std::move(each)));
    with.add_cost_experiment(std::move(shown));
  }
}

}  // namespace

structure_result measure_structure(session& with, const make_operands& fresh_operands,
                                   double points) {
  const auto& graph = with.rules().graph;
  const setting_runs marked(with, marked_costs(graph));
  auto runs = marked.run_each({graph.workers.begin(), graph.workers.end()}, fresh_operands);
  for (const auto& run : runs.all) with.add_virtual_time(row_of(run));
  auto mark = runs.failure ? structure_mark{} : mark_structure(runs.all, points);
  with.set_structure({.work = marked.best().work(),
                      .span = marked.best().span(),
                      .delay = std::move(runs.delay),
                      .next_step = mark.next_step,
                      .timeline = std::move(runs.timeline),
                      .ideal = marked.ideal(),
                      .measured = std::move(runs.measured)});
  with.add_mistakes(runs.mistakes);
  try_other_costs(with, fresh_operands, runs.all);
  return {.mark = std::move(mark),
          .explained = !runs.mistakes.empty(),
          .failure = std::move(runs.failure)};
}

run_result run_in_steps(session& with, const std::vector<number>& operands, unsigned workers) {
  const setting_runs marked(with, marked_costs(with.rules().graph));
  auto [ran, measured] = marked.run(operands, workers);
  with.add_virtual_time(row_of(measured));
  return std::move(ran);
}

}  // namespace judge
