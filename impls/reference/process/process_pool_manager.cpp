// SPDX-License-Identifier: MIT
// What a pool of processes receives, and what it does then: see the header for how it works.
#include <poll.h>
#include <pthread.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <exception>
#include <system_error>
#include <utility>

#include "core/spin.hpp"
#include "futures/unobserved.hpp"
#include "reference/process/fork_server.hpp"
#include "reference/process/process_pool.hpp"

namespace futures::reference {
namespace {

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
    while (!has_ended_) serve_next();
  } catch (const std::exception& problem) {
    break_down({.text = std::string("messages cannot be received: ") + problem.what()}, SIGKILL);
    const lock held(mutex_);
    has_ended_ = true;
  }
  const lock held(mutex_);
  ended_.notify_all();
}

void process_pool::serve_next() {
  using outcome = incoming_message::outcome;
  auto received = outcome::nothing_yet;
  detail::spin_until([&] {
    received = message_.receive(results_.number(), MSG_DONTWAIT);
    return received != outcome::nothing_yet;
  });
  if (received == outcome::nothing_yet) {
    std::array<pollfd, 2> watched{
        {{results_.number(), POLLIN, 0}, {server_end_.number(), POLLIN, 0}}};
    while (poll(watched.data(), watched.size(), -1) < 0) {
    }
    received = message_.receive(results_.number(), MSG_DONTWAIT);
  }
  if (received == outcome::received)
    serve_message();
  else
    on_server_ended();
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
    case message_kind::pool_closed: {
      const lock held(mutex_);
      has_ended_ = true;
      return;
    }
    default:
      return;
  }
}

void process_pool::on_result(const message_header& header) {
  detail::remote_call* call = nullptr;
  {
    const lock held(mutex_);
    if (header.retires != 0) {
      retiring_.insert(header.status);
      if (!ending_) fork_server::if_there([&] { fork_server::start_worker(id_, header.worker); });
    }
    // One eighth, so that a few tasks of another kind count.
    mean_service_ns_ += (static_cast<double>(header.number) - mean_service_ns_) / 8;
    if (header.id >= flight_.size() || flight_[header.id] == nullptr) return;  // it failed already
    call = std::exchange(flight_[header.id], nullptr);
    free_places_.push_back(header.id);
    send_waiting();
  }
  try {
    detail::byte_reader bytes(message_.bytes());
    if (header.kind == message_kind::value)
      call->value = bytes;
    else
      call->problem = detail::read_exception(bytes);
  } catch (...) {
    call->problem = std::current_exception();
  }
  finish(*call);
  finish_all_ended();
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
  const lock held(mutex_);
  has_ended_ = true;
}

}  // namespace futures::reference
