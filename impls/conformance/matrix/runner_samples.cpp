// SPDX-License-Identifier: MIT
// Tests that pass, fail, crash and leave, to see that the runner tells of each what became of it.
#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <iostream>

#include "impls/conformance/matrix/runner.hpp"

namespace {

TEST(Sample, Passes) {}
TEST(Sample, Fails) { EXPECT_EQ(1 + 1, 3) << "one\nof two"; }
TEST(Sample, Crashes) { std::raise(SIGKILL); }
TEST(Sample, PassesBehindTheCrash) {}
TEST(Sample, FailsAndLeaves) {
  ADD_FAILURE() << "before";
  std::_Exit(3);
}
TEST(Sample, PassesAtTheEnd) {}

class EverySample : public testing::TestWithParam<std::string> {};
std::string by_name(const testing::TestParamInfo<std::string>& sample) { return sample.param; }
INSTANTIATE_TEST_SUITE_P(Every, EverySample, testing::Values("here", "there"), by_name);
TEST_P(EverySample, Passes) {}

std::string text_of(const conformance::outcome& outcome) {
  const auto& test = outcome.test;
  return test.suite + '|' + test.behaviour + '|' + test.backend + '|' +
         (outcome.passed ? "pass" : "FAIL") + '|' + outcome.message + '\n';
}

constexpr auto expected =
    "Sample|Passes||pass|\n"
    "Sample|Fails||FAIL|Expected equality of these values:\t  1 + 1\t    Which is: 2\t  3\tone\tof "
    "two\n"
    "Sample|Crashes||FAIL|ended the program by signal 9\n"
    "Sample|PassesBehindTheCrash||pass|\n"
    "Sample|FailsAndLeaves||FAIL|Failed\tbefore\nended the program with code 3\n"
    "Sample|PassesAtTheEnd||pass|\n"
    "EverySample|Passes|here|pass|\n"
    "EverySample|Passes|there|pass|\n";

}  // namespace

int main(int count, char** arguments) {
  testing::InitGoogleTest(&count, arguments);
  std::string got;
  std::size_t started = 0;
  const auto tests = conformance::all_tests();
  const auto outcomes = conformance::run_tests(tests, [&](const auto&) { ++started; });
  for (const auto& each : outcomes) got += text_of(each);
  if (got == expected && started == tests.size()) return 0;
  std::cerr << "expected\n" << expected << "got\n" << got;
  return 1;
}
