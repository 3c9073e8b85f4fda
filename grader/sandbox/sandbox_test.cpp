// SPDX-License-Identifier: MIT
// What a program in the real sandbox can see, reach and leave behind: nothing that matters.
#include "grader/sandbox/sandbox.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <functional>
#include <thread>

#include "grader/sandbox/bubblewrap.hpp"
#include "grader/test_files.hpp"

namespace sandbox {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr, ::testing::Not, ::testing::StartsWith;

constexpr auto generous = 60s;  // no test waits as long unless something is broken
constexpr std::size_t enough_output = 64 * 1024;

job shell(const std::string& script, job with = {}) {
  with.argv = {"/bin/sh", "-c", script};
  return with;
}

finished_run run(const std::string& script, job with = {},
                 isolation walls = isolation::bubblewrap) {
  return run_to_end(shell(script, std::move(with)), walls, generous, enough_output);
}

std::string output_of(const std::string& script, job with = {}) {
  const auto done = run(script, std::move(with));
  EXPECT_FALSE(done.timed_out) << script;
  return done.output;
}

/// Whether some process of this machine has that word among its arguments.
bool some_process_has(const std::string& word) {
  std::error_code gone;
  for (const auto& entry : std::filesystem::directory_iterator("/proc", gone)) {
    std::ifstream file(entry.path() / "cmdline", std::ios::binary);
    const std::string line{std::istreambuf_iterator<char>(file), {}};
    if (line.find(word) != std::string::npos) return true;
  }
  return false;
}

bool comes_true(const std::function<bool()>& condition) {
  for (const auto end = std::chrono::steady_clock::now() + generous;
       std::chrono::steady_clock::now() < end; std::this_thread::sleep_for(10ms))
    if (condition()) return true;
  return false;
}

/// A number that no other process uses as an argument.
std::string unlikely_word() { return fmt::format("98{}", getpid()); }

TEST(Sandbox, CanBeUsedHere) { EXPECT_EQ(why_unusable(), std::nullopt); }

TEST(Sandbox, ReportsTheExitCode) {
  const auto done = run("exit 7");
  EXPECT_EQ(done.exit.code, 7);
  EXPECT_EQ(done.exit.signal, 0);
  EXPECT_FALSE(done.timed_out || done.flooded);
}

TEST(Sandbox, ReportsTheSignal) {
  for (const auto walls : {isolation::bubblewrap, isolation::none}) {
    EXPECT_EQ(run("kill -SEGV $$", {}, walls).exit.signal, SIGSEGV);
    EXPECT_EQ(run("kill -KILL $$", {}, walls).exit.signal, SIGKILL);
  }
}

TEST(Sandbox, ReportsAProgramThatDoesNotExist) {
  const auto done = run_to_end({.argv = {"/nowhere/program"}}, isolation::none, generous, 4096);
  EXPECT_EQ(done.exit.code, 127);
}

TEST(Sandbox, CapturesOutputAndErrors) {
  EXPECT_EQ(output_of("echo out; echo err >&2"), "out\nerr\n");
}

TEST(Sandbox, GivesTheProgramNothingToRead) { EXPECT_EQ(output_of("cat"), ""); }

TEST(Sandbox, HasNoNetwork) {
  const descriptor listening(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{
      .sin_family = AF_INET, .sin_port = 0, .sin_addr = {htonl(INADDR_LOOPBACK)}, .sin_zero = {}};
  socklen_t size = sizeof address;
  ASSERT_EQ(::bind(listening.get(), reinterpret_cast<sockaddr*>(&address), size), 0);
  ASSERT_EQ(listen(listening.get(), 4), 0);
  ASSERT_EQ(getsockname(listening.get(), reinterpret_cast<sockaddr*>(&address), &size), 0);
  const job call{.argv = {"/bin/bash", "-c",
                          fmt::format("exec 5<>/dev/tcp/127.0.0.1/{} && echo connected",
                                      ntohs(address.sin_port))}};
  const auto outside = run_to_end(call, isolation::none, generous, 4096);
  EXPECT_EQ(outside.output, "connected\n") << "the call itself works";
  const auto inside = run_to_end(call, isolation::bubblewrap, generous, 4096);
  EXPECT_NE(inside.exit.code, 0);
  EXPECT_THAT(inside.output, Not(HasSubstr("connected")));
}

TEST(Sandbox, ShowsNoFilesOfTheMachineButUsr) {
  const grader::temporary_folder secret;
  grader::write_text(secret / "expected", "500");
  for (const auto& path :
       {secret.path().string(), std::string("/etc/passwd"), std::string("/home"),
        std::string("/root"), std::string("/var"), std::filesystem::current_path().string()})
    EXPECT_EQ(output_of(fmt::format("test -e '{}' && echo seen", path)), "") << path;
  EXPECT_EQ(output_of("test -e /usr/bin/env && echo seen"), "seen\n");
}

TEST(Sandbox, ShowsNoOtherProcesses) {
  // bubblewrap's init, the shell, and ls.
  EXPECT_LE(std::stoi(output_of("ls -d /proc/[0-9]* | wc -l")), 4);
}

TEST(Sandbox, HasAnEmptyEnvironment) {
  ASSERT_EQ(setenv("SECRET_TOKEN", "hunter2", 1), 0);
  const auto seen = output_of("env; tr '\\0' '\\n' </proc/1/environ");
  EXPECT_THAT(seen, Not(HasSubstr("hunter2")));
  EXPECT_THAT(seen, HasSubstr("PATH=/usr/bin:/bin"));
  EXPECT_THAT(seen, Not(HasSubstr("HOME=")));
}

TEST(Sandbox, InheritsTheChannelAndNoOtherDescriptor) {
  const descriptor leaked(open("/dev/null", O_RDONLY));  // without O_CLOEXEC, on purpose
  EXPECT_EQ(output_of("ls /proc/$$/fd; true"), "0\n1\n2\n");
  std::array<int, 2> ends{};
  ASSERT_EQ(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()), 0);
  const descriptor ours(ends[0]), theirs(ends[1]);
  EXPECT_EQ(output_of("ls /proc/$$/fd; echo hello >&3", {.argv = {}, .channel = theirs.get()}),
            "0\n1\n2\n3\n");
  std::array<char, 16> said{};
  EXPECT_EQ(recv(ours.get(), said.data(), said.size(), MSG_DONTWAIT), 6);
  EXPECT_STREQ(said.data(), "hello\n");
}

TEST(Sandbox, HasNoPowers) {
  EXPECT_EQ(output_of("id -u; grep CapEff /proc/self/status | tr -d '\\t'; "
                      "grep NoNewPrivs /proc/self/status | tr -d '\\t'"),
            "65534\nCapEff:0000000000000000\nNoNewPrivs:1\n");
}

TEST(Sandbox, LetsNothingBeWrittenButItsScratch) {
  for (const std::string path : {"/usr/x", "/usr/bin/sh", "/x", "/bin/x", "/dev/x", "/proc/x"})
    EXPECT_NE(run("echo evil >> " + path).exit.code, 0) << path;
  EXPECT_EQ(output_of("echo good > /tmp/x && cat /tmp/x && echo shown > /dev/null"), "good\n");
}

/// What can be opened and then waited on for ever keeps the grader from the next submission.
TEST(Sandbox, HasNothingThatCanBeReadForEver) {
  for (const std::string path : {"/dev/tty", "/dev/ptmx", "/dev/stdout", "/proc/self/fd/2"})
    EXPECT_THAT(output_of("if true < " + path + "; then echo opened; fi"), Not(HasSubstr("opened")))
        << path;
}

TEST(Sandbox, StartsWithFreshScratchEachTime) {
  run("echo left > /tmp/behind; echo left > /dev/shm/behind");
  EXPECT_EQ(output_of("ls /tmp /dev/shm | grep behind"), "");
}

TEST(Sandbox, BindsAreReadOnlyUnlessTheyAreSaidToBeWritable) {
  const grader::temporary_folder folder;
  grader::write_text(folder / "given", "as it was");
  job with{.argv = {}, .binds = {{folder.path(), "/given"}}};
  EXPECT_NE(run("echo evil > /given/given", with).exit.code, 0);
  EXPECT_EQ(grader::read_text(folder / "given"), "as it was");
  std::filesystem::permissions(folder.path(), std::filesystem::perms::all);
  with.binds.front().writable = true;
  EXPECT_EQ(run("echo made > /given/made", with).exit.code, 0);
  EXPECT_EQ(grader::read_text(folder / "made"), "made\n");
}

TEST(Sandbox, PathsOfBindsAreTheOutsideOnesWithoutWalls) {
  const bind shown{"/outside/runner", "/box/runner"};
  EXPECT_EQ(path_of(shown, isolation::bubblewrap), "/box/runner");
  EXPECT_EQ(path_of(shown, isolation::none), "/outside/runner");
}

TEST(Sandbox, KillsWhatHasMadeItselfADaemon) {
  const auto word = unlikely_word();
  {
    const process daemon(
        shell("(setsid sh -c 'exec sleep " + word + "' >/dev/null 2>&1 &) ; sleep 600"),
        isolation::bubblewrap);
    ASSERT_TRUE(
        comes_true([&] { return some_process_has("sleep" + std::string(1, '\0') + word); }));
  }
  EXPECT_TRUE(comes_true([&] { return !some_process_has(word); }));
}

TEST(Sandbox, KillsTheDaemonOfAProgramThatHasEnded) {
  const auto word = unlikely_word();
  const auto done = run("(setsid sh -c 'exec sleep " + word + "' >/dev/null 2>&1 &) ; echo ended");
  EXPECT_EQ(done.output, "ended\n");
  EXPECT_TRUE(comes_true([&] { return !some_process_has(word); }));
}

TEST(Sandbox, StopsAProgramAtItsWallLimit) {
  for (const auto walls : {isolation::bubblewrap, isolation::none}) {
    const auto done = run_to_end(shell("echo begun; sleep 600"), walls, 500ms, enough_output);
    EXPECT_TRUE(done.timed_out);
    EXPECT_FALSE(done.flooded);
  }
}

TEST(Sandbox, StopsAProgramThatHidesBehindClosedOutput) {
  for (const auto walls : {isolation::bubblewrap, isolation::none})
    EXPECT_TRUE(run_to_end(shell("exec >&- 2>&-; exec sleep 100"), walls, 500ms, 4096).timed_out);
}

TEST(Sandbox, StopsAProgramThatIgnoresSignals) {
  EXPECT_TRUE(
      run_to_end(shell("trap '' TERM INT HUP; sleep 600"), isolation::bubblewrap, 500ms, 4096)
          .timed_out);
}

TEST(Sandbox, StopsAProgramWhenItIsAskedTo) {
  const std::atomic<bool> stop{true};
  EXPECT_TRUE(
      run_to_end(shell("sleep 600"), isolation::bubblewrap, generous, 4096, &stop).timed_out);
}

TEST(Sandbox, StopsAProgramThatPrintsTooMuchAndKeepsTheBeginning) {
  const auto done = run_to_end(shell("yes"), isolation::bubblewrap, generous, 1000);
  EXPECT_TRUE(done.flooded);
  EXPECT_FALSE(done.timed_out);
  EXPECT_EQ(done.output.size(), 1000u);
  EXPECT_THAT(done.output, StartsWith("y\ny\n"));
}

TEST(Sandbox, LetsAProgramPrintExactlyItsLimit) {
  const auto done =
      run_to_end(shell("head -c 1000 /dev/zero"), isolation::bubblewrap, generous, 1000);
  EXPECT_FALSE(done.flooded);
  EXPECT_EQ(done.output.size(), 1000u);
}

TEST(Sandbox, LimitsTheSizeOfAFile) {
  const auto done = run("head -c 3M /dev/zero > /tmp/large", {.argv = {}, .file_mib = 1});
  EXPECT_EQ(done.exit.signal, SIGXFSZ);
  EXPECT_EQ(run("head -c 512K /dev/zero > /tmp/small", {.argv = {}, .file_mib = 1}).exit.code, 0);
}

TEST(Sandbox, LimitsAllFilesTogether) {
  for (const std::string folder : {"/tmp", "/dev/shm"})
    EXPECT_EQ(output_of("for i in 1 2 3 4; do head -c 1M /dev/zero > " + folder +
                            "/$i || exit; done 2>/dev/null; echo all written",
                        {.argv = {}, .scratch_mib = 2}),
              "")
        << folder;
}

TEST(Sandbox, LimitsAddressSpace) {
  const auto hog = "head -c 1 /dev/zero; x=$(head -c 300M /dev/zero | tr '\\0' 'a'); echo got it";
  EXPECT_THAT(output_of(hog, {.argv = {}, .address_space_mib = 128}), Not(HasSubstr("got it")));
}

TEST(Sandbox, LimitsProcessorTime) {
  const auto done = run("while :; do :; done", {.argv = {}, .cpu_seconds = 1});
  EXPECT_TRUE(done.exit.signal == SIGXCPU || done.exit.signal == SIGKILL) << done.exit.signal;
  EXPECT_FALSE(done.timed_out);
}

TEST(Sandbox, WritesNoCoreDump) { EXPECT_EQ(output_of("ulimit -c"), "0\n"); }

TEST(Sandbox, WorksForAnOrdinaryUserToo) {
  if (geteuid() != 0) GTEST_SKIP() << "the other tests are run by an ordinary user already";
  auto command = bubblewrap_command(shell(
      "id -u; ls -d /proc/[0-9]* | wc -l | grep -q '^[1-6]$' && echo alone; "
      "test -e /etc/passwd || echo blind; (echo evil > /usr/x) 2>/dev/null || echo harmless"));
  const std::vector<std::string> somebody{"setpriv", "--reuid=65533", "--regid=65533",
                                          "--clear-groups", "--"};
  command.insert(command.begin(), somebody.begin(), somebody.end());
  const auto done = run_to_end({.argv = command}, isolation::none, generous, 4096);
  EXPECT_EQ(done.output, "65534\nalone\nblind\nharmless\n");
}

}  // namespace
}  // namespace sandbox
