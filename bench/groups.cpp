// SPDX-License-Identifier: MIT
// Cells while they are measured, and which of them stand together.
#include "bench/groups.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace bench {

std::string cell_under_way::name() const {
  return fmt::format("{} on {}", what.what.name, what.where.name);
}

std::vector<group> groups_of(const std::vector<cell_under_way>& cells) {
  std::map<std::string_view, std::size_t> most;
  for (const auto& each : cells)
    most[each.what.what.name] = std::max(most[each.what.what.name], each.what.workers.value_or(1));
  std::map<std::pair<std::string_view, std::size_t>, group> found;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const auto& what = cells[i].what;
    auto& its = found[{what.what.name, what.workers.value_or(most[what.what.name])}];
    if (what.where.name == reference_backend)
      its.reference = i;
    else
      its.others.push_back(i);
  }
  std::vector<group> groups;
  for (auto& [key, each] : found) groups.push_back(std::move(each));
  return groups;
}

std::size_t legs_in_a_round(const std::vector<cell>& cells, bool control) {
  std::vector<cell_under_way> all;
  for (const auto& each : cells) all.push_back({.what = each, .result = {}});
  auto legs = cells.size();
  for (const auto& its : groups_of(all)) {
    const auto& any = cells[its.reference ? *its.reference : its.others.front()];
    legs += any.what.serial != nullptr ? 1 : 0;
    legs += control && its.reference ? 1 : 0;
  }
  return legs;
}

}  // namespace bench
