// SPDX-License-Identifier: MIT
// From a record to what is true of copies that waste time.
//
// How it works. The reference takes R, so the best schedule takes R / ideal. With a waste w it
// takes R / ideal + w, and reaches the share (R / ideal) / (R / ideal + w) of the ideal speedup.
#include "grader/experiment/known_speedup.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "reports/record/medians.hpp"

namespace grader {
namespace {

/// In parts of the bar: far from it, near it, and on it.
constexpr double places[] = {1.33, 1.16, 1.08, 1, 0.92, 0.84, 0.68};
/// A perfect solution has no time to waste, and some overhead.
constexpr double greatest_share = 0.97;

double milliseconds_in(const std::string& unit) {
  if (unit == "ns") return 1e-6;
  if (unit == "us") return 1e-3;
  if (unit == "ms") return 1;
  if (unit == "s") return 1e3;
  throw std::runtime_error("a leg has times in '" + unit + "', which is no unit of time");
}

}  // namespace

speedup_facts facts_of(const reports::submission_record& record) {
  if (!record.speedup)
    throw std::runtime_error("no speedup of the solution could be measured: " + record.message);
  const auto& measured = *record.speedup;
  if (!measured.least_share) throw std::runtime_error("the record has no bar of its speedup");
  std::vector<double> references;
  for (const auto& leg : measured.legs)
    if (leg.name.starts_with("reference"))
      references.push_back(leg.cpu_time * milliseconds_in(leg.time_unit));
  const auto middle = reports::median(references);
  if (!middle) throw std::runtime_error("the record has no leg of the reference");
  return {.workers = measured.workers,
          .ideal = measured.ideal,
          .bar = *measured.least_share,
          .reference_ms = *middle};
}

double waste_for(double share, const speedup_facts& facts) {
  const double best = facts.reference_ms / facts.ideal;
  return best / share - best;
}

truth truth_of(double share, double bar) {
  if (share > bar) return truth::reached;
  return share < bar ? truth::missed : truth::at_the_bar;
}

std::vector<double> shares_around(double bar) {
  std::vector<double> shares;
  for (const double each : places) shares.push_back(std::min(each * bar, greatest_share));
  return shares;
}

}  // namespace grader
