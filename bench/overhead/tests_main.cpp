// SPDX-License-Identifier: MIT
// The main function of these tests: as the process of a leg it is lab-bench, with competitors that
// go wrong.
#include <gtest/gtest.h>

#include <iostream>
#include <string>
#include <vector>

#include "bench/overhead/fake_pools.hpp"
#include "bench/program.hpp"

int main(int count, char** arguments) {
  const std::vector<std::string> words(arguments + 1, arguments + count);
  if (bench::measures_a_part(words)) {
    for (const auto& each : bench::overhead::fake::registered_in_processes())
      const bench::overhead::competitor_registration registered{each};
    return bench::run_program(words, {std::cout, std::cerr, false});
  }
  ::testing::InitGoogleTest(&count, arguments);
  return RUN_ALL_TESTS();
}
