// SPDX-License-Identifier: MIT
// The program's side of a pool of processes, as its user sees it: see the header for how it works.
#include "reference/process/process_pool.hpp"

#include <sys/eventfd.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <iterator>
#include <stdexcept>
#include <system_error>

#include "core/usable_cpus.hpp"
#include "reference/process/fork_server.hpp"

namespace futures::reference {
namespace {

/// Tasks that take less than this are handed over before a worker is free, so many: else the
/// workers would wait for the manager most of the time.
constexpr double short_task_ns = 100e3;
constexpr std::size_t ahead_of_workers = 64;

/// How long workers may take to end after SIGTERM.
constexpr int grace_ms = 1000;

/// What `send` returns, and nothing when nobody has the other end any more: the manager will learn
/// that, and what is not sent fails with all other calls.
template <class Send>
auto unless_gone(Send send) {
  try {
    return send();
  } catch (const std::system_error& problem) {
    if (problem.code().value() != EPIPE && problem.code().value() != ECONNRESET) throw;
    return decltype(send())();
  }
}

std::size_t checked_count(const process_pool_options& options) {
  if (options.max_workers == std::size_t{0})
    throw std::invalid_argument("max_workers must be greater than 0");
  if (options.max_tasks_per_child == std::size_t{0})
    throw std::invalid_argument("max_tasks_per_child must be greater than 0");
  return options.max_workers.value_or(detail::usable_cpus());
}

}  // namespace

process_pool::process_pool(process_pool_executor& owner, const process_pool_options& options)
    : owner_(owner), max_workers_(checked_count(options)), generation_(fork_server::start()) {
  auto [our_calls, their_calls] = make_sockets();
  auto [our_results, their_results] = make_sockets();
  calls_ = std::move(our_calls);
  results_ = std::move(our_results);
  auto [seats, their_seats] = shared_seats::make();
  seats_ = std::move(seats);
  server_end_ = fork_server::watch_end();
  bell_ = descriptor(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!bell_) throw std::system_error(errno, std::generic_category(), "process pool: eventfd");
  id_ =
      fork_server::open_pool(their_calls.number(), their_results.number(), their_seats.number(),
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

void process_pool::join() {
  manager_.join();
  const lock no_helper(receiving_);
  const lock held(mutex_);
  for (auto* each : {&calls_, &results_, &server_end_, &bell_}) each->close();
}

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
  if (!waiting_.empty() || in_flight() >= most_in_flight() || !send(call))
    waiting_.push_back(&call);
  ++outstanding_;
  token.detach();
}

std::size_t process_pool::most_in_flight() const noexcept {
  return max_workers_ + (mean_service_ns_ < short_task_ns ? ahead_of_workers : 0);
}

/// So that so many calls can be sent. Requires: the lock is held.
void process_pool::make_places(std::size_t count) {
  while (free_places_.size() < count) {
    // First, so that nothing fails behind it, nor when a place is given back.
    if (free_places_.capacity() <= flight_.size()) free_places_.reserve(2 * flight_.size() + 8);
    flight_.push_back(nullptr);
    free_places_.push_back(flight_.size() - 1);
  }
}

/// Hands the call to the workers. Requires: it is pending, or was started by an earlier try; the
/// lock is held. Returns: false when the socket has no room, its other end is gone, or the task was
/// cancelled.
/// Throws: when the message cannot be made; then the call is started.
bool process_pool::send(detail::remote_call& call) {
  if (call.state().state() != future_state::running && !call.state().try_start()) return false;
  make_places(1);
  const auto place = free_places_.back();
  const message_header header{.kind = message_kind::call, .id = place};
  if (!unless_gone(
          [&] { return send_message(calls_.number(), header, call.bytes.bytes(), MSG_DONTWAIT); }))
    return false;
  seats_->on_sent();
  call.bytes.clear();
  free_places_.pop_back();
  flight_[place] = &call;
  return true;
}

/// Hands the first of what waits over, up to one that was cancelled or is large.
/// Requires: as send(). Returns: how many; 0 when there is no room, or the first is such a one.
std::size_t process_pool::send_several(std::size_t most) {
  make_places(most);
  outgoing_.clear();
  for (std::size_t i = 0; i < most; ++i) {
    auto& call = *waiting_[i];
    if (call.state().state() != future_state::running && !call.state().try_start()) break;
    if (!fits_with_others(call.bytes.bytes())) break;  // only now cancel() does not clear them
    outgoing_.push_back(
        {{.kind = message_kind::call, .id = free_places_[free_places_.size() - 1 - i]},
         call.bytes.bytes()});
  }
  if (outgoing_.empty()) return 0;
  const auto sent = unless_gone([&] { return send_messages(calls_.number(), outgoing_); });
  seats_->on_sent();
  for (std::size_t i = 0; i < sent; ++i) {
    auto& call = *waiting_.front();
    call.bytes.clear();
    flight_[free_places_.back()] = &call;
    free_places_.pop_back();
    waiting_.pop_front();
  }
  return sent;
}

/// Hands over what waits, as long as there is room; what fails, and what was cancelled, has ended.
/// Not before half of what workers have ahead is done: then many go together. Requires: the lock is
/// held.
void process_pool::send_waiting() {
  if (in_flight() > (max_workers_ + most_in_flight()) / 2) return;
  while (!waiting_.empty() && !ending_ && in_flight() < most_in_flight()) {
    const auto most = std::min({messages_at_once, waiting_.size(), most_in_flight() - in_flight()});
    auto& next = *waiting_.front();
    try {
      if (most > 1 && send_several(most) > 0) continue;
      if (!send(next)) {
        if (next.state().state() == future_state::running) break;  // no room
        ended_calls_.push_back(&next);
      }
    } catch (...) {
      static_cast<void>(next.state().try_start());  // else it was, or is cancelled
      next.problem = std::current_exception();
      ended_calls_.push_back(&next);
    }
    waiting_.pop_front();
  }
}

/// Makes the future done, unless it is, and calls its callbacks. Requires: the call is started and
/// has what came back, or is done; else it is cancelled.
void process_pool::finish(detail::remote_call& call) noexcept {
  {
    detail::task_token token(&call.state());
    // For the callbacks, and for the handler of what nobody fetches, which may wait as they may.
    const detail::task_scope scope(*token);
    const auto state = token->state();
    if (state == future_state::pending)
      token->cancel();
    else if (state == future_state::finished ||
             (state == future_state::running && token->run_before_callbacks()))
      token->call_callbacks();
    token = {};
  }
  settle();
}

/// A call is through with its callbacks.
void process_pool::settle() noexcept {
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

/// Fails what is not done, for finish_all_ended(), and ends the workers by that signal.
void process_pool::break_down(breakage why, int signal) noexcept {
  const lock held(mutex_);
  if (!broken_) broken_ = std::move(why);
  end_all_calls(*broken_);
  fork_server::if_there([&] { fork_server::signal_workers(id_, signal); });
  end_workers(grace_ms);
}

/// Tells the workers that there will be no more calls. Requires: the lock is held.
void process_pool::end_workers(int patience_ms) noexcept {
  // Who is to end by himself may still be told later to hurry.
  if (std::exchange(ending_, true) && patience_ms < 0) return;
  shutdown(calls_.number(), SHUT_WR);
  seats_->wake_all();
  fork_server::if_there([&] { fork_server::close_pool(id_, patience_ms); });
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
  finish_all_ended();
}

bool process_pool::serve_until_done(detail::shared_state& task) noexcept {
  const bool receives = std::this_thread::get_id() == manager_.get_id();
  while (!task.done())
    if (!finish_one_ended()) {
      if (!receives || has_ended_) return false;
      if (!serve_next()) stand_back();
    }
  return true;
}

}  // namespace futures::reference
