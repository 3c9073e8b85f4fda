// SPDX-License-Identifier: MIT
// A change of a grade is told with its checks and its cause; names cannot steer the terminal.
#include "grader/grade/compare.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "grader/grade/record_key.hpp"
#include "grader/test_files.hpp"

namespace grader {
namespace {

namespace fs = std::filesystem;
using reports::verdict;
using ::testing::HasSubstr, ::testing::Not;

/// A key of a kit that has no files, with the flags that are given.
record_key key_of(const std::string& digest, const std::vector<std::string>& flags = {},
                  sandbox::isolation walls = sandbox::isolation::bubblewrap) {
  const temporary_folder folder;
  return key_maker({.exercise = "sum", .folder = folder.path(), .flags = flags}, sanitizers::off,
                   walls)
      .key_of({.name = "ada", .path = "ada.cpp"}, {.sha256 = digest});
}

reports::submission_record record_of(verdict found, double points, const record_key* key) {
  reports::submission_record result{
      .exercise = "sum",
      .submission = "ada",
      .source_sha256 = "12",
      .verdict = found,
      .points = points,
      .max_points = 20,
      .checks = {{.id = "values", .points = points}, {.id = "speedup", .points = 0}}};
  if (key != nullptr) put_key(result, *key);
  return result;
}

std::string change_by(const record_key& before, const record_key& now) {
  return comparison({{"ada", record_of(verdict::partial, 12, &before)}},
                    {{"ada", record_of(verdict::ok, 20, &now)}});
}

TEST(Compare, TellsTheChecksThatChangedAndWhy) {
  const auto before = key_of("12");
  EXPECT_THAT(change_by(before, key_of("34")),
              HasSubstr("12 partial -> 20 ok; values 12 -> 20; the submission changed\n"));
  EXPECT_THAT(change_by(before, key_of("34")), Not(HasSubstr("speedup")));
  EXPECT_THAT(change_by(before, key_of("12", {"-O3"})),
              HasSubstr("; the compiler or its flags changed\n"));
  EXPECT_THAT(change_by(before, key_of("12", {}, sandbox::isolation::none)),
              HasSubstr("; the options changed\n"));
  EXPECT_THAT(change_by(before, key_of("34", {"-O3"})),
              HasSubstr("; the submission, the compiler or its flags changed\n"));
  EXPECT_THAT(change_by(before, before), HasSubstr("; nothing but the run changed\n"));
}

TEST(Compare, ReadsOldRecordsAndFaultsOfOurs) {
  const auto key = key_of("12");
  auto old = record_of(verdict::partial, 12, nullptr);
  const auto now = record_of(verdict::ok, 20, &key);
  EXPECT_THAT(comparison({{"ada", old}}, {{"ada", now}}), HasSubstr("; unknown, a record"));
  old.source_sha256 = "34";
  EXPECT_THAT(comparison({{"ada", old}}, {{"ada", now}}), HasSubstr("; the submission changed"));
  old.verdict = verdict::internal;
  EXPECT_THAT(comparison({{"ada", old}}, {{"ada", now}}), HasSubstr("; the grader had failed"));
}

TEST(Compare, ListsWhoIsNewOrMissingAndCountsTheOthers) {
  const auto record = record_of(verdict::ok, 20, nullptr);
  const auto text = comparison({{"gone", record}, {"same", record}},
                               {{"same", record}, {"late\x1b[2J\nbob", record}});
  EXPECT_THAT(text, HasSubstr("missing  gone "));
  EXPECT_THAT(text, HasSubstr("new      late"));
  EXPECT_THAT(text, HasSubstr("\n1 as before\n"));
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(text, Not(HasSubstr("\nbob")));
}

TEST(Compare, RefusesAFolderWithoutRecords) {
  const temporary_folder folder;
  EXPECT_THROW(records_in(folder.path()), std::runtime_error);
  EXPECT_THROW(records_in(folder / "none"), std::runtime_error);
  fs::create_directory(folder / "ada");
  write_text(folder / "ada" / "record.json", "{");
  EXPECT_THROW(records_in(folder.path()), std::runtime_error);
}

}  // namespace
}  // namespace grader
