// SPDX-License-Identifier: MIT
// The program's side of a pool of processes.
//
// How it works. Two sockets: all workers read calls from one, and write results to the other, to
// which the fork server writes how they started and ended. Whoever submits sends the call himself
// if a worker may be free for it, else it waits here, where it can still be cancelled. One thread,
// the manager, receives: it sends the next waiting call, and then makes the future done, so
// callbacks run on it. It never waits to send a message, so neither side can wait for the other
// with its socket full.
//
// Who waits for the only call that is under way receives in the manager's place, which spares a
// wake-up: he is the helper. What he receives he deals with as the manager does, but callbacks, and
// calls that failed, of which the user may have to be told, he leaves to it, in `ended_calls_`.
// While there are helpers the manager stands back: it sleeps for a millisecond, or until a helper
// that leaves it something rings its bell.
//
// Messages that are there are received together, and then calls that wait are sent together, by one
// system call each. A worker takes one call at a time: the next may be what it waits for.
//
// A call that was sent is in `flight_` until its result or the pool's end; its place there is its
// number in messages. If a worker ends and did not say before that it would, nobody knows which
// call it had: all calls fail.
//
// Calls that end together, by a failure or a shutdown, wait in `ended_calls_` to be made done one
// after the other. A callback of one may wait for another: then its thread takes that from there,
// whoever put it there.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "futures/process_pool.hpp"
#include "reference/process/idle_seats.hpp"
#include "reference/process/message.hpp"

namespace futures::reference {

class process_pool {
 public:
  process_pool(process_pool_executor& owner, const process_pool_options& options);
  /// Ends the manager's thread. Requires: wait_until_ended() has returned; nobody calls anything
  /// but help() any more.
  void join();

  /// Takes the call's token. Throws: as process_pool_executor::submit().
  void accept(detail::remote_call& call);
  void close() noexcept;
  void wait_until_ended() noexcept;
  void cancel_waiting() noexcept;
  /// Ends the workers by that signal.
  void end_workers_by(int signal, const char* who);
  /// For a thread that is about to wait for the call, outside tasks: receives if nothing else is
  /// under way, at most until the limit. Returns: whether the call is done.
  bool help(detail::shared_state& task, const detail::deadline* limit) noexcept;
  /// In a callback: does what this thread can do for the task to be done. Returns: whether it is.
  bool serve_until_done(detail::shared_state& task) noexcept;

  std::size_t max_workers() const noexcept { return max_workers_; }
  /// Whether this process made the pool, and not one that it was copied from.
  bool is_ours() const noexcept;

 private:
  /// Why the pool runs no task any more.
  struct breakage {
    std::string text;
    std::optional<int> exit_code{};
    std::optional<int> signal{};
    std::exception_ptr cause{};
  };
  using lock = std::unique_lock<std::mutex>;
  static constexpr std::size_t messages_at_once = 16;

  void start_workers();
  void give_up();
  void manage() noexcept;
  void cannot_receive(const std::exception& problem) noexcept;
  bool serve_next();
  bool try_to_serve();
  bool receive_and_serve();
  /// What poll(2) says of the two descriptors.
  struct readiness {
    bool message = false;
    bool server_ended = false;
  };
  enum class listener { manager, helper };
  readiness wait_for_message(listener who, const detail::deadline* limit = nullptr);
  void stand_back();
  void was_called() noexcept;
  void call_manager() noexcept;
  void serve_message();
  void on_result(const message_header& header);
  void deliver(detail::remote_call& call) noexcept;
  void on_worker_started(const message_header& header);
  void on_worker_ended(const message_header& header);
  void on_server_ended();

  void make_places(std::size_t count);
  bool send(detail::remote_call& call);
  std::size_t send_several(std::size_t most);
  void send_waiting();
  std::size_t in_flight() const noexcept { return flight_.size() - free_places_.size(); }
  void settle() noexcept;
  void finish(detail::remote_call& call) noexcept;
  bool finish_one_ended() noexcept;
  void finish_all_ended() noexcept;
  void break_down(breakage why, int signal) noexcept;
  void end_workers(int grace_ms) noexcept;
  std::size_t most_in_flight() const noexcept;
  void end_all_calls(const breakage& why);
  static std::exception_ptr error_of(const breakage& why);

  process_pool_executor& owner_;
  const std::size_t max_workers_;
  const unsigned generation_;
  descriptor calls_;
  descriptor results_;
  shared_seats seats_;     // of the idle workers
  descriptor server_end_;  // readable when the fork server has ended
  descriptor bell_;        // the manager's, an eventfd(2)
  std::uint64_t id_ = 0;

  // Who holds it receives. It is locked before `mutex_`.
  std::mutex receiving_;
  incoming_message message_{messages_at_once};
  std::size_t started_ = 0;
  int start_error_ = 0;

  std::atomic<int> helpers_{0};            // that receive, or are about to
  std::atomic<std::uint32_t> helped_{0};   // so often
  std::uint32_t helped_before_ = 0;        // when the manager looked last
  std::chrono::milliseconds patience_{1};  // the manager's, with helpers

  std::mutex mutex_;
  std::condition_variable ended_;
  std::deque<detail::remote_call*> waiting_;
  std::deque<detail::remote_call*> ended_calls_;  // cancelled, or started and with a problem
  std::vector<detail::remote_call*> flight_;      // null: a free place
  std::vector<std::size_t> free_places_;
  std::size_t outstanding_ = 0;  // accepted, and not through with their callbacks
  double mean_service_ns_ = 1e9;
  std::vector<outgoing_message> outgoing_;
  bool closed_ = false;
  bool ending_ = false;  // the workers were told
  std::atomic<bool> has_ended_{false};
  std::optional<breakage> broken_;
  std::set<pid_t> retiring_;  // workers that said they would end

  std::thread manager_;
};

}  // namespace futures::reference
