// SPDX-License-Identifier: MIT
// Runs a submission once, and serves its operations.
//
// How it works. One thread does everything, in a loop: take the packets that have come; look at the
// limits; and when the submission can do nothing more by itself (thread_watch), let the next thing
// happen. In virtual time that is the answer to the operation that finishes first, after the clock
// was set to its finish; of several with the same finish, operation_desk says which. As the judge
// waits for quiescence after every single answer, what the submission does between two answers
// takes no virtual time however long it really takes, and the makespan is exact: it depends on the
// program and the number of workers alone. When there is nothing to answer either, nothing can ever
// wake the submission: a deadlock.
//
// A plugged run finds operations outside the pool. Its one worker is blocked by a task of ours, at
// first and then again and again, behind whatever the pool was given so far. An operation that
// waits for its answer while the worker is blocked runs on another thread, whatever the submission
// says.
#include <fcntl.h>
#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <thread>

#include <fmt/format.h>

#include "grader/judge/call_supervisor.hpp"
#include "grader/judge/link.hpp"
#include "grader/judge/operation_desk.hpp"
#include "grader/judge/run.hpp"
#include "grader/judge/submission_process.hpp"
#include "grader/judge/thread_watch.hpp"
#include "grader/judge/time_account.hpp"

namespace judge {
namespace {

using protocol::frame;
using protocol::kind;
using clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

/// A deadlock is said after the submission slept this long with nothing to answer, and only if
/// nobody in it waits with a time limit: who may wake by himself gets all the time of the limit.
constexpr auto deadlock_patience = 50ms;
/// What threads may take to note where they are; at half of it, calls that are held return, for
/// some callers let no signal through before that.
constexpr auto places_patience = 20ms;
/// The same while a call is held: a caller that lets no signal through must not get on before it
/// was asked, however busy the machine.
constexpr auto held_call_patience = 100ms;
/// How long the judge sleeps when it has nothing to do; a packet wakes it at once.
constexpr auto served_nap = 20us;
constexpr auto stalled_nap = 5ms;
constexpr auto burning_nap = 10ms;  // long, so that the judge does not disturb what it measures
constexpr auto scans_while_burning = 5 * burning_nap;   // for a deadlock
constexpr auto looks_while_burning = 10 * burning_nap;  // at the time that it used
/// A deadlock is said this soon after the submission fell asleep, if the machine lets the judge
/// run. The scan that finds it asleep may come a nap late, and so may the one after the patience;
/// while it burns CPU that may take a scan more, as patience and scans have the same length.
constexpr auto deadlock_said_within = 200ms;
static_assert(served_nap + deadlock_patience + places_patience + 3 * stalled_nap <
              deadlock_said_within);
static_assert(deadlock_patience <= scans_while_burning + burning_nap &&
              3 * (scans_while_burning + burning_nap) < deadlock_said_within);
constexpr auto memory_check_period = 2ms;
/// What tasks that still run when the function has returned may take, in time of their own.
constexpr auto settling_patience = 100ms;
/// A process that ends closes its socket just before; one that lives on has closed it on purpose.
constexpr auto patience_with_an_exit = 3s;

enum class phase { starting, loading, running, over };

class conductor {
 public:
  conductor(const subject& what, const run_request& request)
      : what_(what),
        request_(request),
        output_(what.limits.output_kib * 1024),
        process_(job_for(what, request, link_), what.walls),
        desk_(what.table, request, what.limits.operations),
        time_(what.limits.wall,
              request.mode == protocol::mode::served ? stalled_nap : looks_while_burning) {
    link_.close_submission_end();
  }

  run_result run() {
    while (phase_ != phase::over) {
      if (take_packets()) continue;
      if (returned_after_) {
        settle();
      } else if (link_.closed()) {
        end_by_exit();
      } else if (decided_ || tries_a_forbidden_call()) {
        wait_for_places();
      } else if (!over_a_limit()) {
        if (watch_ && time_to_scan() && is_quiescent() && !take_packets())
          advance();
        else
          nap(request_.mode == protocol::mode::served ? served_nap : burning_nap);
      }
    }
    end_process();
    if (trace_) result_.trace = trace_->copy(desk_.now());
    output_.drain(process_.output());
    result_.output = output_.text();
    result_.operations = desk_.operations();
    result_.most_at_once = desk_.most_at_once();
    return std::move(result_);
  }

 private:
  // ---- packets

