// SPDX-License-Identifier: MIT
// A run goes on where another ended, however that ended, and nothing tells that it did.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/file.h>

#include "grader/files/folder_lock.hpp"
#include "grader/grade/grade_folder_test.hpp"

namespace grader {
namespace {

using ::testing::HasSubstr, ::testing::Not, ::testing::StartsWith;

class Resume : public GradeFolder {
 protected:
  void SetUp() override {
    GradeFolder::SetUp();
    for (const auto* name : {"ada", "bob", "eve"})
      write_text(in() / (std::string(name) + ".cpp"), broken);
  }
  /// Grades, expects a good end, and returns how many were kept.
  int kept_by(const std::vector<std::string>& options = {}) const {
    const auto got = grade(options);
    EXPECT_EQ(got.code, 0) << got.err;
    int count = 0;
    for (auto at = got.err.find("(kept)"); at != std::string::npos;
         at = got.err.find("(kept)", at + 1))
      ++count;
    EXPECT_EQ(got.out.find(std::to_string(count) + " of them kept") != std::string::npos, count > 0)
        << got.out;
    return count;
  }
  std::string grades() const { return read_text(out() / "grades.csv"); }
};

TEST_F(Resume, KeepsWhatIsFinished) {
  EXPECT_EQ(kept_by(), 0);
  const auto first = grades();
  const auto record = read_text(out() / "ada" / "record.json");
  EXPECT_EQ(kept_by(), 3);
  EXPECT_EQ(grades(), first);
  EXPECT_EQ(read_text(out() / "ada" / "record.json"), record);
  EXPECT_EQ(kept_by({"--fresh"}), 0);
  EXPECT_EQ(kept_by({"--sanitizers"}), 0);
  EXPECT_EQ(kept_by({"--sanitizers"}), 3);
}

TEST_F(Resume, GradesAgainWhatChangedOrIsNotWhole) {
  EXPECT_EQ(kept_by(), 0);
  write_text(in() / "ada.cpp", "int y = z;\n");
  EXPECT_EQ(kept_by(), 2);
  EXPECT_THAT(records().at("ada").message, HasSubstr("was not declared"));
  fs::remove(out() / "bob" / "feedback.html");
  EXPECT_EQ(kept_by(), 2);
  EXPECT_TRUE(fs::exists(out() / "bob" / "feedback.html"));
  const auto whole = read_text(out() / "eve" / "record.json");
  write_text(out() / "eve" / "record.json", whole.substr(0, whole.size() / 2));
  EXPECT_EQ(kept_by(), 2);
  auto record = records().at("eve");
  record.verdict = reports::verdict::internal;
  write_text(out() / "eve" / "record.json", reports::to_json(record));
  EXPECT_EQ(kept_by(), 2) << "a fault of ours is no result";
  record = records().at("eve");
  std::erase_if(record.environment,
                [](const auto& e) { return e.first.starts_with("record_key"); });
  write_text(out() / "eve" / "record.json", reports::to_json(record));
  EXPECT_EQ(kept_by(), 2) << "a record from before there were keys";
  fs::rename(out() / "bob", out() / "zoe");
  write_text(in() / "zoe.cpp", broken);
  EXPECT_EQ(kept_by(), 2) << "somebody else's record";
  EXPECT_EQ(kept_by(), 4);
}

TEST_F(Resume, SaysWhatChangedSinceAnEarlierRun) {
  EXPECT_EQ(kept_by(), 0);
  fs::copy(EXPRESSION_FOLDER "/submissions/null_pointer.cpp", in() / "ada.cpp",
           fs::copy_options::overwrite_existing);
  fs::remove(in() / "bob.cpp");
  write_text(in() / "zoe.cpp", broken);
  const auto got = grade({"--compare", out()});
  EXPECT_EQ(got.code, 0) << got.err;
  EXPECT_THAT(got.out, HasSubstr("0 compile_error -> 0 crash; the submission changed\n"));
  EXPECT_THAT(got.out, HasSubstr("\nmissing  bob "));
  EXPECT_THAT(got.out, HasSubstr("\nnew      zoe "));
  EXPECT_THAT(got.out, HasSubstr("\n1 as before\n"));
  EXPECT_EQ(grade({"--compare", in()}).code, 2) << "no results";
}

TEST_F(Resume, RemovesWhatAKilledGraderLeftHalfWritten) {
  EXPECT_EQ(kept_by(), 0);
  write_text(out() / ".writing-123-4", "half");
  write_text(out() / "ada" / ".writing-123-5", "half");
  EXPECT_EQ(kept_by(), 3);
  EXPECT_FALSE(fs::exists(out() / ".writing-123-4"));
  EXPECT_FALSE(fs::exists(out() / "ada" / ".writing-123-5"));
}

TEST_F(Resume, RefusesASecondGraderAtOnce) {
  fs::create_directory(out());
  write_text(out() / ".writing-123-4", "under way");
  auto other = try_to_lock(out() / ".lock", O_CREAT);
  ASSERT_TRUE(other);
  const auto got = grade();
  EXPECT_EQ(got.code, 2);
  EXPECT_THAT(got.err, StartsWith("Error: another grader is at work in"));
  EXPECT_EQ(lines_in(got.err), 1) << got.err;
  EXPECT_TRUE(fs::exists(out() / ".writing-123-4")) << "the other may be writing it";
  other->reset();
  EXPECT_EQ(kept_by(), 0);
}

TEST_F(Resume, GoesOnWithTheOthersWhenOneCannotBeWritten) {
  write_text((fs::create_directory(out()), out() / "ada"), "a file, not a folder");
  fs::create_directories(out() / "bob" / "feedback.md");
  const auto got = grade();
  EXPECT_EQ(got.code, 2);
  EXPECT_THAT(got.err, HasSubstr("failed on 2 of them"));
  EXPECT_THAT(got.err, HasSubstr("the grader failed: cannot write"));
  EXPECT_THAT(grades(), HasSubstr("bob,expression,internal"));
  EXPECT_THAT(grades(), HasSubstr("eve,expression,compile_error"));
  EXPECT_THAT(grades(), Not(HasSubstr("ada")));
  fs::remove(out() / "ada");
  fs::remove(out() / "bob" / "feedback.md");
  EXPECT_EQ(kept_by(), 1);
}

TEST_F(Resume, WritesNoTablesOverARecordThatCannotBeReplaced) {
  EXPECT_EQ(kept_by(), 0);
  const auto before = grades();
  fs::remove(out() / "ada" / "record.json");
  write_text((fs::create_directory(out() / "ada" / "record.json"), out() / "ada/record.json/mine"),
             "somebody's own");
  const auto got = grade();
  EXPECT_EQ(got.code, 2);
  EXPECT_THAT(got.err, HasSubstr("no tables are written"));
  EXPECT_EQ(grades(), before);
}

}  // namespace
}  // namespace grader
