// SPDX-License-Identifier: MIT
// A key changes with everything that a record depends on, and with nothing else.
#include "grader/grade/record_key.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "grader/test_files.hpp"

namespace grader {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre, ::testing::IsEmpty;

class RecordKey : public ::testing::Test {
 protected:
  void SetUp() override {
    fs::create_directories(folder_ / "kit" / "include");
    fs::create_directories(folder_ / "kit" / "address");
    for (const auto* file :
         {"judge", "entry.o", "include/a.hpp", "include/b.hpp", "address/runner"})
      write_text(folder_ / "kit" / file, file);
    with_.compiler = write_text(folder_ / "compiler", "version 12").string();
  }
  record_key key(sanitizers also = sanitizers::off,
                 sandbox::isolation walls = sandbox::isolation::bubblewrap) const {
    return key_maker(with_, also, walls).key_of(what_, source_);
  }
  /// The parts in which the key differs from `before`; its digest differs when any does.
  std::vector<std::string> changed_since(const record_key& before, const record_key& now) const {
    std::vector<std::string> result;
    for (const auto& [part, digest] : now.parts)
      if (before.parts.at(part) != digest) result.push_back(part);
    EXPECT_EQ(before.digest == now.digest, result.empty());
    return result;
  }
  std::vector<std::string> changed_since(const record_key& before) const {
    return changed_since(before, key());
  }

  temporary_folder folder_;
  kit with_{.exercise = "sum",
            .folder = folder_ / "kit",
            .flags = {"-O1", "-g"},
            .sanitizers = {{.name = "address", .folder = folder_ / "kit" / "address"}}};
  submission what_{.name = "ada", .path = "in/ada.cpp"};
  source_file source_{.text = "int x;", .sha256 = sha256_of("int x;")};
};

TEST_F(RecordKey, IsTheSameForTheSame) { EXPECT_THAT(changed_since(key()), IsEmpty()); }

TEST_F(RecordKey, ChangesWithTheSubmission) {
  const auto before = key();
  source_.sha256 = sha256_of("int y;");
  EXPECT_THAT(changed_since(before), ElementsAre("submission"));
  source_ = {.problem = "It is a symbolic link; hand in the file itself."};
  EXPECT_THAT(changed_since(before), ElementsAre("submission"));
  const auto link = key();
  source_.problem = "It is no regular file; hand in one .cpp file.";
  EXPECT_THAT(changed_since(link), ElementsAre("submission"));
}

TEST_F(RecordKey, ChangesWithTheNames) {
  const auto before = key();
  what_.path = "in/ada.cc";
  EXPECT_THAT(changed_since(before), ElementsAre("submission"));
  what_ = {.name = "bob", .path = "elsewhere/ada.cpp"};
  EXPECT_THAT(changed_since(before), ElementsAre("name"));
}

TEST_F(RecordKey, ChangesWithEveryFileOfTheKit) {
  for (const auto* file : {"judge", "entry.o", "include/a.hpp"}) {
    const auto before = key();
    write_text(folder_ / "kit" / file, "another");
    EXPECT_THAT(changed_since(before), ElementsAre("kit")) << file;
  }
  const auto before = key();
  fs::rename(folder_ / "kit/include/b.hpp", folder_ / "kit/include/c.hpp");
  EXPECT_THAT(changed_since(before), ElementsAre("kit"));
}

TEST_F(RecordKey, ChangesWithTheCompilerAndItsFlags) {
  auto before = key();
  with_.flags = {"-O1-g"};
  EXPECT_THAT(changed_since(before), ElementsAre("compiler"));
  before = key();
  write_text(folder_ / "compiler", "version 13");
  EXPECT_THAT(changed_since(before), ElementsAre("compiler"));
}

TEST_F(RecordKey, ChangesWithTheOptions) {
  EXPECT_THAT(changed_since(key(), key(sanitizers::off, sandbox::isolation::none)),
              ElementsAre("options"));
  EXPECT_THAT(changed_since(key(), key(sanitizers::on)), ElementsAre("compiler", "kit", "options"));
}

TEST_F(RecordKey, CountsWhatASanitizerNeedsOnlyWithSanitizers) {
  const auto without = key(), with = key(sanitizers::on);
  write_text(folder_ / "kit/address/runner", "another");
  EXPECT_THAT(changed_since(without), IsEmpty());
  EXPECT_THAT(changed_since(with, key(sanitizers::on)), ElementsAre("kit"));
}

TEST_F(RecordKey, IsKeptInARecordAndRefusedWhenSomebodyChangedIt) {
  reports::submission_record record;
  EXPECT_EQ(key_in(record), std::nullopt) << "an old record";
  put_key(record, key());
  const auto copy = reports::submission_from_json(reports::to_json(record));
  EXPECT_EQ(key_in(copy), key());
  for (const auto& [name, digest] : record.environment) {
    auto changed = record;
    changed.environment[name] = sha256_of("another");
    EXPECT_EQ(key_in(changed), std::nullopt) << name;
    changed.environment.erase(name);
    EXPECT_EQ(key_in(changed), std::nullopt) << name;
  }
}

}  // namespace
}  // namespace grader
