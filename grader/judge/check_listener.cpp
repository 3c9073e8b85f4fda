// SPDX-License-Identifier: MIT
// From GoogleTest's results to checks.
#include "grader/judge/check_listener.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

#include "grader/judge/speedup.hpp"

namespace judge {
namespace {

std::string full_name(const ::testing::TestInfo& info) {
  return fmt::format("{}.{}", info.test_suite_name(), info.name());
}

/// What the first failure or skip says, without GoogleTest's own first line.
std::string message_of(const ::testing::TestResult& result) {
  for (int part = 0; part < result.total_part_count(); ++part) {
    const auto& said = result.GetTestPartResult(part);
    if (said.passed()) continue;
    std::string message = said.message();
    for (const std::string prefix : {"Failed\n", "Skipped\n"})
      if (message.starts_with(prefix)) message.erase(0, prefix.size());
    while (message.ends_with('\n')) message.pop_back();
    return message;
  }
  return {};
}

double credit_of(const ::testing::TestResult& result) {
  for (int index = 0; index < result.test_property_count(); ++index)
    if (const auto& property = result.GetTestProperty(index);
        std::string(property.key()) == "credit")
      return std::strtod(property.value(), nullptr);
  return 0;
}

}  // namespace

void check_listener::OnTestEnd(const ::testing::TestInfo& info) {
  const auto& checks = session_.rules().checks;
  const auto found = std::ranges::find(checks, full_name(info), &grader::check::test);
  const auto& result = *info.result();
  reports::check_result check{.id = found->id, .title = found->title, .max_points = found->points};
  if (result.Skipped()) {
    check.status = reports::check_status::skipped;
  } else if (result.Passed()) {
    check.status = reports::check_status::passed;
    check.points = found->points;
  } else {
    check.status = reports::check_status::failed;
    check.points = found->points * credit_of(result);
  }
  if (!result.Passed() || result.Skipped()) {
    check.message = message_of(result);
    check.hint = found->hint;
  }
  session_.add(std::move(check));
}

void require_matching_registration(const grader::manifest& rules) {
  std::vector<std::string> expected, registered;
  for (const auto& check : rules.checks)
    expected.push_back(check.test.empty() ? check.benchmark : check.test);
  const auto& tests = *::testing::UnitTest::GetInstance();
  for (int suite = 0; suite < tests.total_test_suite_count(); ++suite)
    for (int test = 0; test < tests.GetTestSuite(suite)->total_test_count(); ++test)
      registered.push_back(full_name(*tests.GetTestSuite(suite)->GetTestInfo(test)));
  for (const auto& name : registered_speedups()) registered.push_back(name);
  if (expected != registered)
    throw std::runtime_error(
        fmt::format("the manifest's checks are [{}], but the judge was built with [{}]",
                    fmt::join(expected, ", "), fmt::join(registered, ", ")));
}

}  // namespace judge
