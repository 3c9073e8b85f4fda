// SPDX-License-Identifier: MIT
// Says what the evidence means for a submission.
#include "grader/judge/speedup_verdict.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace judge {
namespace {

using reports::check_status;

/// Keeps the pairs, and what the record says of them.
class measurement {
 public:
  measurement(const speedup_bar& bar, leg_source& legs) : legs_(legs), evidence_(bar) {}

  /// Runs pairs until the evidence is enough. Returns: why the times mean nothing, if they do.
  std::optional<leg_problem> run() {
    for (int pair = 0; evidence_.finding() == speedup_finding::open; ++pair)
      if (auto found = run_pair(pair % 2 == 0)) return found;
    return problem_with_times();
  }
  const speedup_evidence& evidence() const noexcept { return evidence_; }

  /// Empty when no pair was run to its end.
  std::optional<reports::speedup_result> recorded() const {
    if (evidence_.pairs().empty()) return {};
    reports::speedup_result result{.workers = evidence_.bar().workers,
                                   .median = evidence_.speedup(),
                                   .ideal = evidence_.bar().ideal,
                                   .ceiling = evidence_.ceiling(),
                                   .share = evidence_.share(),
                                   .pairs = evidence_.count(),
                                   .legs = reported_,
                                   .least_share = evidence_.bar().least_share};
    for (const auto& each : evidence_.pairs()) {
      result.reference_seconds.push_back(each.reference);
      result.submission_seconds.push_back(each.submission);
      result.ceiling_seconds.push_back(each.ceiling);
      result.disturbances.push_back(each.disturbance);
    }
    result.dropped_pairs = static_cast<int>(evidence_.pairs().size()) - evidence_.count();
    return result;
  }

 private:
  std::optional<leg_problem> run_pair(bool reference_first) {
    leg reference, submission;
    if (reference_first) reference = keep(legs_.run_reference());
    submission = keep(legs_.run_submission());
    if (!reference_first) reference = keep(legs_.run_reference());
    const auto ceiling = keep(legs_.run_ceiling());
    for (const auto& ours : {reference, ceiling})
      if (ours.problem) throw fault("a leg of our own failed: " + ours.problem->message);
    if (submission.problem) return submission.problem;
    leg_pair both{.reference = reference.wall_seconds,
                  .submission = submission.wall_seconds,
                  .ceiling = ceiling.wall_seconds,
                  .reference_cpu = reference.cpu_seconds,
                  .submission_own = submission.own_seconds,
                  .submission_cpu = submission.cpu_seconds};
    last_cpu_ = submission.cpu_seconds;
    last_reference_cpu_ = reference.cpu_seconds;
    for (const leg& each : {reference, submission, ceiling})
      if (both.disturbance.empty()) both.disturbance = each.disturbance;
    evidence_.add(both);
    return {};
  }

  leg keep(leg done) {
    done.reported.pair = static_cast<int>(evidence_.pairs().size()) + 1;
    reported_.push_back(done.reported);
    return done;
  }

  std::optional<leg_problem> problem_with_times() const {
    switch (evidence_.finding()) {
      case speedup_finding::idle:
        return leg_problem{
            "no_work", fmt::format("{:.1f} ms of processor time were used, where the operations "
                                   "need {:.1f} ms.",
                                   1e3 * last_cpu_, 1e3 * last_reference_cpu_)};
      case speedup_finding::impossible:
        return leg_problem{
            "impossible_speed",
            fmt::format("{:.2f} times as fast as one operation after the other, where no "
                        "schedule reaches more than {:.2f}: work was left out.",
                        evidence_.speedup(), evidence_.bar().ideal)};
      default:
        return {};
    }
  }

  leg_source& legs_;
  speedup_evidence evidence_;
  std::vector<reports::speedup_leg> reported_;
  double last_cpu_ = 0, last_reference_cpu_ = 0;
};

reports::check_result result_of(const grader::check& check, check_status status, double points,
                                std::string message) {
  return {.id = check.id,
          .title = check.title,
          .status = status,
          .points = points,
          .max_points = check.points,
          .message = std::move(message),
          .hint = status == check_status::failed ? check.hint : ""};
}

reports::check_result refused(const grader::check& check, const std::string& why) {
  return result_of(check, check_status::refused, check.points, why + "; that costs no point.");
}

/// Noise never costs a point: only what is proven does.
reports::check_result decide(const grader::check& check, const speedup_evidence& evidence) {
  const auto& bar = evidence.bar();
  const auto measured = fmt::format(
      "{:.2f} times as fast as one operation after the other, {:.0f} % of what this machine allows "
      "on {} workers (medians of {} pairs)",
      evidence.speedup(), 100 * std::min(evidence.share(), 1.0), bar.workers, evidence.count());
  switch (evidence.finding()) {
    case speedup_finding::reached:
      return result_of(check, check_status::passed, check.points,
                       fmt::format("Your solution is {}.", measured));
    case speedup_finding::missed: {
      const double points = check.points * evidence.partial_credit();
      if (evidence.missed_by_what_counts())
        return result_of(
            check, check_status::failed, points,
            fmt::format("Only {}; {:.0f} % is asked for.", measured, 100 * bar.least_share));
      return result_of(
          check, check_status::failed, points,
          fmt::format("At most {:.0f} % of what this machine allows, busy as it is "
                      "(median of {} pairs); {:.0f} % is asked for.",
                      100 * evidence.most_share(), evidence.pairs().size(), 100 * bar.least_share));
    }
    case speedup_finding::low_ceiling:
      return refused(check, fmt::format("{} threads with nothing between them are only {:.2f} "
                                        "times as fast as one here, so no speedup can be measured",
                                        bar.workers, evidence.ceiling()));
    case speedup_finding::too_busy:
      return refused(check, "The machine was too busy to measure a speedup");
    case speedup_finding::coarse_clock:
      return refused(check, "The clock of this machine is too coarse to measure a speedup");
    case speedup_finding::scattered:
      return refused(check,
                     "The same work took now longer, now shorter on this machine, by too "
                     "much to measure a speedup");
    default:
      return result_of(check, check_status::inconclusive, check.points,
                       fmt::format("{}: the pairs differ too much to say that it reaches {:.0f} %; "
                                   "that costs no point.",
                                   measured, 100 * bar.least_share));
  }
}

}  // namespace

speedup_verdict judge_speedup(const grader::check& check, const speedup_bar& bar,
                              leg_source& legs) {
  if (bar.workers < 2) return {.check = refused(check, "One processor cannot show a speedup")};
  measurement measuring(bar, legs);
  const auto problem = measuring.run();
  speedup_verdict judged{.check = problem
                                      ? result_of(check, check_status::failed, 0, problem->message)
                                      : decide(check, measuring.evidence()),
                         .measured = measuring.recorded()};
  if (problem)
    judged.mistake = reports::diagnosis{.rule = problem->rule, .message = problem->message};
  return judged;
}

}  // namespace judge
