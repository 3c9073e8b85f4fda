// SPDX-License-Identifier: MIT
// What every executor does the same way: starting, claiming and shutting down.
#include "futures/executor.hpp"

#include <cstdio>
#include <exception>

#include "core/trace.hpp"
#include "core/worker_index.hpp"

namespace futures {

// Both branches are tail calls, so that without a sink no register is saved.
void executor::accept(detail::shared_state& task) {
  task.make_queued();
  if (detail::is_tracing()) [[unlikely]]
    return accept_traced(task, __builtin_return_address(0));
  schedule(task);
}

void executor::accept_traced(detail::shared_state& task, const void* call_site) {
  detail::record(trace_event::kind::submitted, task, detail::current_frame, call_site);
  schedule(task);
}

void executor::run(task_ptr task) noexcept {
  const detail::task_scope scope(*task);  // for the callbacks of a cancelled task
  if (may_start(*task) && task->try_start()) task.detach()->run_and_drop_token();
}

bool executor::may_start(detail::shared_state& task) noexcept {
  // acquire pairs with the release store in shutdown().
  if (!cancelling_.load(std::memory_order_acquire)) return true;
  task.cancel();
  return false;
}

bool executor::claim(detail::shared_state& task) noexcept {
  if (may_start(task) && task.try_claim()) task.run();
  return task.done();
}

void executor::shutdown(shutdown_options options) {
  if (!options.wait && !caps().shutdown_nowait)
    throw unsupported_operation("shutdown without waiting: this backend runs tasks in submit()");
  // First, so that who sees that the executor is closed knows what happens to the waiting tasks.
  if (options.cancel_futures) {
    cancelling_.store(true, std::memory_order_release);
    on_cancelling();
  }
  close();
  if (options.cancel_futures) stop_.request_stop();
  if (!options.wait) return;
  if (detail::runs_task_of(this))
    throw error("shutdown: a task cannot wait for the end of the executor that runs it");
  wait_until_drained();
}

void executor::end_scope() noexcept {
  if (detail::runs_task_of(this)) {
    const auto who = name();
    std::fprintf(stderr,
                 "futures: the executor %.*s is destroyed by one of its own tasks, or in a callback "
                 "of one\n",
                 static_cast<int>(who.size()), who.data());
    std::terminate();
  }
  shutdown();
}

executor* this_task::current_executor() noexcept {
  return detail::current_frame != nullptr ? detail::current_frame->task->home() : nullptr;
}

std::stop_token this_task::stop_token() {
  const auto* const frame = detail::current_frame;
  if (frame == nullptr) return {};
  return frame->task->stop_token(frame->task->home()->stop_token());
}

std::optional<std::size_t> this_task::worker_index() noexcept { return detail::worker_index; }

}  // namespace futures
