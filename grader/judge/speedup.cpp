// SPDX-License-Identifier: MIT
// From pairs of legs to a check.
#include "grader/judge/speedup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "grader/judge/speedup_evidence.hpp"
#include "grader/judge/structure.hpp"
#include "reports/record/environment.hpp"

namespace judge {
namespace {

using reports::check_status;

struct registered_speedup {
  std::string name;
  speedup_rules rules;
};

std::vector<registered_speedup>& speedups() {
  static std::vector<registered_speedup> list;
  return list;
}

const speedup_rules& find_rules(const std::string& name) {
  const auto found = std::ranges::find(speedups(), name, &registered_speedup::name);
  if (found == speedups().end()) throw std::runtime_error("no speedup is named " + name);
  return found->rules;
}

/// A mistake of the submission that makes its times meaningless.
struct fraud {
  std::string rule;
  std::string message;
};

/// Runs pairs until the evidence is enough.
class measurement {
 public:
  measurement(const speedup_rules& rules, unsigned workers, session& to)
      : legs_(rules.legs, workers, to),
        evidence_({.ideal = ideal_speedup(to.rules().graph, workers),
                   .workers = static_cast<int>(workers),
                   .least_share = rules.least_share}) {}

  /// Returns: why the times mean nothing.
  std::optional<fraud> run() {
    for (int pair = 0; evidence_.finding() == speedup_finding::open; ++pair)
      if (auto found = run_pair(pair % 2 == 0)) return found;
    if (evidence_.finding() == speedup_finding::idle)
      return fraud{"no_work",
                   fmt::format("{:.1f} ms of processor time were used, where the operations need "
                               "{:.1f} ms.",
                               1e3 * last_cpu_, 1e3 * last_reference_cpu_)};
    if (evidence_.finding() == speedup_finding::impossible)
      return fraud{"impossible_speed",
                   fmt::format("{:.2f} times as fast as one operation after the other, where no "
                               "schedule reaches more than {:.2f}: work was left out.",
                               evidence_.speedup(), evidence_.bar().ideal)};
    return {};
  }
  const speedup_evidence& evidence() const noexcept { return evidence_; }

 private:
  std::optional<fraud> run_pair(bool reference_first) {
    leg reference, submission;
    if (reference_first) reference = legs_.run_reference();
    submission = legs_.run_submission();
    if (!reference_first) reference = legs_.run_reference();
    const auto ceiling = legs_.run_ceiling();
    for (const auto& ours : {reference, ceiling})
      if (ours.problem) throw fault("a leg of our own failed: " + *ours.problem);
    if (submission.problem) return fraud{"no_work", *submission.problem};
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

  leg_runner legs_;
  speedup_evidence evidence_;
  double last_cpu_ = 0, last_reference_cpu_ = 0;
};

reports::speedup_result recorded(const speedup_evidence& evidence) {
  reports::speedup_result result{.workers = evidence.bar().workers,
                                 .median = evidence.speedup(),
                                 .ideal = evidence.bar().ideal,
                                 .ceiling = evidence.ceiling(),
                                 .share = evidence.share(),
                                 .pairs = evidence.count()};
  for (const auto& each : evidence.pairs()) {
    result.reference_seconds.push_back(each.reference);
    result.submission_seconds.push_back(each.submission);
    result.ceiling_seconds.push_back(each.ceiling);
    result.disturbances.push_back(each.disturbance);
  }
  result.dropped_pairs = static_cast<int>(evidence.pairs().size()) - evidence.count();
  return result;
}

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

/// Noise never costs a point: only what is proven does.
reports::check_result decide(const grader::check& check, const speedup_evidence& evidence) {
  const auto measured = fmt::format(
      "{:.2f} times as fast as one operation after the other, {:.0f} % of what this machine allows "
      "on {} workers (medians of {} pairs)",
      evidence.speedup(), 100 * std::min(evidence.share(), 1.0), evidence.bar().workers,
      evidence.count());
  switch (evidence.finding()) {
    case speedup_finding::reached:
      return result_of(check, check_status::passed, check.points,
                       fmt::format("Your solution is {}.", measured));
    case speedup_finding::missed:
      if (evidence.count() == 0)
        return result_of(check, check_status::failed, 0,
                         fmt::format("At most {:.0f} % of what this machine allows, busy as it is "
                                     "(median of {} pairs); {:.0f} % is asked for.",
                                     100 * evidence.most_share(), evidence.pairs().size(),
                                     100 * evidence.bar().least_share));
      return result_of(check, check_status::failed, check.points * evidence.partial_credit(),
                       fmt::format("Only {}; {:.0f} % is asked for.", measured,
                                   100 * evidence.bar().least_share));
    case speedup_finding::low_ceiling:
      return result_of(check, check_status::refused, check.points,
                       fmt::format("{} threads with nothing between them are only {:.2f} times as "
                                   "fast as one here, so no speedup can be measured; that costs "
                                   "no point.",
                                   evidence.bar().workers, evidence.ceiling()));
    case speedup_finding::too_busy:
      return result_of(check, check_status::refused, check.points,
                       "The machine was too busy to measure a speedup; that costs no point.");
    default:
      return result_of(check, check_status::inconclusive, check.points,
                       fmt::format("{}: the pairs differ too much to say that it reaches {:.0f} %; "
                                   "that costs no point.",
                                   measured, 100 * evidence.bar().least_share));
  }
}

}  // namespace

speedup_registration::speedup_registration(std::string name, speedup_rules rules) {
  speedups().push_back({std::move(name), rules});
}

std::vector<std::string> registered_speedups() {
  std::vector<std::string> names;
  for (const auto& each : speedups()) names.push_back(each.name);
  return names;
}

void measure_speedup(const std::string& name, const grader::check& check, session& to) {
  const auto& rules = find_rules(name);
  const auto workers = std::min(rules.most_workers, reports::usable_cpus().value_or(1));
  if (workers < 2)
    return to.add(result_of(check, check_status::refused, check.points,
                            "One processor cannot show a speedup; that costs no point."));
  measurement measuring(rules, static_cast<unsigned>(workers), to);
  if (const auto found = measuring.run()) {
    to.add_diagnosis({.rule = found->rule, .message = found->message});
    return to.add(result_of(check, check_status::failed, 0, found->message));
  }
  to.set_speedup(recorded(measuring.evidence()));
  to.add(decide(check, measuring.evidence()));
}

}  // namespace judge
