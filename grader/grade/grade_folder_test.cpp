// SPDX-License-Identifier: MIT
// A whole class is graded by lab-grade, whatever somebody has put into the folder.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <thread>

#include "grader/grade/grade_folder_test.hpp"

namespace grader {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr, ::testing::Not;

TEST_F(GradeFolder, GradesWhateverIsInIt) {
  write_text(in() / "good.cpp", solution);
  write_text(in() / "with space.cpp", broken);
  write_text(in() / "quote'\"$(reboot)`.cpp", broken);
  write_text(in() / "new\nline.cpp", broken);
  write_text(in() / "..%2f..%2fetc.cpp", broken);
  write_text(in() / "\x1b[2J.cpp", broken);
  write_text(in() / "-rf.cpp", broken);
  write_text(in() / "summary.md.cpp", broken);
  write_text(in() / "notes.txt", "not handed in");
  fs::create_directory(in() / "folder.cpp");
  fs::create_directory(in() / "empty");
  write_text(in() / "binary.cpp", std::string("\x7f"
                                              "ELF\0\1\2",
                                              7));
  fs::resize_file(write_text(in() / "sparse.cpp", ""), 100u << 20);
  fs::create_symlink("/etc/passwd", in() / "link.cpp");
  ASSERT_EQ(mkfifo((in() / "p.cpp").c_str(), 0600), 0);

  const auto got = grade();
  EXPECT_EQ(got.code, 0) << got.err;
  EXPECT_THAT(got.out, HasSubstr("14 submissions graded"));
  EXPECT_THAT(got.err, HasSubstr("ignored: notes.txt"));
  EXPECT_THAT(got.err + got.out, Not(HasSubstr("\x1b")));
  const auto all = records();
  EXPECT_EQ(all.size(), 14u);
  for (const auto& [name, record] : all) {
    EXPECT_EQ(record.submission, name);
    EXPECT_EQ(record.points, name == "good" ? 20 : 0) << name << ": " << record.message;
    EXPECT_EQ(record.verdict,
              name == "good" ? reports::verdict::ok : reports::verdict::compile_error)
        << name;
    EXPECT_TRUE(fs::is_regular_file(out() / name / "feedback.md"));
    EXPECT_TRUE(fs::is_regular_file(out() / name / "feedback.html"));
  }
  EXPECT_THAT(all.at("link").message, HasSubstr("symbolic link"));
  EXPECT_THAT(all.at("p").message, HasSubstr("no regular file"));
  EXPECT_THAT(all.at("sparse").message, HasSubstr("larger than 256 KiB"));
  for (const std::string table : {"grades.csv", "summary.md", "summary.html"})
    EXPECT_TRUE(fs::is_regular_file(out() / table)) << table;
  EXPECT_THAT(read_text(out() / "grades.csv"), HasSubstr("good"));
}

TEST_F(GradeFolder, ReplacesTheResultsOfTheRunBefore) {
  write_text(in() / "ada.cpp", broken);
  write_text(in() / "gone.cpp", broken);
  EXPECT_EQ(grade().code, 0);
  EXPECT_THAT(records().at("ada").message, HasSubstr("expected primary-expression"));
  write_text(out() / "gone" / "mine.txt", "somebody's own");
  write_text(in() / "ada.cpp", "int y = z;\n");
  fs::remove(in() / "gone.cpp");
  EXPECT_EQ(grade().code, 0);
  EXPECT_THAT(read_text(out() / "ada" / "record.json"), HasSubstr("was not declared"));
  EXPECT_FALSE(fs::exists(out() / "gone" / "record.json"));
  EXPECT_TRUE(fs::exists(out() / "gone" / "mine.txt")) << "what is not ours stays";
}

class Interrupted : public GradeFolder, public ::testing::WithParamInterface<int> {};

TEST_P(Interrupted, LeavesWholeRecordsOnlyAndNothingTemporary) {
  constexpr int handed_in = 12;
  for (int student = 10; student < 10 + handed_in; ++student)
    write_text(in() / (std::to_string(student) + ".cpp"), student % 2 == 0 ? broken : solution);
  const auto temporary = folder_ / "tmp";
  fs::create_directory(temporary);
  const started_grader grader(in(), out(), temporary);
  // Not before the first is graded, and then at another point of the work each time.
  for (int attempt = 0; attempt < 6000 && !fs::exists(out() / "10" / "record.json"); ++attempt)
    std::this_thread::sleep_for(10ms);
  std::this_thread::sleep_for(std::chrono::milliseconds(GetParam()));
  grader.interrupt();
  EXPECT_EQ(grader.wait_for_the_end(), 2);
  EXPECT_TRUE(fs::is_empty(temporary));
  const auto all = records();
  EXPECT_GE(all.size(), 1u);
  EXPECT_LT(all.size(), static_cast<std::size_t>(handed_in));
  for (const auto& [name, record] : all) {
    const bool is_broken = std::stoi(name) % 2 == 0;
    EXPECT_EQ(record.points, is_broken ? 0 : 20) << name << ": " << record.message;
    EXPECT_EQ(record.message.find("line 1:") != std::string::npos, is_broken) << name;
    for (const auto& file : fs::directory_iterator(out() / name))
      EXPECT_TRUE(file.path().filename() == "record.json" ||
                  file.path().filename() == "feedback.md" ||
                  file.path().filename() == "feedback.html");
  }
}

INSTANTIATE_TEST_SUITE_P(AfterMilliseconds, Interrupted, ::testing::Values(0, 200, 450, 1500));

}  // namespace
}  // namespace grader
