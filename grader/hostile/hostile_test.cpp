// SPDX-License-Identifier: MIT
// Each hostile submission gets its verdict, no point that it did not earn, and leaves nothing
// behind.
//
// How it works. A submission is graded in a process that adopts orphans (PR_SET_CHILD_SUBREAPER)
// and has a folder for temporary files of its own. So whatever survives the grader becomes our
// child, and whatever it forgot to remove is in that folder.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <regex>
#include <set>
#include <thread>

#include "grader/feedback/feedback.hpp"
#include "grader/files/scratch_folder.hpp"
#include "grader/files/text_file.hpp"
#include "grader/grade/grade_one.hpp"
#include "grader/sandbox/control_group.hpp"

namespace grader {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using ::testing::Contains, ::testing::HasSubstr, ::testing::Not;

struct attack {
  std::string name;  ///< "forging/exits"
  fs::path source;
  std::set<std::string> verdicts;  ///< any of them
  double least = 0, most = 0;      ///< points
};

void PrintTo(const attack& which, std::ostream* out) { *out << which.name; }

/// The first line: "// verdict: forbidden, 0 points"; where the machine decides whether a slow
/// submission is slow enough, "// verdict: ok or partial, 19..20 points".
attack read_attack(const fs::path& file) {
  std::ifstream text(file);
  std::string line;
  std::getline(text, line);
  static const std::regex form(
      R"(// verdict: ([a-z_]+)(?: or ([a-z_]+))?, ([0-9]+)(?:\.\.([0-9]+))? points)");
  std::smatch found;
  if (!std::regex_match(line, found, form))
    throw std::runtime_error(file.string() + ": the first line names no verdict and points");
  const double least = std::stod(found[3]);
  std::set<std::string> verdicts{found[1]};
  if (found[2].matched) verdicts.insert(found[2]);
  return {.name = file.parent_path().filename().string() + "/" + file.stem().string(),
          .source = file,
          .verdicts = std::move(verdicts),
          .least = least,
          .most = found[4].matched ? std::stod(found[4]) : least};
}

std::vector<attack> all_attacks() {
  std::vector<attack> all;
  for (const auto& entry : fs::recursive_directory_iterator(HOSTILE_FOLDER))
    if (entry.path().extension() == ".cpp") all.push_back(read_attack(entry.path()));
  std::ranges::sort(all, {}, &attack::name);
  return all;
}

/// Everything that a file system shows of what is mounted.
std::string mounts() { return read_text("/proc/self/mountinfo"); }

/// Adopts what survives the grader, and keeps its temporary files apart.
class Hostile : public ::testing::TestWithParam<attack> {
 protected:
  Hostile() {
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    fs::create_directory(temporary());
    setenv("TMPDIR", temporary().c_str(), 1);
  }
  ~Hostile() override { setenv("TMPDIR", usual_.c_str(), 1); }

  static graded grade(const std::string& name, const fs::path& source) {
    const std::atomic<bool> stop{false};
    return grade_one(open_kit(KITS_FOLDER, "expression"),
                     {.name = name, .path = source, .problem = {}}, {}, stop);
  }

  /// Processes that were killed take a moment to go.
  static bool has_children() {
    for (const auto end = std::chrono::steady_clock::now() + 10s;
         std::chrono::steady_clock::now() < end; std::this_thread::sleep_for(5ms)) {
      while (waitpid(-1, nullptr, WNOHANG) > 0) {
      }
      if (waitpid(-1, nullptr, WNOHANG) < 0) return false;
    }
    return true;
  }

  void expect_nothing_left(const std::string& mounted) const {
    EXPECT_FALSE(has_children()) << "a process lives on";
    EXPECT_TRUE(fs::is_empty(temporary())) << *fs::directory_iterator(temporary());
    for (const char* place : {"/dev/shm", "/tmp", "/var/tmp", "/"})
      for (const auto& entry : fs::directory_iterator(place))
        EXPECT_THAT(entry.path().filename().string(), Not(HasSubstr("lab-hostile")));
    EXPECT_EQ(mounts(), mounted);
    if (groups_.empty()) return;
    for (const auto& entry : fs::directory_iterator(groups_))
      EXPECT_FALSE(is_a_group_of_the_dead(entry.path().filename())) << entry.path();
  }

 private:
  /// A control group has the number of its owner in its name; other graders have theirs beside.
  static bool is_a_group_of_the_dead(const std::string& name) {
    int owner = 0, number = 0;
    return std::sscanf(name.c_str(), "futures-lab-%d-%d", &owner, &number) == 2 &&
           kill(owner, 0) != 0 && errno == ESRCH;
  }
  fs::path temporary() const { return scratch_ / "tmp"; }

  const fs::path groups_ = sandbox::find_group_support().parent;

