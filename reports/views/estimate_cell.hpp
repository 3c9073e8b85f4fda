// SPDX-License-Identifier: MIT
// A median in one cell, with all that a reader needs to believe it.
#pragma once

#include <optional>
#include <string>

#include "reports/statistics.hpp"
#include "reports/table.hpp"
#include "reports/views/standings.hpp"
#include "reports/words/words.hpp"

namespace reports {

/// A median, and where the true one is with 95% confidence.
struct estimate {
  double middle = 0;
  std::optional<interval> sure{};  ///< from six values on
  std::size_t values = 0;          ///< how many it is of; 0 if that tells nothing
};
/// Of the finite values; empty when there are none.
std::optional<estimate> estimate_of(const std::vector<double>& values);

/// The median with three digits, its interval, or of how few values it is, and whether it is the
/// best or as good; unknown when there is none.
cell estimate_cell(const std::optional<estimate>& of, standing stands, const wording& say);

/// A number with the mark of the best, or of what is as good; anything else as it is.
cell with_mark(cell number, standing stands, const wording& say);

/// Why there are no numbers, in a word: of a record's sentence, such as "refused: ...".
text_cell reason_cell(const std::string& problem, const wording& say);

}  // namespace reports
