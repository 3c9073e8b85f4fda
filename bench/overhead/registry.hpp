// SPDX-License-Identifier: MIT
// A list that is filled while the program starts, each entry under its own key.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace bench::overhead {

template <class Entry>
class registry {
 public:
  /// Adds at its place in the order of keys. A key that is taken ends the program: two files that
  /// claim it are a fault of the build, and at start nobody could catch an exception.
  template <class Key>
  static void add(const Entry& added, Key Entry::*key) {
    auto& entries = list();
    const auto place = std::ranges::lower_bound(entries, added.*key, {}, key);
    if (place != entries.end() && (*place).*key == added.*key) {
      fmt::print(stderr, "bench: '{}' is there twice\n", added.name);
      std::abort();
    }
    entries.insert(place, added);
  }
  static const std::vector<Entry>& all() { return list(); }

 private:
  static std::vector<Entry>& list() {
    static std::vector<Entry> entries;
    return entries;
  }
};

}  // namespace bench::overhead
