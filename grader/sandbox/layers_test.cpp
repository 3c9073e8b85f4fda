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

TEST(Layers, AllHoldInTheSandbox) {
  for (const auto& each : try_layers(runner, isolation::bubblewrap)) {
    EXPECT_EQ(each.state, health::pass) << each.name << ": " << each.seen;
    EXPECT_EQ(each.remedy, "") << each.name;
  }
}

TEST(Layers, AreFoundMissingWithoutWalls) {
  EXPECT_THAT(states_of(try_layers(runner, isolation::none)),
              ElementsAre(health::fail, health::fail, testing::_, health::pass, health::pass));
}

TEST(Layers, OfSystemCallsIsFoundMissingInAProgramThatHasNone) {
  EXPECT_THAT([] { require_layers("/usr/bin/true", isolation::bubblewrap); },
              ThrowsMessage<std::runtime_error>(HasSubstr("system_calls: seccomp does not work")));
  EXPECT_THAT(require_layers("/usr/bin/true", isolation::none), SizeIs(5));
}

}  // namespace
}  // namespace sandbox