  /// Returns: whether there was any.
  bool take_packets() {
    bool any = false;
    while (phase_ != phase::over) {
      auto next = link_.poll();
      if (!next) break;
      any = true;
      stalled_since_.reset();
      note_awake();
      take(*next);
    }
    return any;
  }

  void take(received& got) {
    if (got.malformed) return forbid("sent a packet that is none of the protocol's");
    if (!watch_) return greet(got);
    if (got.sender != runner_) return forbid("sent a packet from another process");
    const frame& packet = got.packet;
    switch (packet.kind) {
      case kind::locked:
        return phase_ == phase::starting && !calls_ ? supervise(got) : forbid_turn();
      case kind::loading:
        return phase_ == phase::starting && calls_ ? begin_loading() : forbid_turn();
      case kind::unloadable:
        return phase_ == phase::loading
                   ? finish(ending::unloadable, std::string(protocol::get_text(packet.text)))
                   : forbid_turn();
      case kind::ready:
        return phase_ == phase::loading ? begin_running(packet) : forbid_turn();
      case kind::request:
        return serve(packet);
      case kind::receipt:
        return keep_receipt(packet);
      case kind::returned:
      case kind::threw:
        return end_of_function(packet);
      default:
        return forbid("sent a packet of an unknown kind");
    }
  }

  void greet(const received& got) {
    if (got.packet.kind != kind::hello || got.sender <= 0)
      throw fault("the submission process did not introduce itself");
    runner_ = got.sender;
    watch_.emplace(runner_);
    time_.begin(*watch_);
    runner_handle_ = sandbox::descriptor(
        static_cast<int>(syscall(SYS_pidfd_open, static_cast<long>(runner_), 0L)));
    frame setup{.kind = kind::setup,
                .workers = request_.workers,
                .mode = request_.mode,
                .plugged = request_.plugged ? 1u : 0u,
                .value = request_.burn_steps};
    protocol::set_text(setup.name, request_.backend);
    if (request_.mode == protocol::mode::served && request_.traced) trace_.emplace();
    link_.send(setup, trace_ ? trace_->descriptor() : -1);
  }

  /// Up to here all code in the submission process is ours.
  void supervise(received& got) {
    calls_.emplace(std::move(got.passed));
    link_.take_no_descriptors();
  }

  void begin_loading() { phase_ = phase::loading; }

  void begin_running(const frame& ready) {
    phase_ = phase::running;
    frame go{.kind = kind::go, .id = ready.id};
    std::copy(request_.operands.begin(), request_.operands.end(), go.operands.begin());
    delay_at_start_ = watch_->run_queue_delay_ns();
    cpu_at_start_ = watch_->cpu_time();
    started_running_ = clock::now();
    link_.send(go);
  }

  // ---- operations

  void serve(const frame& request) {
    if (request.operation == protocol::plug_operation) {
      if (!request_.plugged || plugs_.size() >= what_.limits.operations) return forbid_turn();
      plugs_.push_back(request.id);
      return;
    }
    if (phase_ == phase::starting) return forbid_turn();
    if (auto refused = desk_.take(request)) return forbid(std::move(*refused));
    if (request_.pace == pace::prompt) link_.send(desk_.answer_next());
  }

  void keep_receipt(const frame& packet) {
    if (phase_ != phase::running || request_.mode == protocol::mode::served) return forbid_turn();
    if (result_.receipts.size() >= what_.limits.operations)
      return forbid(fmt::format("did more than {} operations", what_.limits.operations));
    result_.receipts.push_back(
        {packet.operation, packet.operands[0], packet.operands[1], packet.value});
  }

  /// The submission sleeps and no packet is on its way: lets the next thing happen.
  void advance() {
    if (desk_.anything_waits()) {
      if (!plugs_.empty()) desk_.mark_waiting_as_off_the_pool();
      if (trace_) trace_->stamp(desk_.now());
      link_.send(desk_.answer_next());
      return note_awake();
    }
    if (phase_ == phase::running && !plugs_.empty()) return release_plugs();
    const auto now = clock::now();
    if (!stalled_since_) stalled_since_ = now;
    const auto stalled = now - *stalled_since_;
    if (phase_ != phase::starting && stalled > deadlock_patience && watch_->sleeps_for_ever()) {
      // What it sent before it fell asleep may be what wakes it.
      if (!take_packets()) decide(ending::deadlocked, {});
      return;
    }
    nap(stalled_nap);
  }

