// SPDX-License-Identifier: MIT
// What a pool of processes receives, and what it does then: see the header for how it works.
#include <poll.h>
#include <pthread.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <exception>
#include <new>
#include <system_error>
#include <utility>
#include <vector>

#include "core/spin.hpp"
#include "futures/unobserved.hpp"
#include "reference/process/fork_server.hpp"
#include "reference/process/process_pool.hpp"

namespace futures::reference {
namespace {

using namespace std::chrono_literals;

/// How long the manager stands back at first, and at most while one helper stays.
constexpr auto moment = 1ms;
constexpr auto longest_moment = 64ms;
/// How often a helper tries to take the manager's place, which has it only while it deals with a
/// message or looks for one.
constexpr int tries_to_receive = 200;
constexpr std::chrono::milliseconds most_waiting = 1h;

std::string how_it_ended(pid_t process, int status) {
  const auto who = "worker process " + std::to_string(process);
  if (WIFSIGNALED(status))
    return who + " was ended by signal " + std::to_string(WTERMSIG(status)) + " (" +
           strsignal(WTERMSIG(status)) + ")";
  return who + " ended abruptly with exit code " + std::to_string(WEXITSTATUS(status));
}

}  // namespace

void process_pool::manage() noexcept {
  pthread_setname_np(pthread_self(), "futures-manager");
  try {
    while (!has_ended_) {
      if (!serve_next()) stand_back();
      finish_all_ended();
    }
  } catch (const std::exception& problem) {
    cannot_receive(problem);
    has_ended_ = true;
  }
  finish_all_ended();
  const lock held(mutex_);
  ended_.notify_all();
}

void process_pool::cannot_receive(const std::exception& problem) noexcept {
  break_down({.text = std::string("messages cannot be received: ") + problem.what()}, SIGKILL);
}

/// Waits for a message, or the end of the fork server, and serves it. Returns: false when that is a
/// helper's affair now, or was since the manager last stood back.
bool process_pool::serve_next() {
  if (helped_ != helped_before_) return false;
  bool has_served = false;
  detail::spin_until([&] { return helpers_ != 0 || (has_served = try_to_serve()); });
  if (has_served) return true;
  if (helpers_ != 0) return false;
  const auto ready = wait_for_message(listener::manager);
  const lock receiver(receiving_, std::try_to_lock);
  if (!receiver) return false;
  if (!receive_and_serve() && ready.server_ended) on_server_ended();
  return true;
}

/// Returns: false when there is nothing, or another thread receives.
bool process_pool::try_to_serve() {
  const lock receiver(receiving_, std::try_to_lock);
  return receiver && receive_and_serve();
}

/// Requires: `receiving_` is held. Returns: false when nothing has come.
bool process_pool::receive_and_serve() {
  using outcome = incoming_message::outcome;
  if (has_ended_) return true;
  const auto received = message_.receive(results_.number(), MSG_DONTWAIT);
  if (received == outcome::nothing_yet) return false;
  if (received == outcome::received)
    serve_message();
  else
    on_server_ended();
  return true;
}

/// Both are false when the time is over, or the manager was called.
process_pool::readiness process_pool::wait_for_message(listener who,
                                                       const detail::deadline* limit) {
  std::array<pollfd, 3> watched{{{results_.number(), POLLIN, 0},
                                 {server_end_.number(), POLLIN, 0},
                                 {who == listener::manager ? bell_.number() : -1, POLLIN, 0}}};
  int found = 0;
  do {
    std::chrono::milliseconds left{-1};
    if (limit != nullptr) {
      left = std::chrono::ceil<std::chrono::milliseconds>(*limit - detail::deadline::clock::now());
      left = std::clamp(left, 0ms, most_waiting);
    }
    found = poll(watched.data(), watched.size(), static_cast<int>(left.count()));
  } while (found < 0);
  if (watched[2].revents != 0) was_called();
  return {.message = watched[0].revents != 0, .server_ended = watched[1].revents != 0};
}

/// Lets helpers receive for a moment, or, if one stays, for longer: it calls when it leaves.
void process_pool::stand_back() {
  const auto helped = helped_.load();
  const bool stays = helpers_ != 0 && helped == helped_before_;
  patience_ = stays ? std::min(2 * patience_, longest_moment) : moment;
  helped_before_ = helped;
  pollfd bell{bell_.number(), POLLIN, 0};
  if (poll(&bell, 1, static_cast<int>(patience_.count())) > 0) was_called();
}

/// Now it is the manager's turn.
void process_pool::was_called() noexcept {
  std::uint64_t rings = 0;
  [[maybe_unused]] const auto done = read(bell_.number(), &rings, sizeof rings);
  helped_before_ = helped_;
}

/// Requires: the lock is held, as the bell may have been closed.
void process_pool::call_manager() noexcept {
  const std::uint64_t ring = 1;
  [[maybe_unused]] const auto done = write(bell_.number(), &ring, sizeof ring);
}

bool process_pool::help(detail::shared_state& task, const detail::deadline* limit) noexcept {
  using clock = detail::deadline::clock;
  if (!is_ours()) return false;
  const auto others_end = [this] {
    const lock held(mutex_);
    return !ended_calls_.empty();
  };
  if (const lock held(mutex_); outstanding_ != 1 || !ended_calls_.empty() || has_ended_)
    return false;
  const auto start = clock::now();
  bool leaves_messages = false;
  ++helpers_;
  try {
    lock receiver(receiving_, std::try_to_lock);
    for (int i = 0; i < tries_to_receive && !receiver; ++i) {
      detail::pause_cpu();
      static_cast<void>(receiver.try_lock());
    }
    if (receiver) ++helped_;
    while (receiver && !task.done() && !has_ended_ && !others_end()) {
      if (detail::spin_until([&] { return receive_and_serve() || task.done(); })) continue;
      if (limit != nullptr && clock::now() >= *limit) break;
      const auto ready = wait_for_message(listener::helper, limit);
      if (!receive_and_serve() && ready.server_ended) on_server_ended();
    }
    leaves_messages = receiver && message_.has_next();
  } catch (const std::exception& problem) {
    cannot_receive(problem);
  }
  --helpers_;
  const bool was_long = clock::now() - start > moment;
  if (const lock held(mutex_); outstanding_ != 0 || has_ended_ || was_long || leaves_messages)
    call_manager();
  return task.done();
}

void process_pool::serve_message() {
  const auto header = message_.header();
  switch (header.kind) {
    case message_kind::value:
    case message_kind::exception:
      return on_result(header);
    case message_kind::initializer_failed: {
      detail::byte_reader bytes(message_.bytes());
      const auto cause = detail::read_exception(bytes);
      detail::report_unobserved(owner_.unobserved(), cause);
      return break_down({.text = "a worker's initializer threw an exception", .cause = cause},
                        SIGTERM);
    }
    case message_kind::worker_started:
      return on_worker_started(header);
    case message_kind::worker_ended:
      return on_worker_ended(header);
    case message_kind::pool_closed:
      has_ended_ = true;
      return;
    default:
      return;
  }
}

void process_pool::on_result(const message_header& header) {
  detail::remote_call* call = nullptr;
  std::exception_ptr failure;
  {
    const lock held(mutex_);
    if (header.retires != 0) {
      retiring_.insert(header.status);
      if (!ending_) fork_server::if_there([&] { fork_server::start_worker(id_, header.worker); });
    }
    // One eighth, so that a few tasks of another kind count.
    mean_service_ns_ += (static_cast<double>(header.number) - mean_service_ns_) / 8;
    if (header.id < flight_.size() && flight_[header.id] != nullptr) {  // else it failed already
      call = std::exchange(flight_[header.id], nullptr);
      free_places_.push_back(header.id);
    }
    try {
      send_waiting();
    } catch (const std::bad_alloc&) {
      failure = std::current_exception();
    }
  }
  if (call != nullptr) deliver(*call);
  if (failure != nullptr) std::rethrow_exception(failure);
}

/// Makes the future done. Its callbacks are left to the manager, and so is what the user may have
/// to be told of, if nobody fetches it: this thread receives for all others.
void process_pool::deliver(detail::remote_call& call) noexcept {
  try {
    detail::byte_reader bytes(message_.bytes());
    if (message_.header().kind == message_kind::value)
      call.value = bytes;
    else
      call.problem = detail::read_exception(bytes);
  } catch (...) {
    call.problem = std::current_exception();
  }
  const bool has_failed = call.problem != nullptr;
  detail::task_token token(&call.state());
  if (token->run_before_callbacks() || has_failed) {
    try {
      const lock held(mutex_);
      ended_calls_.push_back(&call);
      token.detach();
      return;
    } catch (const std::bad_alloc&) {
      const detail::task_scope scope(*token);
      token->call_callbacks();
    }
  }
  token = {};
  settle();
}

void process_pool::on_worker_started(const message_header& header) {
  if (header.status == 0) {
    ++started_;
    return;
  }
  if (started_ < max_workers_) {  // in the constructor
    start_error_ = header.status;
    return;
  }
  break_down({.text = "a worker process could not be started: " +
                      std::generic_category().message(header.status)},
             SIGTERM);
}

void process_pool::on_worker_ended(const message_header& header) {
  const auto process = static_cast<pid_t>(header.number);
  {
    const lock held(mutex_);
    if (retiring_.erase(process) != 0 || ending_) return;
  }
  breakage why{.text = how_it_ended(process, header.status)};
  if (WIFSIGNALED(header.status))
    why.signal = WTERMSIG(header.status);
  else
    why.exit_code = WEXITSTATUS(header.status);
  break_down(std::move(why), SIGTERM);
}

/// Nobody has the other end of the results' socket any more, or the fork server has ended.
void process_pool::on_server_ended() {
  pollfd server{server_end_.number(), POLLIN, 0};
  if (started_ == 0 && poll(&server, 1, 0) == 0) start_error_ = EMFILE;  // it lost the sockets
  break_down({.text = "the fork server has ended, and its workers with it"}, SIGKILL);
  has_ended_ = true;
}

}  // namespace futures::reference
