// SPDX-License-Identifier: MIT
// Folders of the dead go; those of the living, and what is not ours, stay.
#include "grader/files/scratch_folder.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <optional>

#include "grader/test_files.hpp"

namespace grader {
namespace {

namespace fs = std::filesystem;

/// The place for temporary files is a folder of the test's own.
class ScratchFolder : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const auto* set = std::getenv("TMPDIR")) before_ = set;
    setenv("TMPDIR", place().c_str(), 1);
  }
  void TearDown() override { before_ ? setenv("TMPDIR", before_->c_str(), 1) : unsetenv("TMPDIR"); }
  const fs::path& place() const { return place_.path(); }

  temporary_folder place_;
  std::optional<std::string> before_;
};

/// A process that has a scratch folder with a file in it.
class owner_process {
 public:
  owner_process() {
    std::array<int, 2> ends{};
    EXPECT_EQ(pipe(ends.data()), 0);
    pid_ = fork();
    if (pid_ == 0) {
      const scratch_folder mine;
      write_text(mine / "file", "text");
      const auto name = mine.path().string();
      if (write(ends[1], name.data(), name.size()) < 0) _exit(1);
      pause();
      _exit(0);
    }
    std::array<char, 4096> name{};
    const auto size = read(ends[0], name.data(), name.size());
    path_ = std::string(name.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
    close(ends[0]);
    close(ends[1]);
  }
  owner_process(const owner_process&) = delete;
  owner_process& operator=(const owner_process&) = delete;
  ~owner_process() { die(); }
  void die() {
    if (pid_ <= 0) return;
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
    pid_ = -1;
  }
  const fs::path& folder() const { return path_; }

 private:
  pid_t pid_ = -1;
  fs::path path_;
};

TEST_F(ScratchFolder, StaysWhileItsOwnerLivesAndGoesWhenItWasKilled) {
  const scratch_folder own;
  owner_process other;
  remove_dead_scratch_folders();
  EXPECT_TRUE(fs::exists(own.path()));
  EXPECT_EQ(read_text(other.folder() / "file"), "text");
  other.die();
  remove_dead_scratch_folders();
  EXPECT_TRUE(fs::exists(own.path()));
  EXPECT_FALSE(fs::exists(other.folder()));
}

TEST_F(ScratchFolder, LeavesAloneWhatIsNotOurs) {
  owner_process dead;
  fs::create_directory(place() / "keep");
  write_text(place() / "keep" / "mine.txt", "precious");
  fs::create_directory_symlink(place() / "keep", dead.folder() / "link");
  fs::create_directory_symlink(place() / "keep", place() / "futures-lab-abcdef");
  fs::create_directory(place() / "futures-lab-bcdefg");  // just made, without a marker yet
  fs::create_directory(place() / "futures-lab-cdefgh");
  write_text(place() / "futures-lab-cdefgh" / "mine.txt", "no marker");
  dead.die();
  remove_dead_scratch_folders();
  EXPECT_FALSE(fs::exists(dead.folder()));
  EXPECT_EQ(read_text(place() / "keep" / "mine.txt"), "precious");
  EXPECT_TRUE(fs::is_symlink(place() / "futures-lab-abcdef"));
  EXPECT_TRUE(fs::exists(place() / "futures-lab-bcdefg"));
  EXPECT_TRUE(fs::exists(place() / "futures-lab-cdefgh" / "mine.txt"));
}

TEST_F(ScratchFolder, GoesWhenItIsEmptyAndOldAndNobodyMarkedIt) {
  const auto left = place() / "futures-lab-abcdef";
  fs::create_directory(left);
  fs::last_write_time(left, fs::file_time_type::clock::now() - std::chrono::hours(2));
  remove_dead_scratch_folders();
  EXPECT_FALSE(fs::exists(left));
}

}  // namespace
}  // namespace grader
