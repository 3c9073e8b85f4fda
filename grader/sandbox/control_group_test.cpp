// SPDX-License-Identifier: MIT
// Control groups, as far as this machine has them; and folders that look like the kernel's.
#include "grader/sandbox/control_group.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <csignal>

#include "grader/sandbox/sandbox.hpp"
#include "grader/test_files.hpp"

namespace sandbox {
namespace {

using ::testing::ElementsAre, ::testing::HasSubstr, ::testing::IsEmpty,
    ::testing::UnorderedElementsAre;
namespace fs = std::filesystem;

/// A mount point and a process that tells of it, made of ordinary files.
class LikeTheKernels : public ::testing::Test {
 protected:
  fs::path mounted() const { return folder_ / "mounted"; }
  fs::path proc() const { return folder_ / "proc"; }

  /// A group that has these processes and hands these controllers down.
  fs::path group(const std::string& name, const std::string& processes,
                 const std::string& handed_down) const {
    const auto path = mounted() / name;
    fs::create_directories(path);
    grader::write_text(path / "cgroup.procs", processes);
    grader::write_text(path / "cgroup.subtree_control", handed_down);
    return path;
  }
  group_support support_of_a_process_in(const std::string& group) const {
    fs::create_directories(proc());
    grader::write_text(proc() / "cgroup", "5:devices:/\n0::" + group + "\n");
    grader::write_text(proc() / "mountinfo",
                       "22 1 0:20 / /proc rw,relatime - proc proc rw\n31 25 0:27 / " +
                           mounted().string() + " rw,nosuid shared:9 - cgroup2 cgroup2 rw\n");
    return find_group_support(proc());
  }
  grader::temporary_folder folder_;
};

TEST_F(LikeTheKernels, HandsDownWhatItHandsDown) {
  const auto path = group("user/mine", "1\n2\n", "cpu memory pids\n");
  const auto found = support_of_a_process_in("/user/mine");
  EXPECT_EQ(found.parent, path);
  EXPECT_THAT(found.controllers, ElementsAre("memory", "pids"));
  EXPECT_EQ(found.problem, "");
}

TEST_F(LikeTheKernels, LoseTheGroupsOfTheDead) {
  const auto path = group("mine", "1\n2\n", "memory pids\n");
  const auto dead = fork();
  if (dead == 0) _exit(0);
  waitpid(dead, nullptr, 0);
  const auto left = "futures-lab-" + std::to_string(dead) + "-7";
  const auto used = "futures-lab-" + std::to_string(getpid()) + "-7";
  for (const auto& each : {left, used, std::string("else")}) fs::create_directory(path / each);
  support_of_a_process_in("/mine");
  EXPECT_FALSE(fs::exists(path / left));
  EXPECT_TRUE(fs::exists(path / used));
  EXPECT_TRUE(fs::exists(path / "else"));
}

TEST_F(LikeTheKernels, MayHandDownOnlyOne) {
  group("", "", "pids\n");
  const auto found = support_of_a_process_in("/");
  EXPECT_EQ(found.parent, mounted() / "");
  EXPECT_EQ(found.problem, "only pids");
}

TEST_F(LikeTheKernels, AreSharedWithOthersAndLeftAlone) {
  const auto path = group("mine", std::to_string(getpid()) + "\n1\n", "\n");
  const auto found = support_of_a_process_in("/mine");
  EXPECT_EQ(found.parent, "");
  EXPECT_THAT(found.problem, HasSubstr("not alone"));
  EXPECT_FALSE(fs::exists(path / "futures-lab"));
  EXPECT_EQ(grader::read_text(path / "cgroup.subtree_control"), "\n");
}

TEST_F(LikeTheKernels, OfAProgramThatHasMovedAreBesideItsOwn) {
  const auto path = group("mine", "", "memory pids\n");
  group("mine/futures-lab", std::to_string(getpid()) + "\n", "");
  EXPECT_EQ(support_of_a_process_in("/mine/futures-lab").parent, path);
}

TEST_F(LikeTheKernels, AreMissing) {
  fs::create_directories(proc());
  grader::write_text(proc() / "cgroup", "4:memory:/\n");
  EXPECT_THAT(find_group_support(proc()).problem, HasSubstr("no control groups of version 2"));
  EXPECT_THAT(find_group_support(folder_ / "nothing").problem, HasSubstr("no control groups"));
}

TEST_F(LikeTheKernels, AreNotMadeWithoutAParentOrALimit) {
  EXPECT_FALSE(control_group::make({.memory_mib = 1}, group_support{}));
  EXPECT_FALSE(control_group::make(
      {}, group_support{.parent = mounted(), .controllers = {}, .problem = {}}));
  EXPECT_FALSE(control_group::make(
      {.tasks = 1},
      group_support{.parent = folder_ / "nowhere", .controllers = {}, .problem = {}}));
}

/// The machine's own; most have none for us.
class Groups : public ::testing::Test {
 protected:
  void require(const std::string& controller) {
    const auto support = find_group_support();
    parent_ = support.parent;
    if (std::ranges::count(support.controllers, controller) == 0)
      GTEST_SKIP() << controller << ": " << support.problem;
  }
  int ours() const {
    int count = 0;
    for (const auto& entry : fs::directory_iterator(parent_))
      count += entry.path().filename().string().starts_with("futures-lab-") ? 1 : 0;
    return count;
  }
  static exit_report run(const std::string& script, const group_limits& together) {
    return run_to_end({.argv = {"/bin/sh", "-c", script}, .together = together},
                      isolation::bubblewrap, std::chrono::seconds(30), 4096)
        .exit;
  }
  fs::path parent_;
};

TEST_F(Groups, LimitTheNumberOfProcesses) {
  require("pids");
  if (IsSkipped()) return;
  const std::string crowd = "for i in 1 2 3 4 5 6 7 8 9; do sleep 9 & done";
  EXPECT_NE(run(crowd, {.tasks = 8}).code, 0);
  EXPECT_EQ(run(crowd, {.tasks = 40}).code, 0);
  EXPECT_EQ(ours(), 0);
}

TEST_F(Groups, LimitTheMemoryOfAllTogether) {
  require("memory");
  if (IsSkipped()) return;
  const std::string hog = "x=$(head -c 64M /dev/zero | tr '\\0' a)";
  EXPECT_TRUE(run(hog, {.memory_mib = 32}).out_of_memory);
  EXPECT_FALSE(run(hog, {.memory_mib = 400}).out_of_memory);
  EXPECT_FALSE(run("kill -KILL $$", {.memory_mib = 400}).out_of_memory);
  EXPECT_EQ(ours(), 0);
}

/// Needs no controller: any place does in which a group can be made.
TEST_F(Groups, EndWhatIsInThem) {
  for (const char* place : {"/sys/fs/cgroup", "/sys/fs/cgroup/unified"})
    if (fs::exists(fs::path(place) / "cgroup.subtree_control") && access(place, W_OK) == 0)
      parent_ = place;
  if (parent_.empty()) GTEST_SKIP() << "no control group may be made";
  std::array<int, 2> ends{};
  ASSERT_EQ(pipe(ends.data()), 0);
  pid_t child = 0;
  {
    const auto group =
        control_group::make({.tasks = 8}, {.parent = parent_, .controllers = {}, .problem = {}});
    if (!group) GTEST_SKIP() << "no control group may be made";
    child = fork();
    if (child == 0) {
      const bool entered = write(group->entrance(), "0", 1) == 1;
      if (write(ends[1], entered ? "y" : "n", 1) == 1) pause();
      _exit(0);
    }
    char entered = 0;
    ASSERT_EQ(read(ends[0], &entered, 1), 1);
    EXPECT_EQ(entered, 'y');
    EXPECT_EQ(ours(), 1);
  }
  int status = 0;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
  EXPECT_EQ(ours(), 0);
  for (const int each : ends) close(each);
}

}  // namespace
}  // namespace sandbox
