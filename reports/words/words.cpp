// SPDX-License-Identifier: MIT
// Says the texts of the catalogue in the language that a report is asked for.
#include "reports/words/words.hpp"

#include <algorithm>

namespace reports {

std::string wording::counted(std::size_t things, phrase one, phrase several) const {
  const bool is_one = things == 1 || (things == 0 && spoken_ == language::fr);
  return (*this)(is_one ? one : several, things);
}

std::string wording::name(std::string_view english) const {
  const auto* found = std::ranges::find(catalogue, english, &said_in::english);
  if (spoken_ == language::en || found == catalogue.end()) return std::string(english);
  return std::string(found->french);
}

std::string wording::number(double value, int decimals) const {
  return with_decimal_mark(fmt::format("{:.{}f}", value, decimals), spoken_);
}

std::string with_decimal_mark(std::string digits, language spoken) {
  if (spoken == language::fr) std::ranges::replace(digits, '.', ',');
  return digits;
}

}  // namespace reports