  /// Lets the pool come through what it was given, and block again behind that; unless this has
  /// brought no operation for a while, so that a submission that waits for ever is found out.
  void release_plugs() {
    constexpr int patience = 16;
    const auto operations = desk_.operations().size();
    idle_releases_ = operations == operations_at_release_ ? idle_releases_ + 1 : 0;
    operations_at_release_ = operations;
    if (idle_releases_ < patience) link_.send({.kind = kind::plug_again});
    for (const auto id : plugs_) link_.send({.kind = kind::answer, .id = id});
    plugs_.clear();
  }

  /// Only the first end counts, whether a second one comes before or after the run is over.
  void end_of_function(const frame& packet) {
    if (phase_ != phase::running) return forbid_turn();
    if (returned_after_) return;
    packet.kind == kind::returned ? take_value(packet) : end_by_exception(packet);
  }

  void take_value(const frame& packet) {
    result_.value = packet.value;
    const bool answers_at_once =
        request_.mode == protocol::mode::served && request_.pace == pace::prompt;
    if (!answers_at_once) return finish_running(ending::returned, {});
    returned_after_ = time_.spent();
  }

  /// The function has returned its value; tasks that nobody waits for may still run. What they ask
  /// for and how they fail belongs to the run, whoever was quicker.
  void settle() {
    time_.look(clock::now());
    if (link_.closed() || time_.spent() > *returned_after_ + settling_patience ||
        (is_quiescent() && !take_packets()))
      return finish_running(ending::returned, {});
    nap(served_nap);
  }

  void note_awake() {
    if (!decided_) last_awake_ = clock::now();
  }
  bool is_quiescent() {
    const bool asleep = watch_->quiescent();
    if (!asleep) note_awake();
    return asleep;
  }

  /// While the submission burns CPU, scans are rare: only a deadlock is to be seen by them.
  bool time_to_scan() {
    if (request_.mode == protocol::mode::served) return true;
    const auto now = clock::now();
    if (now < next_scan_) return false;
    next_scan_ = now + scans_while_burning;
    return true;
  }

  // ---- endings of runs that go on

  /// From here on nothing that the submission does changes how the run ends. Every thread is asked
  /// to note where it is; that wakes them, and some may get further by it.
  void decide(ending how, std::string detail) {
    decided_ = {how, std::move(detail), clock::now()};
    if (trace_) link_.send({.kind = kind::where});
  }

  void wait_for_places() {
    const auto waited = clock::now() - decided_->when;
    const auto patience = decided_->how == ending::forbidden ? held_call_patience : places_patience;
    if (!trace_ || waited > patience) return finish_running(decided_->how, {});
    if (calls_ && waited > patience / 2) calls_->refuse_all();
    nap(stalled_nap);
  }

  /// Returns: whether it did, which decides how the run ends.
  bool tries_a_forbidden_call() {
    const auto tried = calls_ ? calls_->next() : std::nullopt;
    if (!tried) return false;
    result_.culprit = watch_->number_inside(tried->thread);
    decide(ending::forbidden, fmt::format("tried to {}, which is forbidden (system call {})",
                                          purpose_of(tried->name), tried->name));
    return true;
  }

  bool has_too_many_threads() const { return watch_->threads() > what_.limits.threads; }
  void forbid_threads() {
    forbid(fmt::format("had more than {} threads at once", what_.limits.threads));
  }

  // ---- limits and endings

  bool over_a_limit() {
    const auto now = clock::now();
    output_open_ = output_open_ && output_.drain(process_.output());
    if (output_.over_limit()) {
      finish_running(ending::flooded, fmt::format("{} KiB", what_.limits.output_kib));
    } else if (time_.is_over(now, phase_ != phase::starting)) {
      decide(ending::timed_out, fmt::format("{} s", what_.limits.wall.count() / 1000.0));
    } else if (watch_ && now > next_memory_check_) {
      next_memory_check_ = now + memory_check_period;
      if (watch_->resident_bytes() > what_.limits.memory_mib * 1024 * 1024)
        finish_running(ending::out_of_memory, fmt::format("{} MiB", what_.limits.memory_mib));
      else if (has_too_many_threads())
        forbid_threads();
    }
    return phase_ == phase::over;
  }

  void end_by_exception(const frame& packet) {
    result_.exception_type = protocol::get_text(packet.name);
    // Perhaps it threw as the machine has no more of them.
    if (has_too_many_threads()) return forbid_threads();
    const bool memory = result_.exception_type == "std::bad_alloc";
    finish_running(memory ? ending::out_of_memory : ending::threw,
                   std::string(protocol::get_text(packet.text)));
  }

