// SPDX-License-Identifier: MIT
// A ceiling is a number of threads' worth, from a process of its own.
#include "bench/ceiling.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

namespace bench {
namespace {

using namespace std::chrono_literals;

TEST(Ceiling, IsAPositiveNumber) {
  for (const std::size_t workers : {1, 2}) EXPECT_GT(measure_ceiling_apart(workers, 60s), 0);
}

TEST(Ceiling, IsUnknownWhenItTakesTooLong) {
  EXPECT_TRUE(std::isnan(measure_ceiling_apart(2, 0ms)));
}

TEST(Ceiling, IsThatOfANumberOfWorkers) {
  EXPECT_THROW(print_ceiling({}), std::invalid_argument);
  EXPECT_THROW(print_ceiling({"0"}), std::invalid_argument);
  EXPECT_THROW(print_ceiling({"x"}), std::invalid_argument);
  EXPECT_THROW(print_ceiling({"1", "2"}), std::invalid_argument);
  EXPECT_GT(std::stod(print_ceiling({"1"})), 0);
}

}  // namespace
}  // namespace bench
