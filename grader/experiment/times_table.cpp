// SPDX-License-Identifier: MIT
// Lays the table out.
#include "grader/experiment/times_table.hpp"

#include <fmt/format.h>

namespace grader {

bool keeps_its_limit(const timed& one) {
  if (!one.value) return true;
  return one.more_is_better ? *one.value >= one.limit : *one.value <= one.limit;
}

std::string table_of(const std::vector<timed>& all) {
  auto text = fmt::format("{:<44} {:>8} {:>14}\n", "", "here", "limit");
  for (const auto& each : all) {
    const auto value = each.value ? fmt::format("{:.1f}", *each.value) : std::string("–");
    text += fmt::format("{:<44} {:>8} {:>8} {:>5.1f} {}{}\n", each.what, value,
                        each.more_is_better ? "at least" : "at most", each.limit, each.unit,
                        keeps_its_limit(each) ? "" : "  (not kept)");
  }
  return text;
}

}  // namespace grader