  const fs::path usual_ = fs::temp_directory_path();
  scratch_folder scratch_;
};

/// Nothing that could steer who reads it.
void expect_inert(const graded& done) {
  for (const auto how : {medium::terminal, medium::markdown, medium::html}) {
    const auto text = feedback(done.record, done.compiler_text, how);
    for (const unsigned char each : text)
      if (each < 0x20 && each != '\n') ADD_FAILURE() << "control character " << int(each);
    for (const char* steering : {"\x7f", "\u202e", "\u2066"})
      EXPECT_THAT(text, Not(HasSubstr(steering)));
  }
  const auto page = feedback(done.record, done.compiler_text, medium::html);
  EXPECT_THAT(page, Not(HasSubstr("<img src")));
  EXPECT_THAT(page, Not(HasSubstr("<script>alert")));
  // What is indented by four is shown as it is.
  const auto markdown = std::regex_replace(
      feedback(done.record, done.compiler_text, medium::markdown), std::regex("\n    [^\n]*"), "");
  EXPECT_FALSE(std::regex_search(markdown, std::regex(R"([^\\]\]\(javascript|[^\\]<script)")));
}

/// Nothing of this machine's files.
void expect_secrets_kept(const graded& done) {
  const auto text = feedback(done.record, done.compiler_text, medium::terminal);
  for (const char* secret : {"root:x:", "nologin", "SPDX-License-Identifier", "TEST_F"})
    EXPECT_THAT(text, Not(HasSubstr(secret)));
}

TEST_P(Hostile, GetsWhatItEarns) {
  const auto& expected = GetParam();
  const auto mounted = mounts();
  const auto got = grade(expected.name, expected.source);
  const auto text = feedback(got.record, got.compiler_text, medium::terminal);
  EXPECT_THAT(expected.verdicts, Contains(to_string(got.record.verdict))) << text;
  EXPECT_GE(got.record.points, expected.least) << text;
  EXPECT_LE(got.record.points, expected.most) << text;
  expect_inert(got);
  expect_secrets_kept(got);
  expect_nothing_left(mounted);
}

INSTANTIATE_TEST_SUITE_P(Submission, Hostile, ::testing::ValuesIn(all_attacks()),
                         [](const auto& each) {
                           return std::regex_replace(each.param.name, std::regex("/"), "_");
                         });

TEST(HostileCorpus, IsLarge) { EXPECT_GE(all_attacks().size(), 80u); }

/// Files that no editor would show.
class HostileText : public Hostile {
 protected:
  graded grade_text(const std::string& text) {
    const scratch_folder folder;
    const auto file = folder / "submission.cpp";
    std::ofstream(file, std::ios::binary) << text;
    return grade("text", file);
  }
  static std::string solution() { return read_text(EXPRESSION_FOLDER "/solution.cpp"); }
  static std::string verdict_of(const graded& done) { return to_string(done.record.verdict); }
};

TEST_F(HostileText, MayHaveAByteOrderMarkAndOtherEndsOfLines) {
  std::string windows = "\xef\xbb\xbf";
  for (const char each : solution()) windows += each == '\n' ? "\r\n" : std::string(1, each);
  EXPECT_EQ(verdict_of(grade_text(windows)), "ok");
}

TEST_F(HostileText, OfAnotherEncodingOrNoTextAtAllIsRefused) {
  std::string utf16 = "\xff\xfe";
  for (const char each : solution()) (utf16 += each) += '\0';
  for (const auto& text : {utf16, solution() + '\0', std::string(100'000, '\0'), std::string()}) {
    const auto got = grade_text(text);
    EXPECT_EQ(got.record.points, 0);
    EXPECT_THAT(verdict_of(got), testing::AnyOf("compile_error", "wrong_value"));
    expect_inert(got);
  }
}

TEST_F(HostileText, MayHaveAVeryLongLine) {
  const auto got = grade_text(solution() + "// " + std::string(200'000, 'x'));
  EXPECT_EQ(verdict_of(got), "ok");
  const auto wrong = grade_text(solution() + std::string(200'000, '('));
  EXPECT_EQ(verdict_of(wrong), "compile_error");
  EXPECT_LT(feedback(wrong.record, wrong.compiler_text, medium::terminal).size(), 100'000u);
}

TEST_F(HostileText, MayNotBeLargerThanTheLimit) {
  const auto got = grade_text(solution() + "// " + std::string(1'000'000, 'x'));
  EXPECT_EQ(verdict_of(got), "compile_error");
  EXPECT_THAT(got.record.message, HasSubstr("KiB"));
}

/// What goes wrong while time is taken is called what it is, and only missing work is no work.
TEST_F(HostileText, IsToldWhatItDidWhileItWasTimed) {
  const auto rules_of = [](const char* name) {
    const auto got = grade(name, fs::path(HOSTILE_FOLDER) / "time" / (std::string(name) + ".cpp"));
    std::set<std::string> rules;
    for (const auto& each : got.record.diagnoses) rules.insert(each.rule);
    return rules;
  };
  EXPECT_EQ(rules_of("works_before_the_clock"), std::set<std::string>{"no_work"});
  EXPECT_EQ(rules_of("crashes_while_it_is_timed"), std::set<std::string>{"crash"});
}

/// What one submission does changes nothing for the next.
TEST_F(HostileText, LeavesTheNextSubmissionAlone) {
  const auto results_of = [](const graded& done) {
    std::vector<std::pair<std::string, double>> results;
    for (const auto& each : done.record.checks) results.emplace_back(each.id, each.points);
    for (const auto& each : done.record.virtual_time)
      results.emplace_back("steps", static_cast<double>(each.makespan.value_or(-1)));
    return results;
  };
  const fs::path honest = EXPRESSION_FOLDER "/solution.cpp";
  const auto before = grade("honest", honest);
  for (const char* name : {"forging/rewrites_the_trace", "time/leaves_notes_for_the_next_leg",
                           "escaping/forks_twice_and_hides", "exhausting/disk"})
    grade(name, fs::path(HOSTILE_FOLDER) / (std::string(name) + ".cpp"));
  const auto after = grade("honest", honest);
  EXPECT_EQ(results_of(before), results_of(after));
}

}  // namespace
}  // namespace grader
