// SPDX-License-Identifier: MIT
// thread_pool: the reference backend, threads of our own; see impls/reference.
#include "futures/thread_pool.hpp"

#include "reference/thread_pool.hpp"

namespace futures {
namespace {

constexpr capabilities promises{.bounded_workers = true,
                                .asynchronous = true,
                                .fifo_start = true,
                                .cancel_pending = true,
                                .shutdown_nowait = true,
                                .initializer = true,
                                .thread_names = true,
                                .numbered_workers = true};

}  // namespace

thread_pool_executor::thread_pool_executor(std::optional<std::size_t> max_workers)
    : thread_pool_executor(thread_pool_options{.max_workers = max_workers}) {}

thread_pool_executor::thread_pool_executor(thread_pool_options options)
    : executor(detail::share_handler(options.on_unobserved)),
      pool_(std::make_unique<reference::thread_pool>(*this, options)) {}

thread_pool_executor::~thread_pool_executor() { end_scope(); }

std::size_t thread_pool_executor::max_workers() const noexcept { return pool_->size(); }

const capabilities& thread_pool_executor::caps() const noexcept { return promises; }

void thread_pool_executor::schedule(detail::shared_state& task) { pool_->schedule(task); }
void thread_pool_executor::close() noexcept { pool_->close(); }
void thread_pool_executor::wait_until_drained() noexcept { pool_->wait_until_drained(); }
bool thread_pool_executor::claim(detail::shared_state& task) noexcept { return pool_->claim(task); }
void thread_pool_executor::announce() noexcept { pool_->announce(); }
void thread_pool_executor::throw_leftovers_away() noexcept { pool_->throw_leftovers_away(); }
void thread_pool_executor::on_cancelling() noexcept { pool_->be_cautious(); }

namespace {

const backend_registration registered{
    {.name = "thread_pool",
     .summary = "the reference: a fixed number of threads that steal from one another",
     .caps = promises,
     .make = [](const executor_options& options) -> std::unique_ptr<executor> {
       return std::make_unique<thread_pool_executor>(
           thread_pool_options{.max_workers = options.max_workers,
                               .in_order = options.in_order,
                               .thread_name_prefix = options.thread_name_prefix,
                               .initializer = options.initializer});
     }}};

}  // namespace
}  // namespace futures
