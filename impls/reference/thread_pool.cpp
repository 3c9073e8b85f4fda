// SPDX-License-Identifier: MIT
// What the workers of the reference thread pool do.
#include "reference/thread_pool.hpp"

#include <pthread.h>

#include <array>
#include <mutex>
#include <string>

#include "core/spin.hpp"
#include "core/unobserved.hpp"
#include "core/worker_index.hpp"

namespace futures::reference {
namespace {

/// A batch is worth the mutex, and short enough to leave something for the others.
constexpr std::size_t batch = 64;

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
    : owner_(owner) {
  const auto count = checked_max_workers(options.max_workers);
  if (count > idle_.most / 2) throw std::invalid_argument("max_workers must be less than 32768");
  workers_.reserve(count);
  for (std::size_t i = 0; i < count; ++i) workers_.push_back(std::make_unique<worker>(this, i));
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

void thread_pool::inject(detail::task_token task) {
  if (refusing_.load(std::memory_order_relaxed) || !injected_.push(task.get())) refuse();
  task.detach();
  idle_.announce_outside();
}

void thread_pool::refuse() const {
  // acquire pairs with the release in break_down().
  if (broke_.load(std::memory_order_acquire)) std::rethrow_exception(broken_);
  throw executor_shutdown_error("submit: this executor was shut down and takes no new tasks");
}

void thread_pool::work(worker& self, const thread_pool_options& options) {
  current_ = &self;
  detail::worker_index = self.index;
  try {
    if (options.initializer) options.initializer();
  } catch (...) {
    break_down(std::current_exception());
  }
  while (auto* const task = next(self)) run(task);
}

thread_pool::state* thread_pool::next(worker& self) {
  if (auto* const task = take(self)) return task;
  const bool others_search = idle_.begin_search();
  const auto more = [this] { return has_work(); };
  if (!others_search) detail::spin_until(more);
  for (;;) {
    if (auto* const task = take(self)) {
      idle_.end_search(more);
      return task;
    }
    if (stopping_.load(std::memory_order_seq_cst)) {
      idle_.end_search([] { return false; });
      return nullptr;
    }
    idle_.park([this] { return has_work() || stopping_.load(std::memory_order_seq_cst); },
               [this] { ring_if_drained(); });
  }
}

thread_pool::state* thread_pool::take(worker& self) {
  if (auto* const task = self.deque.pop_oldest()) return task;
  if (auto* const task = take_injected(self)) return task;
  return steal(self);
}

thread_pool::state* thread_pool::take_injected(worker& self) {
  if (injected_.empty()) return nullptr;
  std::array<state*, batch> taken;
  const auto count = injected_.pop(taken.data(), batch, workers_.size());
  if (count == 0) return nullptr;
  for (std::size_t i = 1; i < count; ++i) {
    __builtin_prefetch(taken[i], 1);
    self.deque.push(taken[i]);  // has room: it is empty, and greater than a batch
  }
  if (count > 1) idle_.announce();
  return taken[0];
}

thread_pool::state* thread_pool::steal(const worker& self) {
  for (std::size_t i = 1; i < workers_.size(); ++i)
    if (auto* const task = workers_[(self.index + i) % workers_.size()]->deque.steal()) return task;
  return nullptr;
}

bool thread_pool::has_work() const noexcept {
  if (!injected_.empty()) return true;
  for (const auto& each : workers_)
    if (!each->deque.empty()) return true;
  return false;
}

void thread_pool::run(state* queued) noexcept {
  detail::task_token task(queued);
  if (cautious_.load(std::memory_order_acquire)) [[unlikely]] {
    const detail::task_scope scope(&owner_, nullptr);  // for the callbacks of a cancelled task
    if (start(*task)) task.detach()->run_and_drop_token();
  } else if (task->try_start()) {
    task.detach()->run_and_drop_token();
  }
}

bool thread_pool::start(state& task) noexcept {
  if (!broke_.load(std::memory_order_acquire))
    return owner_.start(task);  // pairs with break_down()
  if (task.try_start()) {
    task.store_exception(broken_);
    task.finish();
  }
  return false;
}

bool thread_pool::claim_elsewhere(worker& self, state& task) noexcept {
  if (start(task)) {
    task.run();
    self.leftovers = true;
  }
  if (self.leftovers) throw_leftovers_away(self);
  return task.done();
}

bool thread_pool::claim_contested(worker& self, state& task, bool light, bool has_entry) noexcept {
  const detail::task_token entry(has_entry ? &task : nullptr);
  if (light) {  // a thief has the entry, and will throw it away
    task.leave_light();
    task.run();
  } else if (task.try_start()) {  // it has flags, or a thief has the entry
    task.run();
  }
  if (self.leftovers) throw_leftovers_away(self);
  return task.done();
}

void thread_pool::throw_leftovers_away(worker& self) noexcept {
  for (;;) {
    auto* const entry = self.deque.newest();
    if (!self.deque.pop_newest([] { detail::hardware::full_fence(); })) break;
    if (entry->state() == future_state::pending) {
      self.deque.push(entry);  // has room: it came from there
      idle_.announce();
      return;
    }
    entry->drop_token();
  }
  self.leftovers = false;
}

void thread_pool::close() noexcept {
  injected_.close();
  refusing_.store(true, std::memory_order_seq_cst);
}

bool thread_pool::drained() const noexcept {
  return injected_.empty() && idle_.sleeping() == workers_.size();
}

// seq_cst on both sides: either the last worker sees that the pool is closed, or who closed it sees
// that the worker sleeps.
void thread_pool::ring_if_drained() noexcept {
  if (!refusing_.load(std::memory_order_seq_cst) || !drained()) return;
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
  refusing_.store(true, std::memory_order_release);
  be_cautious();
}

}  // namespace futures::reference
