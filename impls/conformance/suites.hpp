// SPDX-License-Identifier: MIT
// Which suite of tests needs which capabilities, and which one tests that a backend without a
// capability really does not have it: filled by the suites, read by the matrix.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "futures/capabilities.hpp"

namespace conformance {

using claim = bool futures::capabilities::*;

/// Where a suite applies: to backends that claim all of `needs` and do not claim `lacks`.
struct applicability {
  std::vector<claim> needs{};
  std::optional<claim> lacks{};

  bool includes(const futures::capabilities& caps) const;
};

/// By the name of the suite's class. Suites that are not in it apply to every backend.
std::map<std::string, applicability>& suites();
/// Adds a suite. Returns: the names of the backends to which it applies.
std::vector<std::string> add_suite(const char* mangled_class, applicability where);

}  // namespace conformance
