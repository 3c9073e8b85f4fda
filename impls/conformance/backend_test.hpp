// SPDX-License-Identifier: MIT
// The fixture of the conformance suite: one test body, an instance for each backend it applies to.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "futures/futures.hpp"
#include "impls/conformance/watchdog.hpp"

namespace conformance {

inline std::vector<std::string> backends_that(
    const std::function<bool(const futures::capabilities&)>& apply) {
  std::vector<std::string> names;
  for (const auto& known : futures::backends())
    if (apply(known.caps)) names.emplace_back(known.name);
  return names;
}

inline auto every_backend() {
  return testing::ValuesIn(backends_that([](const auto&) { return true; }));
}
/// The backends that claim all of the given capabilities.
template <class... Claim>
auto backends_claiming(Claim... claims) {
  return testing::ValuesIn(
      backends_that([=](const auto& caps) { return ((caps.*claims) && ...); }));
}
/// The backends that do not claim the capability: the suite tests that they refuse.
inline auto backends_not_claiming(bool futures::capabilities::*claim) {
  return testing::ValuesIn(backends_that([=](const auto& caps) { return !(caps.*claim); }));
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
