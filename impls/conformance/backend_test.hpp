// SPDX-License-Identifier: MIT
// The fixture of the conformance suite: one test body, an instance for each backend it applies to.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <typeinfo>
#include <vector>

#include "futures/futures.hpp"
#include "impls/conformance/suites.hpp"
#include "impls/conformance/watchdog.hpp"

namespace conformance {

inline auto every_backend() {
  std::vector<std::string> names;
  for (const auto& known : futures::backends()) names.emplace_back(known.name);
  return testing::ValuesIn(names);
}
/// The backends that claim all of the given capabilities, which the suite needs.
template <class Suite, class... Claim>
auto backends_claiming(Claim... claims) {
  return testing::ValuesIn(add_suite(typeid(Suite).name(), {.needs = {claims...}}));
}
/// The backends that do not claim the capability, and do claim others: the suite tests that they
/// refuse it, or that they do what is left without it.
template <class Suite, class... Claim>
auto backends_not_claiming(claim lacks, Claim... needs) {
  return testing::ValuesIn(add_suite(typeid(Suite).name(), {.needs = {needs...}, .lacks = lacks}));
}

/// Names a test's instance by its backend.
inline std::string by_backend(const testing::TestParamInfo<std::string>& info) {
  return info.param;
}

/// A test on the backend GetParam(), under a watchdog.
class backend_test : public testing::TestWithParam<std::string> {
 protected:
  const futures::capabilities& caps() const { return futures::find_backend(GetParam()).caps; }

  /// An executor of the backend: with that many workers if its users may choose, else its own way.
  std::unique_ptr<futures::executor> make_pool(std::size_t workers = 2) const {
    if (!caps().bounded_workers) return futures::make_executor(GetParam());
    return futures::make_executor(GetParam(), {.max_workers = workers});
  }

 private:
  watchdog watchdog_;
};

}  // namespace conformance
