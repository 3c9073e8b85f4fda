// SPDX-License-Identifier: MIT
// The program's side of a pool of processes: see the header for how it works.
#include "reference/process/process_pool.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstring>
#include <iterator>
#include <stdexcept>
#include <system_error>

#include "core/spin.hpp"
#include "core/usable_cpus.hpp"
#include "futures/unobserved.hpp"
#include "reference/process/fork_server.hpp"

namespace futures::reference {
namespace {

/// Tasks that take less than this are handed over before a worker is free, so many: else the
/// workers would wait for the manager most of the time.
constexpr double short_task_ns = 100e3;
constexpr std::size_t ahead_of_workers = 64;

/// How long workers may take to end after SIGTERM.
constexpr int grace_ms = 1000;

std::size_t checked_count(const process_pool_options& options) {
  if (options.max_workers == std::size_t{0})
    throw std::invalid_argument("max_workers must be greater than 0");
  if (options.max_tasks_per_child == std::size_t{0})
    throw std::invalid_argument("max_tasks_per_child must be greater than 0");
  return options.max_workers.value_or(detail::usable_cpus());
}

std::string how_it_ended(pid_t process, int status) {
  const auto who = "worker process " + std::to_string(process);
  if (WIFSIGNALED(status))
    return who + " was ended by signal " + std::to_string(WTERMSIG(status)) + " (" +
           strsignal(WTERMSIG(status)) + ")";
  return who + " ended abruptly with exit code " + std::to_string(WEXITSTATUS(status));
}

/// Asks the fork server, if there is one: if not, the manager finds out and ends the pool.
template <class Ask>
void ask_if_there(Ask ask) {
  try {
    ask();
  } catch (const broken_process_pool&) {
  }
}

}  // namespace

process_pool::process_pool(process_pool_executor& owner, const process_pool_options& options)
    : owner_(owner), max_workers_(checked_count(options)), generation_(fork_server::start()) {
  auto [our_calls, their_calls] = make_sockets();
  auto [our_results, their_results] = make_sockets();
  calls_ = std::move(our_calls);
  results_ = std::move(our_results);
  server_end_ = fork_server::watch_end();
  id_ =
      fork_server::open_pool(their_calls.number(), their_results.number(),
                             options.max_tasks_per_child.value_or(0), options.initializer.bytes());
  their_calls.close();
  their_results.close();
  try {
    start_workers();
    manager_ = std::thread([this] { manage(); });
  } catch (...) {
    give_up();
    throw;
  }
}

process_pool::~process_pool() { manager_.join(); }

void process_pool::start_workers() {
  for (std::uint32_t i = 0; i < max_workers_; ++i) fork_server::start_worker(id_, i);
  while (started_ < max_workers_ && start_error_ == 0 && !has_ended_) serve_next();
  if (start_error_ != 0)
    throw std::system_error(start_error_, std::generic_category(),
                            "process pool: starting worker " + std::to_string(started_ + 1) +
                                " of " + std::to_string(max_workers_));
  if (has_ended_) std::rethrow_exception(error_of(*broken_));
}

/// Ends what the constructor has started.
void process_pool::give_up() {
  break_down({.text = "the pool could not be started"}, SIGKILL);
  while (!has_ended_) serve_next();
}

bool process_pool::is_ours() const noexcept { return generation_ == fork_server::generation(); }

void process_pool::accept(detail::remote_call& call) {
  detail::task_token token(&call.state());  // until it is with the others
  if (!is_ours())
    throw error(
        "submit: this pool of processes belongs to the process that made it, not to a copy");
  const lock held(mutex_);
  if (closed_)
    throw executor_shutdown_error("submit: this executor was shut down and takes no new tasks");
  if (broken_) std::rethrow_exception(error_of(*broken_));
  const auto in_flight = flight_.size() - free_places_.size();
  if (!waiting_.empty() || in_flight >= most_in_flight() || !send(call)) waiting_.push_back(&call);
  ++outstanding_;
  token.detach();
}

std::size_t process_pool::most_in_flight() const noexcept {
  return max_workers_ + (mean_service_ns_ < short_task_ns ? ahead_of_workers : 0);
}

/// Hands the call to the workers. Requires: it is pending, or was started by an earlier try; the
/// lock is held. Returns: false when the socket has no room, or the task was cancelled.
/// Throws: when the message cannot be made; then the call is started.
bool process_pool::send(detail::remote_call& call) {
  if (call.state().state() != future_state::running && !call.state().try_start()) return false;
  if (free_places_.empty()) {
    flight_.push_back(nullptr);
    free_places_.reserve(flight_.capacity());  // so that giving a place back never fails
    free_places_.push_back(flight_.size() - 1);
  }
  const auto place = free_places_.back();
  const message_header header{.kind = message_kind::call, .id = place};
  if (!send_message(calls_.number(), header, call.bytes.bytes(), MSG_DONTWAIT)) return false;
  call.bytes.clear();
  free_places_.pop_back();
  flight_[place] = &call;
  return true;
}

/// Hands over what waits, as long as there is room; what fails, and what was cancelled, has ended.
/// Requires: the lock is held.
void process_pool::send_waiting() {
  while (!waiting_.empty() && !ending_ && flight_.size() - free_places_.size() < most_in_flight()) {
    auto& next = *waiting_.front();
    try {
      if (!send(next)) {
        if (next.state().state() == future_state::running) break;  // no room
        ended_calls_.push_back(&next);
      }
    } catch (...) {
      next.problem = std::current_exception();
      ended_calls_.push_back(&next);
    }
    waiting_.pop_front();
  }
}

/// Makes the future done. Requires: the call is started and has what came back; else it is
/// cancelled.
void process_pool::finish(detail::remote_call& call) noexcept {
  {
    detail::task_token token(&call.state());
    const detail::task_scope scope(*token);  // for the callbacks
    if (token->state() == future_state::running)
      token.detach()->run_and_drop_token();
    else
      token->cancel();
  }
  const lock held(mutex_);
  if (--outstanding_ != 0) return;
  if (closed_) end_workers(-1);
  ended_.notify_all();
}

/// Returns: false when there is none.
bool process_pool::finish_one_ended() noexcept {
  detail::remote_call* next = nullptr;
  {
    const lock held(mutex_);
    if (ended_calls_.empty()) return false;
    next = ended_calls_.front();
    ended_calls_.pop_front();
  }
  finish(*next);
  return true;
}
void process_pool::finish_all_ended() noexcept {
  while (finish_one_ended()) {
  }
}

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
      if (!ending_) ask_if_there([&] { fork_server::start_worker(id_, header.worker); });
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

std::exception_ptr process_pool::error_of(const breakage& why) {
  broken_process_pool made("the pool of processes is broken: " + why.text);
  made.exit_code = why.exit_code;
  made.signal = why.signal;
  if (why.cause == nullptr) return std::make_exception_ptr(made);
  try {
    try {
      std::rethrow_exception(why.cause);
    } catch (...) {
      std::throw_with_nested(made);
    }
  } catch (...) {
    return std::current_exception();
  }
}

/// All calls that are not done end, each with an exception of its own. Requires: the lock is held.
void process_pool::end_all_calls(const breakage& why) {
  const auto end = [&](detail::remote_call* call) {
    call->problem = error_of(why);
    ended_calls_.push_back(call);
  };
  for (auto*& each : flight_)
    if (each != nullptr) end(std::exchange(each, nullptr));
  for (auto* const each : waiting_) {
    each->state().try_start();  // else it was cancelled
    end(each);
  }
  flight_.clear();
  free_places_.clear();
  waiting_.clear();
}

/// Fails what is not done, and ends the workers by that signal.
void process_pool::break_down(breakage why, int signal) noexcept {
  {
    const lock held(mutex_);
    if (!broken_) broken_ = std::move(why);
    end_all_calls(*broken_);
    ask_if_there([&] { fork_server::signal_workers(id_, signal); });
    end_workers(grace_ms);
  }
  finish_all_ended();
}

/// Tells the workers that there will be no more calls. Requires: the lock is held.
void process_pool::end_workers(int patience_ms) noexcept {
  // Who is to end by himself may still be told later to hurry.
  if (std::exchange(ending_, true) && patience_ms < 0) return;
  shutdown(calls_.number(), SHUT_WR);
  ask_if_there([&] { fork_server::close_pool(id_, patience_ms); });
}

void process_pool::close() noexcept {
  if (!is_ours()) return;
  const lock held(mutex_);
  closed_ = true;
  if (outstanding_ == 0) end_workers(-1);
}

void process_pool::wait_until_ended() noexcept {
  if (!is_ours()) return;
  lock held(mutex_);
  ended_.wait(held, [this] { return has_ended_ && outstanding_ == 0; });
}

void process_pool::cancel_waiting() noexcept {
  if (!is_ours()) return;
  {
    const lock held(mutex_);
    closed_ = true;
    const auto first = std::ranges::find_if(waiting_, [](auto* call) {
      return call->state().state() != future_state::running;  // it will be sent when there is room
    });
    ended_calls_.insert(ended_calls_.end(), first, waiting_.end());
    waiting_.erase(first, waiting_.end());
    if (outstanding_ == 0) end_workers(-1);
  }
  finish_all_ended();
}

void process_pool::end_workers_by(int signal, const char* who) {
  if (!is_ours())
    throw error("this pool of processes belongs to the process that made it, not to a copy");
  cancel_waiting();
  break_down({.text = std::string("its workers were ended by ") + who, .signal = signal}, signal);
}

bool process_pool::serve_until_done(detail::shared_state& task) noexcept {
  const bool receives = std::this_thread::get_id() == manager_.get_id();
  while (!task.done())
    if (!finish_one_ended()) {
      if (!receives || has_ended_) return false;
      serve_next();
    }
  return true;
}

}  // namespace futures::reference
