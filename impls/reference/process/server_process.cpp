// SPDX-License-Identifier: MIT
// What the fork server's process does: see fork_server.hpp for how it works.
#include "reference/process/server_process.hpp"

#include <poll.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <deque>
#include <exception>
#include <map>
#include <new>
#include <optional>
#include <system_error>
#include <vector>

#include "reference/process/message.hpp"
#include "reference/process/worker.hpp"

namespace futures::reference {
namespace {

using clock = std::chrono::steady_clock;

/// How the program handles the signals that the server handles in its own way.
class signal_setup {
 public:
  void take_over() {
    // A worker that is sent one before it handles it as the program does gets it then: what is
    // blocked stays pending though it is ignored.
    sigset_t blocked;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGCHLD);
    for (const int each : ending) sigaddset(&blocked, each);
    sigprocmask(SIG_BLOCK, &blocked, &mask_);
    // They often go to all processes of a program, from a terminal or from who ends it; what
    // happens then is the program's decision.
    struct sigaction ignore {};
    ignore.sa_handler = SIG_IGN;
    for (std::size_t i = 0; i < ending.size(); ++i) sigaction(ending[i], &ignore, &before_[i]);
    struct sigaction usual {};
    usual.sa_handler = SIG_DFL;
    sigaction(SIGCHLD, &usual, &child_);  // were it ignored, nobody would learn how workers end
  }
  void give_back() const {
    for (std::size_t i = 0; i < ending.size(); ++i) sigaction(ending[i], &before_[i], nullptr);
    sigaction(SIGCHLD, &child_, nullptr);
    sigprocmask(SIG_SETMASK, &mask_, nullptr);
  }

 private:
  static constexpr std::array ending{SIGINT, SIGQUIT, SIGTERM, SIGHUP};
  sigset_t mask_{};
  std::array<struct sigaction, ending.size()> before_{};
  struct sigaction child_ {};
};

struct pool {
  descriptor calls;
  descriptor results;
  shared_seats seats{};
  int problem = 0;  // an error number: there can be no workers
  std::uint64_t max_tasks = 0;
  std::vector<std::byte> initializer{};
  std::map<pid_t, std::uint32_t> workers{};  // and their numbers
  std::deque<message_header> reports{};      // that had no room
  bool closing = false;
  bool is_last_report = false;
  std::optional<clock::time_point> kill_at{};

  void signal(int number) const {
    for (const auto& [process, index] : workers) kill(process, number);
  }
};

class server {
 public:
  explicit server(int requests) : requests_(requests) {}

  void run() {
    signals_.take_over();
    sigset_t children;
    sigemptyset(&children);
    sigaddset(&children, SIGCHLD);
    deaths_ = descriptor(signalfd(-1, &children, SFD_CLOEXEC | SFD_NONBLOCK));
    if (!deaths_) throw std::system_error(errno, std::generic_category(), "signalfd");
    while (wait_and_serve()) close_pools();
    for (auto& [id, each] : pools_) each.signal(SIGKILL);
    while (waitpid(-1, nullptr, 0) > 0 || errno == EINTR) {
    }
  }

 private:
  /// Returns: false when there will be no more requests.
  bool wait_and_serve() {
    std::vector<pollfd> watched{{requests_, POLLIN, 0}, {deaths_.number(), POLLIN, 0}};
    for (const auto& [id, each] : pools_)
      if (!each.reports.empty()) watched.push_back({each.results.number(), POLLOUT, 0});
    poll(watched.data(), watched.size(), time_left());
    for (auto& [id, each] : pools_) send_reports(each);
    if (watched[1].revents != 0) reap();
    return watched[0].revents == 0 || serve();
  }

  /// In milliseconds, until a pool's workers must be killed; -1: there is none.
  int time_left() const {
    int least = -1;
    for (const auto& [id, each] : pools_) {
      if (!each.kill_at) continue;
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(*each.kill_at - clock::now());
      const auto count = static_cast<int>(std::max<std::int64_t>(left.count(), 0));
      least = least < 0 ? count : std::min(least, count);
    }
    return least;
  }

