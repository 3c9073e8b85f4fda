// SPDX-License-Identifier: MIT
// The main function of these tests: as the process of a part of a run it is lab-bench, with
// workloads that go wrong.
#include <gtest/gtest.h>

#include <iostream>
#include <string>
#include <vector>

#include "bench/faulty.hpp"
#include "bench/program.hpp"

namespace bench {
namespace {

const workload_registration right_registered{faulty::right()};
const workload_registration napping_registered{faulty::napping()};
const workload_registration needs_preparation_registered{faulty::needs_preparation()};
const workload_registration wrong_registered{faulty::wrong()};
const workload_registration wrong_later_registered{faulty::wrong_later()};
const workload_registration throwing_registered{faulty::throwing()};
const workload_registration refused_registered{faulty::refused()};
const workload_registration crashing_registered{faulty::crashing()};
const workload_registration hanging_registered{faulty::hanging()};
const workload_registration exiting_registered{faulty::exiting()};

}  // namespace
}  // namespace bench

int main(int count, char** arguments) {
  const std::vector<std::string> words(arguments + 1, arguments + count);
  if (bench::measures_a_part(words))
    return bench::run_program(words, {std::cout, std::cerr, false});
  ::testing::InitGoogleTest(&count, arguments);
  return RUN_ALL_TESTS();
}
