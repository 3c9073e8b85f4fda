// SPDX-License-Identifier: MIT
// The program's side of the fork server: starting it, and asking it.
#include "reference/process/fork_server.hpp"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <memory>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

#include "futures/errors.hpp"
#include "reference/process/message.hpp"
#include "reference/process/server_process.hpp"
#include "reference/process/worker.hpp"

namespace futures::reference::fork_server {
namespace {

/// What the program knows of its server.
struct connection {
  connection() = default;
  connection(const connection&) = delete;
  connection& operator=(const connection&) = delete;
  /// At the end of the program: the server ends when it sees that, and leaves no zombie.
  ~connection() {
    requests.close();
    if (process != 0) waitpid(process, nullptr, 0);
  }

  std::mutex mutex;
  descriptor requests;
  descriptor end;  // a pidfd
  pid_t process = 0;
  std::uint64_t pools = 0;  // numbers given out
};
connection& server() {
  static connection one;
  return one;
}
std::atomic<unsigned> this_generation{0};

/// In a forked copy of the program: its server is not the copy's. Only what signal handlers may do.
void forget_server() {
  this_generation.fetch_add(1, std::memory_order_relaxed);
  std::construct_at(&server().mutex);  // another thread, which is not here, may have locked it
  server().requests.close();
  server().end.close();
  server().process = 0;
}

std::ptrdiff_t count_threads() {
  namespace fs = std::filesystem;
  return std::distance(fs::directory_iterator("/proc/self/task"), fs::directory_iterator());
}

/// ThreadSanitizer has a thread of its own, which forks with care.
#if defined(__SANITIZE_THREAD__)
constexpr std::ptrdiff_t most_threads = 2;
#else
constexpr std::ptrdiff_t most_threads = 1;
#endif

bool has_ended(const connection& known) {
  if (known.process == 0) return true;
  pollfd watched{known.end.number(), POLLIN, 0};
  return poll(&watched, 1, 0) > 0;
}

void flush_output() {
  std::cout.flush();
  std::fflush(nullptr);
}

/// A thread that was joined a moment ago may still be counted.
bool has_other_threads() {
  constexpr int tries = 10;
  for (int i = 0; i < tries && count_threads() > most_threads; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  return count_threads() > most_threads;
}

void start_new(connection& known) {
  if (has_other_threads())
    throw error(
        "process pool: this program has several threads already, and copying it would copy only "
        "one; call futures::start_fork_server() first thing in main()");
  known.requests.close();
  if (known.process != 0) waitpid(known.process, nullptr, 0);
  known.process = 0;
  static const int watching = pthread_atfork(nullptr, nullptr, forget_server);
  if (watching != 0) throw std::system_error(watching, std::generic_category(), "pthread_atfork");
  auto [ours, theirs] = make_sockets();
  flush_output();  // what is left in its buffers would be written by each worker again
  const auto process = fork();
  if (process < 0)
    throw std::system_error(errno, std::generic_category(), "process pool: starting the server");
  if (process == 0) {
    ours.close();
    run_fork_server(theirs.number());
  }
  known.requests = std::move(ours);
  known.process = process;
  known.end = descriptor(static_cast<int>(syscall(SYS_pidfd_open, process, 0)));
  if (known.end) return;
  const int problem = errno;
  known.requests.close();
  waitpid(std::exchange(known.process, 0), nullptr, 0);
  throw std::system_error(problem, std::generic_category(), "process pool: pidfd_open");
}

bool lacks_room(const std::error_code& problem) {
  constexpr std::array lacking{ENOMEM, ENOBUFS, EMFILE, ENFILE, ETOOMANYREFS};
  return std::ranges::find(lacking, problem.value()) != lacking.end();
}

/// Requires: the lock is held. Throws: broken_process_pool; std::system_error when memory or
/// descriptors are used up.
void send_request(connection& known, const message_header& request,
                  std::span<const std::byte> bytes = {}, std::span<const int> descriptors = {}) {
  try {
    send_message(known.requests.number(), request, bytes, 0, descriptors);
  } catch (const std::system_error& problem) {
    if (lacks_room(problem.code())) throw;
    throw broken_process_pool("process pool: the fork server has ended");
  }
}

void ask(const message_header& request) {
  auto& known = server();
  for (;;) {
    try {
      const std::lock_guard lock(known.mutex);
      return send_request(known, request);
    } catch (const std::system_error&) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  }
}

}  // namespace

unsigned start() {
  // First: a worker was copied while its program held the lock.
  if (is_worker_process())
    throw unsupported_operation(
        "process pool: a worker process cannot have a pool of processes of its own");
  auto& known = server();
  const std::lock_guard lock(known.mutex);
  if (has_ended(known)) start_new(known);
  return generation();
}

std::uint64_t open_pool(int calls, int results, int seats, std::uint64_t max_tasks,
                        std::span<const std::byte> initializer) {
  auto& known = server();
  const std::lock_guard lock(known.mutex);
  const auto id = ++known.pools;
  send_request(
      known,
      {.kind = message_kind::open_pool, .id = id, .number = static_cast<std::int64_t>(max_tasks)},
      initializer, std::array{results, calls, seats});
  return id;
}

void start_worker(std::uint64_t pool, std::uint32_t index) {
  ask({.kind = message_kind::start_worker, .worker = index, .id = pool});
}

void signal_workers(std::uint64_t pool, int signal) {
  ask({.kind = message_kind::signal_workers, .id = pool, .number = signal});
}

void close_pool(std::uint64_t pool, std::int64_t grace_ms) {
  ask({.kind = message_kind::close_pool, .id = pool, .number = grace_ms});
}

descriptor watch_end() {
  auto& known = server();
  const std::lock_guard lock(known.mutex);
  descriptor copy(fcntl(known.end.number(), F_DUPFD_CLOEXEC, 0));
  if (!copy) throw std::system_error(errno, std::generic_category(), "process pool: fcntl");
  return copy;
}

unsigned generation() noexcept { return this_generation.load(std::memory_order_relaxed); }

}  // namespace futures::reference::fork_server
