// SPDX-License-Identifier: MIT
// Who is the best of those that are compared, and who cannot be told from it.
#pragma once

#include <vector>

#include "reports/table.hpp"
#include "reports/words/words.hpp"

namespace reports {

/// Where one stands among those it is compared with.
enum class standing {
  not_compared,  ///< alone, without numbers, or in too few pairs to tell
  behind,
  best,     ///< the least median
  as_good,  ///< not to be told from the best: the interval of their pairs' quotients holds 1
};

/// Ranks the times or costs of some, of which those in the same place were measured side by side:
/// one for each of them. Below six pairs with the best, only who is that is told.
std::vector<standing> rank_by_pairs(const std::vector<std::vector<double>>& samples);

/// In words; unknown for what is not compared.
cell standing_cell(standing of, const wording& say);

}  // namespace reports
