// SPDX-License-Identifier: MIT
// From GoogleTest's results to checks.
#pragma once

#include <gtest/gtest.h>

#include "grader/judge/session.hpp"

namespace judge {

/// Adds the check of each test that ends to the session.
class check_listener final : public ::testing::EmptyTestEventListener {
 public:
  explicit check_listener(session& to) : session_(to) {}
  void OnTestEnd(const ::testing::TestInfo& info) override;

 private:
  session& session_;
};

/// Throws: std::runtime_error unless the manifest's tests and benchmarks are exactly the registered
/// ones, the tests in the same order.
void require_matching_registration(const grader::manifest& rules);

}  // namespace judge
