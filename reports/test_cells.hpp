// SPDX-License-Identifier: MIT
// The cells of a table as people read them.
#pragma once

#include <string>
#include <vector>

#include "reports/table.hpp"

namespace reports {

inline std::vector<std::string> shown(const std::vector<cell>& row) {
  std::vector<std::string> words;
  for (const auto& each : row) {
    if (const auto* text = std::get_if<text_cell>(&each)) {
      words.push_back(text->value);
    } else if (const auto* digits = std::get_if<number_cell>(&each)) {
      words.push_back(to_marked_string(*digits));
    } else {
      words.emplace_back(unknown_mark);
    }
  }
  return words;
}

/// The cells of one column.
inline std::vector<std::string> shown(const table& from, const std::string& title) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < from.columns.size(); ++at) {
    if (from.columns[at].title != title) continue;
    for (const auto& row : from.rows) words.push_back(shown(row).at(at));
  }
  return words;
}

}  // namespace reports
