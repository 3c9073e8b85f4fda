// SPDX-License-Identifier: MIT
// The main function of these tests: as a leg's process it is lab-bench, with workloads that go
// wrong.
#include <gtest/gtest.h>

#include <iostream>
#include <string_view>

#include "bench/faulty.hpp"
#include "bench/program.hpp"

namespace bench {
namespace {

const workload_registration right_registered{faulty::right()};
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
  if (count > 1 && std::string_view(arguments[1]) == "leg")
    return bench::run_program({arguments + 1, arguments + count}, {std::cout, std::cerr, false});
  ::testing::InitGoogleTest(&count, arguments);
  return RUN_ALL_TESTS();
}
