// SPDX-License-Identifier: MIT
// Running tests in child processes.
//
// How it works. The child runs all tests that are left, and writes lines into a pipe: "start NAME",
// "note TEXT" for each failed expectation, "end NAME 1" (0 when it failed). The parent reads to the
// end of the pipe. If a test has started and not ended, the child died in it: it has failed, and a
// new child goes on behind it. A test that hangs is ended by its own watchdog.
#include "impls/conformance/matrix/runner.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <utility>

namespace conformance {
namespace {

/// Closes a file at the end of the scope.
class open_file {
 public:
  explicit open_file(int number) noexcept : number_(number) {}
  open_file(const open_file&) = delete;
  open_file& operator=(const open_file&) = delete;
  ~open_file() { close(); }
  int number() const noexcept { return number_; }
  void close() noexcept {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
  }

 private:
  int number_;
};

constexpr std::string_view instantiation = "Every/";

/// What GoogleTest calls it: "Every/Suite.Behaviour/backend", or "Suite.Behaviour".
std::string full_name(const test_name& test) {
  const auto name = test.suite + "." + test.behaviour;
  return test.backend.empty() ? name : std::string(instantiation) + name + "/" + test.backend;
}

test_name parsed(const testing::TestInfo& test) {
  const std::string_view suite = test.test_suite_name();
  const std::string_view name = test.name();
  if (!suite.starts_with(instantiation)) return {std::string(suite), std::string(name), ""};
  const auto slash = name.find('/');
  return {std::string(suite.substr(instantiation.size())), std::string(name.substr(0, slash)),
          std::string(name.substr(slash + 1))};
}

std::string in_one_line(std::string text) {
  for (char& c : text)
    if (c == '\n') c = '\t';
  return text;
}

/// Writes what happens into the pipe.
class reporter : public testing::EmptyTestEventListener {
 public:
  explicit reporter(int pipe) : pipe_(pipe) {}

 private:
  void OnTestStart(const testing::TestInfo& test) override { say("start " + name_of(test)); }
  void OnTestPartResult(const testing::TestPartResult& part) override {
    if (part.failed()) say("note " + in_one_line(part.message()));
  }
  void OnTestEnd(const testing::TestInfo& test) override {
    say("end " + name_of(test) + (test.result()->Passed() ? " 1" : " 0"));
  }
  static std::string name_of(const testing::TestInfo& test) {
    return std::string(test.test_suite_name()) + "." + test.name();
  }
  void say(const std::string& line) const {
    const auto text = line + "\n";
    for (std::size_t written = 0; written < text.size();) {
      const auto more = write(pipe_, text.data() + written, text.size() - written);
      if (more <= 0) _exit(2);
      written += static_cast<std::size_t>(more);
    }
  }

  const int pipe_;
};

[[noreturn]] void run_in_child(const std::vector<test_name>& tests, int pipe) {
  const open_file nowhere(open("/dev/null", O_WRONLY));
  dup2(nowhere.number(), STDOUT_FILENO);
  dup2(nowhere.number(), STDERR_FILENO);
  std::string filter;
  for (const auto& each : tests) filter += (filter.empty() ? "" : ":") + full_name(each);
  GTEST_FLAG_SET(filter, filter);
  auto& listeners = testing::UnitTest::GetInstance()->listeners();
  delete listeners.Release(listeners.default_result_printer());
  listeners.Append(new reporter(pipe));
  [[maybe_unused]] const int failed = RUN_ALL_TESTS();  // the listener tells it
  _exit(0);
}

std::string how_it_ended(int status) {
  if (WIFSIGNALED(status)) return "ended the program by signal " + std::to_string(WTERMSIG(status));
  return "ended the program with code " + std::to_string(WEXITSTATUS(status));
}

/// Reads lines to the end of the pipe.
template <class Take>
void read_lines(int pipe, Take take) {
  std::string line;
  std::array<char, 4096> buffer;
  for (;;) {
    const auto count = read(pipe, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
    for (const char c : std::string_view(buffer.data(), static_cast<std::size_t>(count))) {
      if (c != '\n') {
        line += c;
        continue;
      }
      take(line);
      line.clear();
    }
  }
}

/// The outcomes of one child, in the order of its tests.
class listener {
 public:
  listener(const std::vector<test_name>& tests,
           const std::function<void(const test_name&)>& started)
      : started_(started) {
    for (const auto& each : tests) by_name_[full_name(each)] = &each;
  }

  void take(const std::string& line) {
    const auto space = line.find(' ');
    const auto what = line.substr(0, space);
    const auto rest = line.substr(space + 1);
    if (what == "start") {
      const auto& test = *by_name_.at(rest);
      running_.test = test;
      is_running_ = true;
      started_(test);
    } else if (what == "note") {
      note(rest);
    } else {
      running_.passed = rest.back() == '1';
      finish();
    }
  }
  void child_ended(int status) {
    if (!is_running_) return;
    note(how_it_ended(status));
    finish();
  }
  std::vector<outcome>& outcomes() { return outcomes_; }

 private:
  void note(const std::string& text) {
    running_.message += (running_.message.empty() ? "" : "\n") + text;
  }
  void finish() {
    outcomes_.push_back(std::exchange(running_, {}));
    is_running_ = false;
  }

  const std::function<void(const test_name&)>& started_;
  std::map<std::string, const test_name*> by_name_;
  outcome running_;  // if there is one
  bool is_running_ = false;
  std::vector<outcome> outcomes_;
};

/// Runs tests in one child, until it ends.
std::vector<outcome> run_in_one_process(const std::vector<test_name>& tests,
                                        const std::function<void(const test_name&)>& started) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  const open_file reading(ends[0]);
  open_file writing(ends[1]);
  const auto child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) run_in_child(tests, writing.number());
  writing.close();
  listener heard(tests, started);
  read_lines(reading.number(), [&](const std::string& line) { heard.take(line); });
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  heard.child_ended(status);
  return std::move(heard.outcomes());
}

}  // namespace

std::vector<test_name> all_tests() {
  std::vector<test_name> all;
  const auto& program = *testing::UnitTest::GetInstance();
  for (int suite = 0; suite < program.total_test_suite_count(); ++suite) {
    const auto& tests = *program.GetTestSuite(suite);
    for (int test = 0; test < tests.total_test_count(); ++test)
      all.push_back(parsed(*tests.GetTestInfo(test)));
  }
  return all;
}

std::vector<outcome> run_tests(const std::vector<test_name>& tests,
                               const std::function<void(const test_name&)>& started) {
  std::vector<outcome> all;
  for (auto left = tests; !left.empty();) {
    auto some = run_in_one_process(left, started);
    if (some.empty())
      throw std::runtime_error("the tests do not start: run conformance to see why");
    // GoogleTest runs them in the program's order, and so does `left` have them.
    left.erase(left.begin(), left.begin() + static_cast<std::ptrdiff_t>(some.size()));
    std::ranges::move(some, std::back_inserter(all));
  }
  return all;
}

}  // namespace conformance
