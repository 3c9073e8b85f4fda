// SPDX-License-Identifier: MIT
// Who is the best of those that are compared, and who cannot be told from it.
#include "reports/views/standings.hpp"

#include <algorithm>
#include <cmath>

#include "reports/statistics.hpp"

namespace reports {

std::vector<standing> rank_by_pairs(const std::vector<std::vector<double>>& samples) {
  std::vector<standing> all(samples.size(), standing::not_compared);
  if (samples.size() < 2) return all;
  const auto middle = [](const auto& each) { return median(each).value_or(HUGE_VAL); };
  const auto& best = *std::ranges::min_element(samples, {}, middle);
  if (!median(best)) return all;
  for (std::size_t at = 0; at < samples.size(); ++at) {
    const bool is_least = &samples[at] == &best;
    const auto sure = median_interval(quotients(samples[at], best));
    if (sure && !is_least) {
      all[at] = sure->low <= 1 ? standing::as_good : standing::behind;
    } else if (is_least || middle(samples[at]) == middle(best)) {
      all[at] = standing::best;  // several, where few rounds found the same
    }
  }
  return all;
}

cell standing_cell(standing of, const wording& say) {
  switch (of) {
    case standing::best:
      return text_cell{say("best"), tone::good};
    case standing::as_good:
      return text_cell{say("as good"), tone::good};
    case standing::behind:
      return text_cell{say("behind"), tone::plain};
    case standing::not_compared:
      break;
  }
  return unknown_cell{};
}

}  // namespace reports
