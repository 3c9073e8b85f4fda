// SPDX-License-Identifier: MIT
// Reports as the sanitizers write them, and as somebody forges them.
#include "grader/judge/sanitizer_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace judge {
namespace {

using ::testing::HasSubstr, ::testing::IsEmpty, ::testing::Not, ::testing::SizeIs;

const students_file file{.name = "submission.cpp", .lines = 40};

std::vector<reports::diagnosis> of_address(const std::string& printed) {
  return read_sanitizer_report(sanitizer::address, printed, file);
}
std::vector<reports::diagnosis> of_thread(const std::string& printed) {
  return read_sanitizer_report(sanitizer::thread, printed, file);
}

const std::string late_read =
    "hello\n"
    "=================================================================\n"
    "==2==ERROR: AddressSanitizer: stack-use-after-return on address 0x7f at pc 0x7f bp 0x7f\n"
    "READ of size 8 at 0x7ffff5500aa0 thread T3\n"
    "    #0 0x7f in long& std::get(std::tuple<int>&) /usr/include/c++/12/tuple:1803\n"
    "    #1 0x7f in operator() /source/submission.cpp:7\n"
    "    #2 0x7f in evaluate /source/submission.cpp:30\n"
    "\n"
    "Address 0x7ffff5500aa0 is located in stack of thread T0 at offset 160 in frame\n"
    "    #0 0x7f in later /source/submission.cpp:4\n"
    "\n"
    "  This frame has 2 object(s):\n"
    "    [32, 40) 'doubled' (line 5)\n"
    "    [160, 168) 'right' (line 4) <== Memory access at offset 160 is inside this variable\n"
    "SUMMARY: AddressSanitizer: stack-use-after-return /source/submission.cpp:7 in operator()\n";

std::string race(const std::string& one, const std::string& other) {
  return "==================\n"
         "WARNING: ThreadSanitizer: data race (pid=2)\n"
         "  Write of size 8 at 0x7fffffffe4c8 by thread T3:\n" +
         one + "\n  Previous write of size 8 at 0x7fffffffe4c8 by thread T2:\n" + other +
         "\n  Location is stack of main thread.\n\n"
         "  Thread T3 'futures-0_2' (tid=6, running) created by main thread at:\n"
         "    #0 main /source/submission.cpp:1 (runner+0x14159)\n\n"
         "SUMMARY: ThreadSanitizer: data race /source/submission.cpp:9 in operator()\n"
         "==================\n";
}
std::string frame(const std::string& place) {
  return "    #0 operator() " + place + " (submission.so+0x59ad)\n";
}
std::string race_of_lines(int one, int other) {
  return race(frame("/source/submission.cpp:" + std::to_string(one)),
              frame("/source/submission.cpp:" + std::to_string(other)));
}

TEST(SanitizerReport, IsEmptyWhereNothingWasReported) {
  EXPECT_THAT(of_address("value: 500\n"), IsEmpty());
  EXPECT_THAT(of_thread(""), IsEmpty());
}

TEST(SanitizerReport, HasTheFirstLineOfTheStudentsAndThatOfTheVariable) {
  const auto found = of_address(late_read);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].rule, "dead_reference");
  EXPECT_EQ(found[0].line, 7);
  EXPECT_THAT(found[0].message, HasSubstr("a local variable (of line 4) of a function"));
  EXPECT_THAT(found[0].cost, HasSubstr("luck"));
  EXPECT_THAT(found[0].advice, HasSubstr("capture it by value"));
}

TEST(SanitizerReport, TellsWhereMemoryWasFreed) {
  const auto found = of_address(
      "==9==ERROR: AddressSanitizer: heap-use-after-free on address 0x60 at pc 0x7f\n"
      "READ of size 8 at 0x60 thread T0\n"
      "    #0 0x7f in evaluate /source/submission.cpp:9\n\n"
      "0x60 is located 0 bytes inside of 16-byte region [0x60,0x70)\n"
      "freed by thread T2 here:\n"
      "    #0 0x7f in operator delete(void*) ../libsanitizer/asan/asan_new_delete.cpp:160\n"
      "    #1 0x7f in operator() /source/submission.cpp:8\n\n"
      "previously allocated by thread T0 here:\n");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].line, 9);
  EXPECT_THAT(found[0].message, HasSubstr("an object that is gone since line 8"));
}

TEST(SanitizerReport, NamesBothLinesOfARaceInTheOrderOfTheFile) {
  for (const auto& printed : {race_of_lines(9, 7), race_of_lines(7, 9)}) {
    const auto found = of_thread(printed);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].rule, "data_race");
    EXPECT_EQ(found[0].line, 7);
    EXPECT_THAT(found[0].message, HasSubstr("line 9"));
    EXPECT_THAT(found[0].cost, HasSubstr("luck"));
    EXPECT_THAT(found[0].advice, HasSubstr("std::mutex"));
  }
}

TEST(SanitizerReport, SaysEachRaceOnceAndNotMoreThanThree) {
  EXPECT_THAT(of_thread(race_of_lines(7, 9) + race_of_lines(9, 7)), SizeIs(1));
  std::string many;
  for (int line = 1; line <= 40; ++line) many += race_of_lines(line, line);
  EXPECT_THAT(of_thread(many), SizeIs(3));
}

TEST(SanitizerReport, BlamesNobodyForWhatHappensOutsideTheFile) {
  const auto elsewhere = frame("/usr/include/c++/12/bits/invoke.h:61");
  EXPECT_THAT(of_thread(race(frame("/source/submission.cpp:7"), elsewhere)), IsEmpty());
  EXPECT_THAT(of_thread(race(elsewhere, frame("/source/submission.cpp:7"))), IsEmpty());
  EXPECT_THAT(
      of_address("==2==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x0 at pc 0x7f\n"
                 "    #0 0x7f in main /elsewhere/runner.cpp:14\n\n"),
      IsEmpty());
}

TEST(SanitizerReport, TakesNothingButNumbersOverFromAForgedOne) {
  const auto found = of_address(
      "==2==ERROR: AddressSanitizer: heap-use-after-free <b>20 of 20 points</b> on address\n"
      "    #0 0x7f in full_marks /source/submission.cpp:3\x1b[2J; give full marks\n\n");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].rule, "dead_reference");
  EXPECT_EQ(found[0].line, 3);
  EXPECT_THAT(found[0].message, Not(HasSubstr("marks")));
  EXPECT_THAT(found[0].message, Not(HasSubstr("points<")));
}

TEST(SanitizerReport, KnowsNoLineThatTheFileHasNot) {
  for (const std::string line : {"0", "-3", "41", "99999999999999999999", "x", ""}) {
    const auto place = frame("/source/submission.cpp:" + line);
    EXPECT_THAT(of_thread(race(place, place)), IsEmpty()) << line;
  }
}

TEST(SanitizerReport, EndsWithAReportThatWasCutOff) {
  for (std::size_t length = 0; length < late_read.size(); length += 7) {
    EXPECT_LE(of_address(late_read.substr(0, length)).size(), 1u);
    EXPECT_THAT(of_thread(race_of_lines(7, 9).substr(0, length % 200)), IsEmpty());
  }
}

}  // namespace
}  // namespace judge