  void end_by_exit() {
    if (runner_handle_ && !runner_ends_within(patience_with_an_exit))
      return forbid("closed its connection to the judge");
    const auto exit = process_.wait();
    output_.drain(process_.output());
    if (phase_ == phase::starting)
      throw fault("the submission process did not start: " +
                  output_.text().substr(0, output_.text().find('\n')));
    if (exit.out_of_memory)
      return finish(ending::out_of_memory, fmt::format("{} MiB", what_.limits.memory_mib));
    if (exit.signal == SIGSYS) return finish(ending::forbidden, "made a forbidden system call");
    if (exit.signal == SIGXCPU) return finish(ending::timed_out, "the limit of CPU time");
    if (exit.signal != 0)
      return finish(ending::crashed,
                    fmt::format("SIG{} ({})", sigabbrev_np(exit.signal), sigdescr_np(exit.signal)));
    finish(ending::exited, fmt::format("exit({})", exit.code));
  }

  void forbid_turn() { forbid("sent a packet out of turn"); }
  void forbid(std::string why) { finish(ending::forbidden, std::move(why)); }

  void finish_running(ending how, std::string detail) {
    result_.wall = clock::now() - started_running_;
    if (watch_) {
      result_.run_queue_delay =
          std::chrono::nanoseconds(watch_->run_queue_delay_ns() - delay_at_start_);
      result_.cpu = watch_->cpu_time() - cpu_at_start_;
    }
    result_.makespan = desk_.now();
    finish(how, std::move(detail));
  }

  void finish(ending how, std::string detail) {
    result_.ending = decided_ ? decided_->how : how;
    if (result_.ending == ending::deadlocked) result_.said_after = clock::now() - last_awake_;
    result_.detail = decided_ ? decided_->detail : std::move(detail);
    phase_ = phase::over;
  }

  /// Kills the submission and waits until it has gone, so that it cannot disturb the next run.
  void end_process() {
    if (runner_handle_) {
      syscall(SYS_pidfd_send_signal, runner_handle_.get(), SIGKILL, nullptr, 0L);
      wait_for_the_runners_end(1s);
    }
    process_.kill();
    process_.wait();
  }

  /// In time of its own. Requires: runner_handle_.
  bool runner_ends_within(std::chrono::nanoseconds patience) {
    const auto end = time_.spent() + patience;
    while (time_.spent() < end) {
      if (wait_for_the_runners_end(10ms)) return true;
      time_.is_over(clock::now(), phase_ != phase::starting);
    }
    return false;
  }

  /// Returns: whether it has ended. Requires: runner_handle_.
  bool wait_for_the_runners_end(std::chrono::milliseconds longest) const {
    pollfd gone{runner_handle_.get(), POLLIN, 0};
    return poll(&gone, 1, static_cast<int>(longest.count())) > 0;
  }

  void nap(std::chrono::nanoseconds longest) {
    pollfd watched[] = {{link_.judge_end(), POLLIN, 0},
                        {output_open_ ? process_.output() : -1, POLLIN, 0},
                        {calls_ && !decided_ ? calls_->descriptor() : -1, POLLIN, 0}};
    const timespec time{0, static_cast<long>(longest.count())};
    ppoll(watched, std::size(watched), &time, nullptr);
  }

  const subject& what_;
  const run_request& request_;
  link link_;
  sandbox::captured_text output_;
  bool output_open_ = true;
  sandbox::process process_;
  run_result result_;
  operation_desk desk_;
  time_account time_;

  phase phase_ = phase::starting;
  pid_t runner_ = 0;
  sandbox::descriptor runner_handle_;
  std::optional<thread_watch> watch_;
  std::optional<trace_memory> trace_;
  std::optional<call_supervisor> calls_;  // once the submission process has its filter
  struct decided_ending {
    ending how;
    std::string detail;
    clock::time_point when;
  };
  std::optional<decided_ending> decided_;
  std::optional<std::chrono::nanoseconds> returned_after_;  // in time of its own
  std::vector<std::uint32_t> plugs_;
  int idle_releases_ = 0;
  std::size_t operations_at_release_ = 0;

  clock::time_point started_running_ = clock::now();
  clock::time_point next_memory_check_ = started_running_;
  clock::time_point next_scan_ = started_running_;
  clock::time_point last_awake_ = started_running_;  // as far as the judge saw
  std::uint64_t delay_at_start_ = 0;
  std::chrono::nanoseconds cpu_at_start_{};
  std::optional<clock::time_point> stalled_since_;
};

}  // namespace

run_result conduct(const subject& what, const run_request& request) {
  return conductor(what, request).run();
}

}  // namespace judge
