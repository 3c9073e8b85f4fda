// SPDX-License-Identifier: MIT
// Every file in formats/ is a format of its name, and names are unique.
#include "reports/format.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

namespace reports {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

TEST(Formats, AreTheFilesThatWereBuilt) {
  std::string names;
  for (const auto& each : all_formats()) names += (names.empty() ? "" : ",") + each.name;
  EXPECT_EQ(names, BUILT_FORMATS);
}

TEST(Formats, HaveADescriptionAndAWriter) {
  for (const auto& each : all_formats()) {
    EXPECT_NE(each.description, "") << each.name;
    EXPECT_NE(each.write, nullptr) << each.name;
  }
}

TEST(Formats, RefuseASecondOneOfTheSameName) {
  EXPECT_THROW(add_format(all_formats().front()), std::logic_error);
}

TEST(Formats, NameTheChoiceWhenThereIsNoSuchFormat) {
  EXPECT_THAT([] { find_format("doc"); }, ThrowsMessage<std::runtime_error>(HasSubstr("csv")));
}

}  // namespace
}  // namespace reports
