// SPDX-License-Identifier: MIT
// Tables that know nothing of formats: what a view makes and a format writes.
#include "reports/table.hpp"

#include <fmt/format.h>

#include <cmath>

namespace reports {

cell make_number(double value, int decimals) {
  if (!std::isfinite(value)) return unknown_cell{};
  return number_cell{value, decimals};
}

cell make_text(std::string value) {
  if (value.empty()) return unknown_cell{};
  return text_cell{std::move(value)};
}

std::string to_string(const number_cell& shown) {
  auto digits = fmt::format("{:.{}f}", shown.value, shown.decimals);
  const bool is_zero = digits.find_first_of("123456789") == std::string::npos;
  if (is_zero && digits.front() == '-') digits.erase(0, 1);
  return digits;
}

std::string to_exact_string(const number_cell& exact) { return fmt::format("{}", exact.value); }

std::string header(const column& of) {
  return of.unit.empty() ? of.title : fmt::format("{} [{}]", of.title, of.unit);
}

}  // namespace reports
