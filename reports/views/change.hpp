// SPDX-License-Identifier: MIT
// What can be said of a row, or of a backend, of two runs.
#pragma once

namespace reports {

/// In the order to show them.
enum class change {
  slower,       ///< by more than the threshold, beyond chance
  faster,       ///< the same
  same,         ///< within the threshold, with 95 % confidence
  cannot_tell,  ///< none of these, or too few values
  gone,         ///< measured only before
  added         ///< measured only now
};

}  // namespace reports
