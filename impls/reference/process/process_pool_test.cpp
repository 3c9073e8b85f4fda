// SPDX-License-Identifier: MIT
// Faults that no program makes by itself: processes that cannot be started, a fork server that is
// killed, a program with several threads; and pools that come and go.
#include "futures/process_pool.hpp"

#include <dlfcn.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <new>
#include <string>
#include <thread>
#include <tuple>

#include "impls/conformance/threads.hpp"
#include "impls/conformance/watchdog.hpp"

namespace {

/// How often fork() works before it fails once more each time; negative: always. The fork server
/// sees it, too.
std::atomic<int>& forks_left() {
  static auto* const shared =
      new (mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0))
          std::atomic<int>(-1);
  return *shared;
}

}  // namespace

/// In place of the C library's, which it calls.
extern "C" pid_t fork() noexcept {
  auto& left = forks_left();
  if (left == 0) {
    errno = EAGAIN;
    return -1;
  }
  if (left > 0) --left;
  static const auto real = reinterpret_cast<pid_t (*)()>(dlsym(RTLD_NEXT, "fork"));
  return real();
}

namespace futures::reference {
namespace {

long add_one(long x) { return x + 1; }

std::ptrdiff_t entries_of(const std::string& folder) {
  namespace fs = std::filesystem;
  return std::distance(fs::directory_iterator(folder), fs::directory_iterator());
}
std::ptrdiff_t count_descriptors() { return entries_of("/proc/self/fd"); }

/// The limit of descriptors with which a process can open so many more.
rlim_t limit_for(pid_t process, int more) {
  rlim_t limit = 0;
  for (;; ++limit) {
    const auto name = "/proc/" + std::to_string(process) + "/fd/" + std::to_string(limit);
    if (!std::filesystem::is_symlink(name) && more-- == 0) return limit;
  }
}

std::string children_of(pid_t process) {
  const auto name = std::to_string(process);
  std::string all;
  std::getline(std::ifstream("/proc/" + name + "/task/" + name + "/children"), all);
  return all;
}
/// The fork server of a pool's worker.
pid_t server_of(process_pool_executor& pool) { return pool.submit(getppid).result(); }

/// Kills it, and waits until it has ended, without taking its end from those who look for it.
void kill_server(pid_t server) {
  kill(server, SIGKILL);
  siginfo_t ended;
  waitid(P_PID, static_cast<id_t>(server), &ended, WEXITED | WNOWAIT);
}

class ProcessPoolFaults : public testing::Test {
 protected:
  // Of this test: what was changed before the server started is what it knows.
  ProcessPoolFaults() { forks_left() = -1; }
  ~ProcessPoolFaults() override { forks_left() = -1; }

