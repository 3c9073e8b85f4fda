// SPDX-License-Identifier: MIT
// process_pool_executor: the executor's face of a pool of processes.
#include "futures/process_pool.hpp"

#include <csignal>

#include "reference/process/fork_server.hpp"
#include "reference/process/process_pool.hpp"

namespace futures {

void start_fork_server() { reference::fork_server::start(); }

process_pool_executor::process_pool_executor(std::optional<std::size_t> max_workers)
    : process_pool_executor(process_pool_options{.max_workers = max_workers}) {}

process_pool_executor::process_pool_executor(process_pool_options options)
    : executor(detail::share_handler(options.on_unobserved)),
      pool_(std::make_shared<reference::process_pool>(*this, options)) {}

process_pool_executor::~process_pool_executor() {
  end_scope();
  if (pool_->is_ours())
    pool_->join();
  else
    new std::shared_ptr(pool_);  // for ever: a copy of the process has none of its threads
}

std::size_t process_pool_executor::max_workers() const noexcept { return pool_->max_workers(); }

const capabilities& process_pool_executor::caps() const noexcept {
  static constexpr capabilities claims{.bounded_workers = true,
                                       .asynchronous = true,
                                       .fifo_start = true,
                                       .cancel_pending = true,
                                       .shutdown_nowait = true,
                                       .initializer = true,
                                       .numbered_workers = true};
  return claims;
}

void process_pool_executor::accept(detail::remote_call& call) {
  call.pool = pool_;
  pool_->accept(call);
}

bool detail::help_with(remote_call& call, const deadline* limit) noexcept {
  return call.pool->help(call.state(), limit);
}

void process_pool_executor::schedule(detail::shared_state& task) {
  task.drop_token();
  throw unsupported_operation(
      "submit: a pool of processes cannot send what was submitted through the base class "
      "executor; call process_pool_executor::submit");
}

void process_pool_executor::close() noexcept { pool_->close(); }
void process_pool_executor::wait_until_drained() noexcept { pool_->wait_until_ended(); }
void process_pool_executor::on_cancelling() noexcept { pool_->cancel_waiting(); }
bool process_pool_executor::claim(detail::shared_state& task) noexcept {
  return pool_->serve_until_done(task);
}

void process_pool_executor::terminate_workers() {
  pool_->end_workers_by(SIGTERM, "terminate_workers()");
}
void process_pool_executor::kill_workers() { pool_->end_workers_by(SIGKILL, "kill_workers()"); }

}  // namespace futures