  bool serve() {
    using outcome = incoming_message::outcome;
    const auto received = request_.receive(requests_, MSG_DONTWAIT);
    if (received != outcome::received) return received == outcome::nothing_yet;
    const auto& header = request_.header();
    if (header.kind == message_kind::open_pool) {
      open(header);
      return true;
    }
    const auto found = pools_.find(header.id);
    if (found == pools_.end()) return true;  // closed: its workers are gone
    if (header.kind == message_kind::start_worker) start(found->second, header.worker);
    if (header.kind == message_kind::signal_workers)
      found->second.signal(static_cast<int>(header.number));
    if (header.kind == message_kind::close_pool) {
      found->second.closing = true;
      if (header.number >= 0) {
        const auto asked = clock::now() + std::chrono::milliseconds(header.number);
        auto& kill_at = found->second.kill_at;
        kill_at = std::min(asked, kill_at.value_or(asked));
      }
    }
    return true;
  }

  void open(const message_header& header) {
    auto& made = pools_[header.id];
    made.max_tasks = static_cast<std::uint64_t>(header.number);
    made.results = request_.take_descriptor(0);
    made.calls = request_.take_descriptor(1);
    if (!made.results) {  // with no descriptor free the kernel drops it, and so the pool learns it
      pools_.erase(header.id);
      return;
    }
    if (!made.calls) made.problem = EMFILE;
    const auto seats = request_.take_descriptor(2);
    made.seats = shared_seats(seats);
    if (made.seats.get() == nullptr) made.problem = seats ? ENOMEM : EMFILE;
    try {
      const auto initializer = request_.bytes();
      made.initializer.assign(initializer.begin(), initializer.end());
    } catch (const std::system_error& problem) {
      made.problem = problem.code().value();
    } catch (const std::bad_alloc&) {
      made.problem = ENOMEM;
    }
  }

  void start(pool& in, std::uint32_t index) {
    if (in.problem != 0)
      return report(in,
                    {.kind = message_kind::worker_started, .worker = index, .status = in.problem});
    const auto parent = getpid();
    const auto process = fork();
    if (process == 0) become_worker(in, index, parent);
    if (process > 0) in.workers.emplace(process, index);
    report(in, {.kind = message_kind::worker_started,
                .worker = index,
                .number = process,
                .status = process > 0 ? 0 : errno});
  }

  [[noreturn]] void become_worker(const pool& in, std::uint32_t index, pid_t parent) const {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(1);  // the server ended before the line above
    signals_.give_back();
    // So that the end of a socket that another process closes is seen as closed.
    close(requests_);
    close(deaths_.number());
    for (const auto& [id, each] : pools_) {
      if (&each == &in) continue;
      close(each.calls.number());
      close(each.results.number());
    }
    run_worker({.index = index,
                .calls = in.calls.number(),
                .results = in.results.number(),
                .seats = in.seats.get(),
                .max_tasks = in.max_tasks,
                .initializer = in.initializer});
  }

  void reap() {
    signalfd_siginfo told;
    while (read(deaths_.number(), &told, sizeof told) > 0) {
    }
    int status = 0;
    for (pid_t ended = 0; (ended = waitpid(-1, &status, WNOHANG)) > 0;)
      for (auto& [id, each] : pools_)
        if (const auto found = each.workers.find(ended); found != each.workers.end()) {
          report(each, {.kind = message_kind::worker_ended,
                        .worker = found->second,
                        .number = ended,
                        .status = status});
          each.workers.erase(found);
        }
  }

  void report(pool& to, const message_header& what) {
    to.reports.push_back(what);
    send_reports(to);
  }
  /// As many as there is room for: a pool that does not read delays only itself.
  static void send_reports(pool& to) {
    try {
      while (!to.reports.empty() &&
             send_message(to.results.number(), to.reports.front(), {}, MSG_DONTWAIT))
        to.reports.pop_front();
    } catch (const std::exception&) {  // nobody reads them any more
      to.reports.clear();
    }
  }

  void close_pools() {
    for (auto at = pools_.begin(); at != pools_.end();) {
      auto& each = at->second;
      if (each.kill_at && *each.kill_at <= clock::now()) {
        each.signal(SIGKILL);
        each.kill_at.reset();
      }
      if (each.closing && each.workers.empty()) {
        each.closing = false;
        each.is_last_report = true;
        report(each, {.kind = message_kind::pool_closed});
      }
      if (each.is_last_report && each.reports.empty()) {
        at = pools_.erase(at);
        continue;
      }
      ++at;
    }
  }

  const int requests_;
  descriptor deaths_;
  signal_setup signals_;
  incoming_message request_;
  std::map<std::uint64_t, pool> pools_;
};

}  // namespace

void run_fork_server(int requests) noexcept {
  prctl(PR_SET_NAME, "futures-server");
  try {
    server(requests).run();
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "futures: the fork server ends: %s\n", problem.what());
    _exit(1);
  }
  _exit(0);
}

}  // namespace futures::reference
