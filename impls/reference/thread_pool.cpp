// SPDX-License-Identifier: MIT
// What the workers of the reference thread pool do.
#include "reference/thread_pool.hpp"

#include <pthread.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <mutex>
#include <string>

#include "core/spin.hpp"
#include "core/trace.hpp"
#include "core/worker_index.hpp"
#include "futures/unobserved.hpp"

namespace futures::reference {
namespace {

/// A batch is worth the mutex, and short enough to leave something for the others.
constexpr std::size_t batch = 64;
static_assert(batch == decltype(detail::local_worker::deque)::most_stolen);

/// While a worker pauses, 120 ns, a flood of tasks becomes a batch, and their submitter has the
/// queue's cache lines for itself; but nobody can have seen a result and submitted the next task in
/// that time. He may have in the next quarter of a microsecond, so then the worker looks closely.
constexpr int pauses = 8;
constexpr int looks_for_an_answer = 16;

/// Who slept longer than this did not take turns with another thread.
constexpr std::chrono::microseconds long_sleep{200};

/// What takes longer was not the fence: the thief lost its processor.
constexpr std::chrono::microseconds longest_steal{200};

using clock = std::chrono::steady_clock;

/// A moving average; half of it is the last value.
void approach(std::chrono::nanoseconds& mean, std::chrono::nanoseconds value) noexcept {
  mean = (mean + value) / 2;
}

std::string name_of(const thread_pool_options& options, std::size_t index) {
  static std::atomic<unsigned> pools{0};
  static thread_local unsigned number = 0;
  if (options.thread_name_prefix.empty() && index == 0) number = pools.fetch_add(1);
  const auto end = "_" + std::to_string(index);
  auto name = options.thread_name_prefix.empty() ? "futures-" + std::to_string(number)
                                                 : options.thread_name_prefix;
  name.resize(std::min(name.size(), 15 - end.size()));
  return name + end;
}

/// `cause`, nested in the error that says what it means for the pool.
std::exception_ptr broken_by(const std::exception_ptr& cause) noexcept {
  try {
    try {
      std::rethrow_exception(cause);
    } catch (...) {
      std::throw_with_nested(
          broken_thread_pool("the pool is broken: a worker's initializer threw an exception"));
    }
  } catch (...) {
    return std::current_exception();
  }
}

}  // namespace

thread_pool::thread_pool(thread_pool_executor& owner, const thread_pool_options& options)
    : owner_(owner),
      in_order_(options.in_order || detail::is_tracing()),
      idle_(checked_max_workers(options.max_workers)) {
  const auto count = checked_max_workers(options.max_workers);
  if (count > idle_.most) throw std::invalid_argument("max_workers must be less than 32768");
  workers_.reserve(count);
  for (std::size_t i = 0; i < count; ++i)
    workers_.push_back(std::make_unique<worker>(*this, idle_.word(), i));
  if (in_order_) refuse_quickly();
  try {
    for (auto& each : workers_) {
      each->thread = std::thread([this, &self = *each, options] { work(self, options); });
      pthread_setname_np(each->thread.native_handle(), name_of(options, each->index).c_str());
    }
  } catch (...) {
    stop();
    throw;
  }
}

thread_pool::~thread_pool() { stop(); }

void thread_pool::stop() noexcept {
  stopping_.store(true, std::memory_order_seq_cst);  // before tickets: park() looks after counting
  idle_.wake_all();
  for (auto& each : workers_)
    if (each->thread.joinable()) each->thread.join();
}

void thread_pool::schedule(state& task) {
  if (idle_.is(detail::pool_word::refusing)) refuse(task);
  std::size_t waiting = 0;
  try {
    if (runs_here() && !in_order_) {
      task.make_local();
      detail::this_worker()->deque.push(&task);
      return announce();
    }
    waiting = injected_.push(&task);
  } catch (const std::bad_alloc&) {
    task.drop_token();
    throw;
  }
  if (waiting == 0) refuse(task);
  idle_.announce_outside(waiting, elsewhere());
}

void thread_pool::announce() noexcept {
  idle_.announce(detail::this_worker()->deque.size(), elsewhere());
}

void thread_pool::refuse(state& task) const {
  task.drop_token();
  // acquire pairs with the release in break_down().
  if (broke_.load(std::memory_order_acquire)) std::rethrow_exception(broken_);
  throw executor_shutdown_error("submit: this executor was shut down and takes no new tasks");
}

void thread_pool::work(worker& self, const thread_pool_options& options) {
  detail::this_place = &self;
  detail::worker_index = self.index;
  try {
    if (options.initializer) options.initializer();
  } catch (...) {
    break_down(std::current_exception());
  }
  while (auto* const task = next(self)) run(self, task);
}

/// Looks for a moment, not all the time: see `pauses`.
template <class More>
void thread_pool::look_for_work(worker& self, More more) noexcept {
  const auto pause = [] {
    for (int i = 0; i < pauses; ++i) detail::pause_cpu();
  };
  pause();
  detail::spin_until(
      [&, looks = 0]() mutable {
        if (more()) return true;
        if (++looks > looks_for_an_answer) pause();
        return false;
      },
      [&] { return share_processor(self); });
}

thread_pool::state* thread_pool::next(worker& self) {
  if (auto* const task = take(self)) return task;
  const bool others_search = idle_.begin_search();
  const auto more = [this] { return has_work(); };
  if (!others_search) look_for_work(self, more);
  for (;;) {
    if (auto* const task = take(self)) {
      idle_.end_search(more, elsewhere());
      return task;
    }
    if (stopping_.load(std::memory_order_seq_cst)) {
      idle_.end_search([] { return false; }, elsewhere());
      return nullptr;
    }
    if (self.tempted) {
      if (has_work()) {
        detail::pause_cpu();
        continue;
      }
      self.tempted.reset();
    }
    sleep_apart(self);
    const auto start = clock::now();
    idle_.park(
        self.index, [this] { return has_work() || stopping_.load(std::memory_order_seq_cst); },
        [this] { ring_if_drained(); });
    if (clock::now() - start > long_sleep) {
      self.times_shared = 0;
      detail::may_share_processor = true;  // with who woke it and waits for its task
    }
  }
}

// The kernel does not part two threads that take turns on one processor, each waiting for the other
// while another processor is idle. It may wake a sleeper on its waker's processor; so once or twice
// in a row is no reason to move. Returns: whether the worker moved.
bool thread_pool::share_processor(worker& self) noexcept {
  constexpr int patience = 4;
  if (++self.times_shared % patience != 0) return false;
  cpu_set_t here;
  CPU_ZERO(&here);
  CPU_SET(static_cast<unsigned>(sched_getcpu()), &here);
  return detail::move_off(here);
}

// A sleeper is woken on the processor it slept on, if that is idle. So workers sleep on different
// processors as long as there are enough; then two tasks that come together run side by side at
// once, and not when the kernel next looks for a better balance, milliseconds later.
void thread_pool::sleep_apart(worker& self) noexcept {
  cpu_set_t taken;
  CPU_ZERO(&taken);
  for (const auto& each : workers_)
    if (each.get() != &self)
      if (const int cpu = each->processor.load(std::memory_order_relaxed); cpu >= 0)
        CPU_SET(static_cast<unsigned>(cpu), &taken);
  if (CPU_ISSET(static_cast<unsigned>(sched_getcpu()), &taken)) detail::move_off(taken);
  self.processor.store(sched_getcpu(), std::memory_order_relaxed);  // a hint for the others
}

// The oldest one tends to be the greatest. But who waits for tasks one after the other, as he
// submitted them, and meets a thief who runs them in that order, waits for each. So a thief whose
// task was waited for by another goes on at the other end, and the two meet once in the middle.
// Tasks from outside are run in their order.
thread_pool::state* thread_pool::take_own(worker& self) {
  if (self.deque.empty()) return nullptr;
  return self.takes_newest && self.stolen_at ? self.deque.pop_newest() : self.deque.pop_oldest();
}

/// When the worker has nothing left of what it stole.
void thread_pool::learn_task_time(worker& self) noexcept {
  if (!self.stolen_at) return;
  if (self.tasks_since > 0)
    approach(self.task_time, (clock::now() - *self.stolen_at) / self.tasks_since);
  self.stolen_at.reset();
}

thread_pool::state* thread_pool::take(worker& self) {
  auto* task = take_own(self);
  if (task != nullptr) return task;
  learn_task_time(self);
  task = take_injected(self);
  if (task == nullptr) task = steal(self);
  if (task != nullptr) self.tempted.reset();
  return task;
}

thread_pool::state* thread_pool::take_injected(worker& self) {
  if (injected_.empty()) return nullptr;
  std::array<state*, batch> taken;
  const auto most = in_order_ ? 1 : batch;
  return keep_rest(self, taken.data(), injected_.pop(taken.data(), most, workers_.size()));
}

/// A steal may keep two workers busy for as long as a fence takes: a microsecond on one machine, a
/// hundred on another. Whose tasks would take less than steals took lately waits for as long, as
/// one who rents skis until he has paid their price; if they are still there then, he steals. He
/// waits as long as a fence takes for the victim to answer, by the same reasoning.
bool thread_pool::is_worth_a_steal(worker& self, std::size_t tasks) noexcept {
  if (self.task_time * static_cast<std::int64_t>(tasks) >= self.steal_time) return true;
  const auto now = clock::now();
  if (!self.tempted) self.tempted = now;
  return now - *self.tempted >= self.steal_time;
}

thread_pool::state* thread_pool::steal(worker& self) {
  std::array<state*, batch> taken;
  for (std::size_t i = 1; i < workers_.size(); ++i) {
    auto& victim = workers_[(self.index + i) % workers_.size()]->deque;
    const auto there = std::min(batch, (victim.size() + 1) / 2);
    if (there == 0 || !is_worth_a_steal(self, there)) continue;
    const auto begin = clock::now();
    auto fence = clock::time_point::max();
    const auto is_patient = [&] {
      detail::pause_cpu();
      const auto now = clock::now();
      if (now - begin < self.fence_time) return true;
      fence = now;
      return false;
    };
    const auto count = victim.steal(
        taken.data(), [](state& task) { task.give_up_light(); }, is_patient);
    const auto end = clock::now();
    if (fence < end)
      approach(self.fence_time, std::min<std::chrono::nanoseconds>(end - fence, longest_steal));
    if (count == 0) {
      if (!self.tempted) self.tempted = end;  // looks again, rather than passing fences to sleep
      continue;
    }
    approach(self.steal_time, std::min<std::chrono::nanoseconds>(end - begin, longest_steal));
    self.stolen_at = end;
    self.tasks_since = 0;
    return keep_rest(self, taken.data(), count);
  }
  return nullptr;
}

thread_pool::state* thread_pool::keep_rest(worker& self, state** tasks, std::size_t count) {
  if (count == 0) return nullptr;
  for (std::size_t i = 1; i < count; ++i) {
    __builtin_prefetch(tasks[i], 1);
    self.deque.push(tasks[i]);  // has room: it is empty, and greater than a batch
  }
  if (count > 1) announce();
  return tasks[0];
}

bool thread_pool::has_work() const noexcept {
  if (!injected_.empty()) return true;
  for (const auto& each : workers_)
    if (!each->deque.empty()) return true;
  return false;
}

void thread_pool::run(worker& self, state* queued) noexcept {
  detail::task_token task(queued);
  if (idle_.is(detail::pool_word::cautious)) [[unlikely]] {
    const detail::task_scope scope(*task);  // for the callbacks of a cancelled task
    if (may_start(*task) && task->try_start()) task.detach()->run_and_drop_token();
  } else if (task->try_start()) {
    ++self.tasks_since;
    task.detach()->run_and_drop_token();
  }
}

/// Cancels or fails the task if the pool runs none any more. Returns: whether it may still start.
bool thread_pool::may_start(state& task) noexcept {
  if (broke_.load(std::memory_order_acquire)) {  // pairs with break_down()
    if (task.try_claim()) {
      task.store_exception(broken_);
      task.finish();
    }
    return false;
  }
  return owner_.may_start(task);
}

bool thread_pool::claim(state& task) noexcept {
  auto& self = *detail::this_worker();
  if (idle_.is(detail::pool_word::cautious) && !may_start(task)) return task.done();
  auto is_mine = self.deque.pop(&task);
  while (!is_mine && self.deque.wait_for_thief()) is_mine = self.deque.pop(&task);
  announce();  // of what the deque did not show for a moment, whether it gave the task or not
  if (is_mine) {
    task.run_in_place();
  } else if (task.try_claim()) {
    task.run();
    self.leftovers = true;
  } else {
    task.follow();
  }
  if (self.leftovers) throw_leftovers_away();
  return task.done();
}

void thread_pool::throw_leftovers_away() noexcept {
  auto& self = *detail::this_worker();
  for (;;) {
    auto* const entry = self.deque.pop_newest();
    if (entry == nullptr) break;
    if (entry->state() == future_state::pending) {
      self.deque.push(entry);  // has room: it came from there
      announce();
      return;
    }
    entry->drop_token();
  }
  self.leftovers = false;
}

bool thread_pool::runs_here() const noexcept {
  return detail::this_worker() != nullptr && &detail::this_worker()->pool == &owner_;
}

/// Makes submit() and result() take their slow ways, which look at the flags.
void thread_pool::refuse_quickly() noexcept {
  for (auto& each : workers_) each->refuse();
}

void thread_pool::be_cautious() noexcept {
  idle_.set(detail::pool_word::cautious);
  refuse_quickly();
}

void thread_pool::close() noexcept {
  injected_.close();
  idle_.set(detail::pool_word::refusing);
  refuse_quickly();
}

bool thread_pool::drained() const noexcept {
  return injected_.empty() && idle_.sleeping() == workers_.size();
}

// seq_cst on both sides: either the last worker sees that the pool is closed, or who closed it sees
// that the worker sleeps.
void thread_pool::ring_if_drained() noexcept {
  if (!idle_.is(detail::pool_word::refusing) || !drained()) return;
  drain_bell_.fetch_add(1, std::memory_order_seq_cst);
  detail::futex_wake_all(drain_bell_);
}

void thread_pool::wait_until_drained() noexcept {
  for (;;) {
    const auto bell = drain_bell_.load(std::memory_order_seq_cst);
    if (drained()) return;
    detail::futex_wait(drain_bell_, bell);
  }
}

void thread_pool::break_down(std::exception_ptr cause) noexcept {
  detail::report_unobserved(owner_.unobserved(), cause);
  static std::mutex first_one_counts;
  const std::lock_guard lock(first_one_counts);
  if (broke_.load(std::memory_order_relaxed)) return;
  broken_ = broken_by(cause);
  broke_.store(true, std::memory_order_release);  // pairs with refuse() and start()
  idle_.set(detail::pool_word::refusing);
  be_cautious();
}

}  // namespace futures::reference
