// SPDX-License-Identifier: MIT
// What a class did, in a sentence.
#include "reports/views/class_summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "reports/statistics.hpp"

namespace reports {
namespace {

using records = std::vector<submission_record>;

/// "5 ok, 6 partial, 3 crash", in the order of the enumerators.
std::string count_of_verdicts(const records& all, const wording& say) {
  std::string counts;
  for (int value = 0; value <= static_cast<int>(verdict::internal); ++value) {
    const auto each = static_cast<verdict>(value);
    const auto times = std::count_if(all.begin(), all.end(),
                                     [&](const auto& record) { return record.verdict == each; });
    if (times != 0) {
      counts +=
          fmt::format("{}{} {}", counts.empty() ? "" : ", ", times, say.name(to_string(each)));
    }
  }
  return counts;
}

bool is_same_and_known(const std::vector<double>& values) {
  return !values.empty() && std::isfinite(values.front()) &&
         std::count(values.begin(), values.end(), values.front()) ==
             static_cast<std::ptrdiff_t>(values.size());
}

/// "; median 12.5 of 20", as far as there is such a number.
std::string median_of_points(const records& all, const wording& say) {
  std::vector<double> points;
  std::vector<double> most;
  for (const auto& record : all) {
    if (!is_judged(record)) continue;
    points.push_back(record.points);
    most.push_back(record.max_points);
  }
  const auto middle = median(points);
  if (!middle) return "";
  const auto shown = say.number(*middle, decimals_needed({*middle}, most_decimals_of_points));
  if (!is_same_and_known(most)) return say("; median {}", shown);
  return say("; median {} of {}", shown,
             say.number(most.front(), decimals_needed(most, most_decimals_of_points)));
}

}  // namespace

bool is_judged(const submission_record& record) { return record.verdict != verdict::internal; }

std::vector<std::string> summarise_class(const records& all, const wording& say) {
  const auto count = say.counted(all.size(), "{} submission", "{} submissions");
  std::vector<std::string> notes{
      (all.empty() ? count : say("{}: {}", count, count_of_verdicts(all, say))) +
      median_of_points(all, say) + "."};
  if (!std::all_of(all.begin(), all.end(), is_judged)) {
    notes.push_back(
        say("The verdict internal is a fault of ours and counts against nobody: grade it again."));
  }
  return notes;
}

}  // namespace reports
