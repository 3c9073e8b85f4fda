// SPDX-License-Identifier: MIT
// Several documents as one.
#include "reports/views/combined_view.hpp"

#include <map>
#include <set>
#include <string>
#include <utility>

namespace reports {
namespace {

/// In how many of the documents each title stands.
std::map<std::string, std::size_t> spread_of_titles(const std::vector<document>& all) {
  std::map<std::string, std::size_t> spread;
  for (const auto& part : all) {
    std::set<std::string> titles;
    for (const auto& each : part.tables) titles.insert(each.title);
    for (const auto& each : titles) ++spread[each];
  }
  return spread;
}

}  // namespace

document combine(std::vector<document> all) {
  if (all.size() == 1) return std::move(all.front());
  const wording say(all.front().spoken);
  const auto spread = spread_of_titles(all);
  document made{
      .heading = say("Results"), .notes = {}, .tables = {}, .flat = {}, .spoken = say.spoken()};
  for (auto& part : all) {
    for (auto& each : part.tables) {
      if (spread.at(each.title) > 1) each.title = say("{}: {}", each.title, part.heading);
      made.tables.push_back(std::move(each));
    }
    made.parts.push_back({std::move(part.heading), std::move(part.notes)});
  }
  return made;
}

}  // namespace reports
