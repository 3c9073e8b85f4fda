// SPDX-License-Identifier: MIT
// The formats of this program, by name.
#include "reports/format.hpp"

#include <map>
#include <stdexcept>

namespace reports {
namespace {

/// Made on first use: registrars run before main, in an order that nobody knows.
std::map<std::string, format>& by_name() {
  static std::map<std::string, format> formats;
  return formats;
}

}  // namespace

void add_format(const format& added) {
  if (!by_name().emplace(added.name, added).second) {
    throw std::logic_error("two report formats are named " + added.name);
  }
}

std::vector<format> all_formats() {
  std::vector<format> all;
  for (const auto& [name, each] : by_name()) all.push_back(each);
  return all;
}

format find_format(const std::string& name) {
  const auto found = by_name().find(name);
  if (found != by_name().end()) return found->second;
  std::string names;
  for (const auto& [known, each] : by_name()) names += (names.empty() ? "" : ", ") + known;
  throw std::runtime_error("there is no format \"" + name + "\": choose among " + names);
}

}  // namespace reports
