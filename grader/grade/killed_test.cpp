// SPDX-License-Identifier: MIT
// A grader that is killed at any moment leaves whole results only and no process; the run that goes
// on where it was gets the same grades.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/prctl.h>

#include <algorithm>
#include <random>
#include <set>
#include <sstream>

#include "grader/grade/grade_folder_test.hpp"

namespace grader {
namespace {

using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;

class Killed : public GradeFolder {
 protected:
  // What a killed grader leaves becomes our child, so that none can be overlooked.
  void SetUp() override {
    GradeFolder::SetUp();
    ASSERT_EQ(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
    fs::create_directory(temporary());
    hand_in();
  }
  void TearDown() override { prctl(PR_SET_CHILD_SUBREAPER, 0); }

  /// Mostly what ends soon: it does not compile, or fails in its first run.
  void hand_in() const {
    for (int student = 10; student < 20; ++student)
      write_text(in() / (std::to_string(student) + ".cpp"),
                 "int student_" + std::to_string(student) + " = ;\n");
    write_text(in() / "no_text.cpp", std::string(3, '\0'));
    fs::copy(EXPRESSION_FOLDER "/submissions/null_pointer.cpp", in() / "crash.cpp");
    write_text(in() / "14_honest.cpp", solution);
  }
  fs::path temporary() const { return folder_ / "tmp"; }

  /// Waits for the end of all that was started. bubblewrap tells its init late to die with it: one
  /// whose parent was killed before that waits for ever, runs nothing, and is ended here. Returns:
  /// the names of other programs that live on.
  static std::set<std::string> who_lives_on() {
    std::set<std::string> others;
    const auto patience = clock::now() + 3s;
    for (;;) {
      const auto ended = waitpid(-1, nullptr, WNOHANG);
      if (ended < 0 && errno == ECHILD) return others;
      if (ended == 0 && clock::now() > patience) end_children(others);
      if (ended == 0) std::this_thread::sleep_for(1ms);
    }
  }

  static void end_children(std::set<std::string>& others) {
    const auto self = std::to_string(getpid());
    std::istringstream children(read_text("/proc/self/task/" + self + "/children"));
    for (pid_t child = 0; children >> child;) {
      const auto about = fs::path("/proc") / std::to_string(child);
      const auto name = read_text(about / "comm");
      const bool waits_alone =
          name == "bwrap\n" && read_text(about / "task" / about.filename() / "children").empty();
      if (!waits_alone) others.insert(name);
      kill(child, SIGKILL);
    }
  }

  /// An undisturbed run. Returns: the time from its start to its first finished submission, or 0
  /// when it does not end well.
  std::chrono::duration<double> grade_calmly() const {
    const auto start = clock::now();
    const started_grader grader(in(), calm(), temporary());
    const auto is_finished = [](const fs::directory_entry& entry) {
      return fs::exists(entry.path() / "record.json");
    };
    for (const auto end = start + 60s; clock::now() < end; std::this_thread::sleep_for(1ms)) {
      if (!fs::exists(calm()) || std::none_of(fs::directory_iterator(calm()), {}, is_finished))
        continue;
      const auto taken = clock::now() - start;
      return grader.wait_for_the_end() == 0 ? taken : 0ns;
    }
    return 0s;
  }

  /// For the scratch folders: one whose grader was killed before it could mark it is empty, and is
  /// taken for a dead one's only when it is old.
  void let_two_hours_pass() const {
    for (const auto& folder : fs::directory_iterator(temporary()))
      fs::last_write_time(folder, fs::file_time_type::clock::now() - 2h);
  }

  fs::path calm() const { return folder_ / "calm"; }

  /// How many submissions are finished; each has all that it should.
  int finished() const {
    int count = 0;
    if (!fs::exists(out())) return 0;
    for (const auto& entry : fs::directory_iterator(out())) {
      if (!fs::exists(entry.path() / "record.json")) continue;
      ++count;
      EXPECT_NO_THROW(reports::submission_from_json(read_text(entry.path() / "record.json")));
      EXPECT_TRUE(fs::exists(entry.path() / "feedback.md")) << entry.path();
      EXPECT_TRUE(fs::exists(entry.path() / "feedback.html")) << entry.path();
    }
    return count;
  }
};

TEST_F(Killed, AHundredTimesAndTheGradesAreTheSame) {
  const auto to_a_submission = grade_calmly();
  ASSERT_GT(to_a_submission, 0s);
  constexpr int kills = 100, kills_of_a_class = 25;
  std::mt19937 random(std::random_device{}());
  // Half of the kills come before a submission is finished, the others after one or two.
  std::uniform_real_distribution<double> seconds(0, 2 * to_a_submission.count());
  std::set<int> seen;
  for (int kill = 0; kill < kills; ++kill) {
    if (kill % kills_of_a_class == 0) fs::remove_all(out());
    const started_grader grader(in(), out(), temporary());
    const std::chrono::duration<double> moment(seconds(random));
    std::this_thread::sleep_for(moment);
    grader.kill_at_once();
    ASSERT_THAT(who_lives_on(), ::testing::IsEmpty()) << "killed after " << moment.count() << " s";
    seen.insert(finished());
  }
  EXPECT_GE(seen.size(), 4u) << "too few moments to tell anything";
  let_two_hours_pass();
  const started_grader last(in(), out(), temporary());
  EXPECT_EQ(last.wait_for_the_end(), 0) << read_text(temporary().string() + ".said");
  EXPECT_EQ(read_text(out() / "grades.csv"), read_text(calm() / "grades.csv"));
  for (const auto& left : fs::recursive_directory_iterator(temporary()))
    ADD_FAILURE() << "of the dead: " << left.path();
  for (const auto& entry : fs::recursive_directory_iterator(out()))
    EXPECT_FALSE(entry.path().filename().string().starts_with(".writing-")) << entry.path();
}

}  // namespace
}  // namespace grader