 private:
  conformance::watchdog watchdog_;
};

TEST_F(ProcessPoolFaults, WhoseWorkersCannotAllBeStartedThrowAndLeaveNoneBehind) {
  const auto server = [] {
    process_pool_executor pool(1);
    return server_of(pool);
  }();
  const auto before = count_descriptors();
  for (const int enough_for : {0, 1, 3}) {
    forks_left() = enough_for;
    try {
      process_pool_executor pool(4);
      ADD_FAILURE() << "nothing was thrown";
    } catch (const std::system_error& problem) {
      EXPECT_EQ(problem.code(), std::errc::resource_unavailable_try_again);
      const auto which = "starting worker " + std::to_string(enough_for + 1) + " of 4";
      EXPECT_NE(std::string(problem.what()).find(which), std::string::npos) << problem.what();
    }
    EXPECT_EQ(children_of(server), "");
    EXPECT_EQ(count_descriptors(), before);
  }
  forks_left() = -1;
  EXPECT_EQ(process_pool_executor(4).submit(add_one, 1).result(), 2);
}

TEST_F(ProcessPoolFaults, WhoseWorkerCannotBeReplacedAreBroken) {
  process_pool_executor pool({.max_workers = 1, .max_tasks_per_child = 2});
  EXPECT_EQ(pool.submit(add_one, 1).result(), 2);
  forks_left() = 0;
  EXPECT_EQ(pool.submit(add_one, 2).result(), 3);
  try {
    for (;;) pool.submit(add_one, 3).result();
  } catch (const broken_process_pool& problem) {
    EXPECT_NE(std::string(problem.what()).find("could not be started"), std::string::npos)
        << problem.what();
  }
}

TEST_F(ProcessPoolFaults, WhoseServerIsKilledAreBrokenAndANewServerIsStarted) {
  {
    process_pool_executor pool(2);
    const auto server = server_of(pool);
    const auto task = pool.submit(usleep, 600'000'000U);
    kill_server(server);
    EXPECT_THROW(task.result(), broken_process_pool);
    EXPECT_THROW(std::ignore = pool.submit(add_one, 1), broken_process_pool);
  }
  EXPECT_EQ(process_pool_executor(1).submit(add_one, 1).result(), 2);
}

TEST_F(ProcessPoolFaults, WithoutAServerInAProgramOfSeveralThreadsAreRefused) {
  {
    process_pool_executor pool(1);
    kill_server(server_of(pool));
  }
  conformance::gate end;
  std::thread another([&] { end.wait_open(); });
  try {
    process_pool_executor pool(1);
    ADD_FAILURE() << "nothing was thrown";
  } catch (const error& problem) {
    EXPECT_NE(std::string(problem.what()).find("start_fork_server() first thing in main()"),
              std::string::npos);
  }
  end.open();
  another.join();
  EXPECT_EQ(process_pool_executor(1).submit(add_one, 1).result(), 2);
}

TEST_F(ProcessPoolFaults, WithAServerInAProgramOfSeveralThreadsWork) {
  start_fork_server();
  std::thread([] { EXPECT_EQ(process_pool_executor(1).submit(add_one, 1).result(), 2); }).join();
}

TEST_F(ProcessPoolFaults, WithoutDescriptorsAreRefusedAndThoseThatAreThereGoOn) {
  process_pool_executor pool(1);
  const auto length = [](const std::string& text) { return text.size(); };
  const auto make_long = [] { return std::string(1'000'000, 'x'); };
  // UndefinedBehaviorSanitizer opens descriptors when it sees a type for the first time.
  EXPECT_EQ(pool.submit(add_one, 1).result(), 2);
  EXPECT_EQ(pool.submit(length, pool.submit(make_long).result()).result(), 1'000'000U);
  std::vector<int> all;
  for (int last = 0; (last = dup(0)) >= 0;) all.push_back(last);
  EXPECT_THROW(process_pool_executor(1), std::system_error);
  EXPECT_EQ(pool.submit(add_one, 1).result(), 2);
  EXPECT_THROW(std::ignore = pool.submit(length, std::string(1'000'000, 'x')), std::system_error);
  const auto long_result = pool.submit(make_long);
  EXPECT_THROW(long_result.result(), std::system_error);
  for (const int each : all) close(each);
  EXPECT_EQ(pool.submit(length, std::string(1'000'000, 'x')).result(), 1'000'000U);
}

TEST_F(ProcessPoolFaults, WhoseServerHasNoDescriptorsAreRefusedAndOthersGoOn) {
  process_pool_executor pool(1);
  const auto server = server_of(pool);
  rlimit before{};
  prlimit(server, RLIMIT_NOFILE, nullptr, &before);
  for (const int free : {0, 1}) {  // none, or one of the two of a pool
    const rlimit fewer{limit_for(server, free), before.rlim_max};
    prlimit(server, RLIMIT_NOFILE, &fewer, nullptr);
    try {
      process_pool_executor refused(1);
      ADD_FAILURE() << "nothing was thrown";
    } catch (const std::system_error& problem) {
      EXPECT_EQ(problem.code(), std::errc::too_many_files_open) << problem.what();
    }
    EXPECT_EQ(pool.submit(add_one, 1).result(), 2);
  }
  prlimit(server, RLIMIT_NOFILE, &before, nullptr);
  EXPECT_EQ(process_pool_executor(1).submit(add_one, 1).result(), 2);
}

TEST_F(ProcessPoolFaults, WithAServerThatIsAskedToEndGoOn) {
  process_pool_executor pool(1);
  const auto server = server_of(pool);
  for (const int signal : {SIGHUP, SIGINT, SIGTERM}) kill(server, signal);
  EXPECT_EQ(process_pool_executor(1).submit(add_one, 1).result(), 2);
  EXPECT_EQ(server_of(pool), server);
}

TEST_F(ProcessPoolFaults, TenThousandPoolsLeaveNothingBehind) {
  const auto server = [] {
    process_pool_executor pool(1);
    return server_of(pool);
  }();
  const auto descriptors = count_descriptors();
  const auto threads = conformance::count_threads();
  alarm(250);  // seconds: longer than the watchdog's
  for (int i = 0; i < 10'000; ++i) {
    process_pool_executor pool(2);
    if (i % 3 == 0) continue;  // before its workers have done anything
    const auto task = pool.submit(add_one, i);
    if (i % 3 == 1) {
      EXPECT_EQ(task.result(), i + 1);
    }
  }
  EXPECT_EQ(children_of(server), "");
  EXPECT_EQ(count_descriptors(), descriptors);
  EXPECT_EQ(conformance::count_threads(), threads);
  EXPECT_EQ(entries_of("/proc/" + std::to_string(server) + "/fd"),
            [&] {
              process_pool_executor pool(1);
              return entries_of("/proc/" + std::to_string(server) + "/fd");
            }() -
                2)
      << "the server keeps two descriptors of a pool, and none of those that are gone";
}

}  // namespace
}  // namespace futures::reference
