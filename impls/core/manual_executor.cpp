// SPDX-License-Identifier: MIT
// Running tasks by hand.
#include "futures/manual_executor.hpp"

#include "core/driven.hpp"
#include "futures/detail/task_frame.hpp"

namespace futures {
namespace {

constexpr capabilities in_order{
    .asynchronous = true, .fifo_start = true, .cancel_pending = true, .shutdown_nowait = true};
constexpr capabilities in_drawn_order{
    .asynchronous = true, .cancel_pending = true, .shutdown_nowait = true};

}  // namespace

manual_executor::manual_executor(manual_options options) {
  if (options.seed) draws_.emplace(*options.seed);
  detail::driven_here = new detail::driven_executor{this, detail::driven_here};
}

manual_executor::~manual_executor() {
  end_scope();
  for (auto** link = &detail::driven_here; *link != nullptr; link = &(*link)->next)
    if ((*link)->home == this) {
      delete std::exchange(*link, (*link)->next);
      return;
    }
}

const capabilities& manual_executor::caps() const noexcept {
  return draws_ ? in_drawn_order : in_order;
}

void manual_executor::schedule(detail::shared_state& task) {
  task_ptr token(&task);
  const std::lock_guard lock(mutex_);
  if (closed_)
    throw executor_shutdown_error("submit: this executor was shut down and takes no new tasks");
  waiting_.push_back(std::move(token));
}

void manual_executor::close() noexcept {
  const std::lock_guard lock(mutex_);
  closed_ = true;
}

manual_executor::task_ptr manual_executor::take() {
  const std::lock_guard lock(mutex_);
  if (waiting_.empty()) return {};
  const auto place = draws_ ? static_cast<std::ptrdiff_t>((*draws_)() % waiting_.size()) : 0;
  auto taken = std::move(waiting_[static_cast<std::size_t>(place)]);
  waiting_.erase(waiting_.begin() + place);
  ++running_;
  return taken;
}

bool manual_executor::run_task(task_ptr task) noexcept {
  const detail::task_scope scope(*task);  // for the callbacks of a cancelled task
  if (!may_start(*task) || !task->try_start()) return false;
  task.detach()->run_and_drop_token();
  return true;
}

bool manual_executor::run_one() {
  while (auto task = take()) {
    const bool ran = run_task(std::move(task));
    {
      const std::lock_guard lock(mutex_);
      --running_;
    }
    idle_.notify_all();
    if (ran) return true;
  }
  return false;
}

std::size_t manual_executor::run_until_idle() {
  std::size_t count = 0;
  while (run_one()) ++count;
  return count;
}

void manual_executor::wait_until_drained() noexcept {
  run_until_idle();
  std::unique_lock lock(mutex_);  // closed, so that only running tasks are left, on other threads
  idle_.wait(lock, [this] { return running_ == 0; });
}

}  // namespace futures
