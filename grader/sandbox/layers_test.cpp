// SPDX-License-Identifier: MIT
// Each layer holds in the sandbox, and is found missing outside it.
#include "grader/sandbox/layers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sandbox {
namespace {

using ::testing::ElementsAre, ::testing::HasSubstr, ::testing::SizeIs, ::testing::ThrowsMessage;

const std::filesystem::path runner = std::filesystem::path(KITS_FOLDER) / "expression/runner";

std::vector<health> states_of(const std::vector<layer>& layers) {
  std::vector<health> states;
  for (const auto& each : layers) states.push_back(each.state);
  return states;
}

/// Few machines let a program make control groups: there it must say why, and what takes their
/// place.
void expect_groups_as_the_machine_has_them(const layer& found) {
  const auto support = find_group_support();
  EXPECT_EQ(found.state, support.problem.empty() ? health::pass : health::caution) << found.seen;
  EXPECT_EQ(found.seen, support.problem.empty() ? "memory and processes" : support.problem);
  EXPECT_EQ(found.remedy.empty(), support.problem.empty());
}

TEST(Layers, AllHoldInTheSandbox) {
  for (const auto& each : try_layers(runner, isolation::bubblewrap)) {
    if (each.name == "control_group") {
      expect_groups_as_the_machine_has_them(each);
      continue;
    }
    EXPECT_EQ(each.state, health::pass) << each.name << ": " << each.seen;
    EXPECT_EQ(each.remedy, "") << each.name;
  }
}

TEST(Layers, AreFoundMissingWithoutWalls) {
  EXPECT_THAT(
      states_of(try_layers(runner, isolation::none)),
      ElementsAre(health::fail, health::fail, testing::_, health::pass, health::pass, testing::_));
}

TEST(Layers, OfSystemCallsIsFoundMissingInAProgramThatHasNone) {
  EXPECT_THAT([] { require_layers("/usr/bin/true", isolation::bubblewrap); },
              ThrowsMessage<std::runtime_error>(HasSubstr("system_calls: seccomp does not work")));
  EXPECT_THAT(require_layers("/usr/bin/true", isolation::none), SizeIs(6));
}

}  // namespace
}  // namespace sandbox
