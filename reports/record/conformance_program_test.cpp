// SPDX-License-Identifier: MIT
// What lab-conformance writes is a record of this folder.
#include <gtest/gtest.h>

#include <cstdlib>

#include "reports/record/conformance_record.hpp"
#include "reports/test_files.hpp"

namespace reports {
namespace {

TEST(ConformanceProgram, WritesARecordThatCanBeRead) {
  const temporary_folder folder;
  const auto file = folder.path() / "conformance.json";
  const auto command = std::string("'" LAB_CONFORMANCE "' --backend inline --filter submit --to ") +
                       "json >'" + file.string() + "' 2>/dev/null </dev/null";
  ASSERT_EQ(std::system(command.c_str()), 0) << command;
  const auto record = conformance_from_json(read_text(file));
  EXPECT_EQ(record.backends, std::vector<std::string>{"inline"});
  EXPECT_TRUE(record.failures.empty());
  ASSERT_FALSE(record.behaviours.empty());
  for (const auto& each : record.behaviours) {
    EXPECT_NE(each.subject, "");
    EXPECT_NE(each.behaviour, "");
    EXPECT_EQ(each.results.count("inline"), 1U) << each.subject << ": " << each.behaviour;
  }
}

}  // namespace
}  // namespace reports
