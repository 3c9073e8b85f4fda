// SPDX-License-Identifier: MIT
// Runs tests in processes of their own, so that one that crashes or hangs is an outcome, too.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "impls/conformance/matrix/matrix.hpp"

namespace conformance {

/// Every test of this program. Requires: testing::InitGoogleTest() was called.
std::vector<test_name> all_tests();

/// Runs these tests, in the program's order; `started` is told of each. What they print is dropped.
/// A test that ends its process has failed, and the others are run in a new one.
/// Requires: this process has one thread. Throws: std::system_error when no process can be started.
std::vector<outcome> run_tests(const std::vector<test_name>& tests,
                               const std::function<void(const test_name&)>& started);

}  // namespace conformance
