// SPDX-License-Identifier: MIT
// For tests: a class that hands in a folder, and lab-grade over it.
#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <map>
#include <thread>

#include "grader/program/lab_grade.hpp"
#include "reports/record/submission_record.hpp"

namespace grader {

namespace fs = std::filesystem;

inline const std::string solution = read_text(EXPRESSION_FOLDER "/solution.cpp");
inline const std::string broken = "int x = ;\n";

/// A class that hands in a folder, and one run after the other over it.
class GradeFolder : public ::testing::Test {
 protected:
  void SetUp() override { fs::create_directory(in()); }
  fs::path in() const { return folder_ / "in"; }
  fs::path out() const { return folder_ / "out"; }
  answer grade(const std::vector<std::string>& options = {}) const {
    std::vector<std::string> arguments{"grade", in(), "--out", out()};
    arguments.insert(arguments.end(), options.begin(), options.end());
    return lab_grade(arguments);
  }

  std::map<std::string, reports::submission_record> records() const {
    std::map<std::string, reports::submission_record> result;
    for (const auto& entry : fs::directory_iterator(out()))
      if (entry.is_directory())
        result[entry.path().filename()] =
            reports::submission_from_json(read_text(entry.path() / "record.json"));
    return result;
  }
  temporary_folder folder_;
};

/// lab-grade in a process group of its own, with its own place for temporary files.
class started_grader {
 public:
  started_grader(const fs::path& in, const fs::path& out, const fs::path& temporary) {
    pid_ = fork();
    if (pid_ != 0) return;
    setpgid(0, 0);
    setenv("TMPDIR", temporary.c_str(), 1);
    const int said =
        open((temporary.string() + ".said").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    dup2(said, STDOUT_FILENO);
    dup2(said, STDERR_FILENO);
    execl(LAB_GRADE, LAB_GRADE, "grade", in.c_str(), "--out", out.c_str(), nullptr);
    _exit(126);
  }
  /// As Ctrl-C does: to every process of the group.
  void interrupt() const { kill(-pid_, SIGINT); }
  /// As a crash, or a machine that is out of memory: nothing is put in order.
  void kill_at_once() const { kill(pid_, SIGKILL); }
  /// Returns: the exit code, or -1 when it does not end within a minute.
  int wait_for_the_end() const {
    for (int attempt = 0; attempt < 6000;
         ++attempt, std::this_thread::sleep_for(std::chrono::milliseconds(10))) {
      int status = 0;
      if (waitpid(pid_, &status, WNOHANG) == pid_)
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    kill(-pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
    return -1;
  }

 private:
  pid_t pid_ = -1;
};

}  // namespace grader
