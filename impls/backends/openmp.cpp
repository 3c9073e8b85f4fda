// SPDX-License-Identifier: MIT
// openmp: the threads of an OpenMP team run the tasks at the end of a parallel region.
// requires: OpenMP OpenMP::OpenMP_CXX
// tsan: left out, the OpenMP runtime is not instrumented and its barriers look like races
//
// How it works. OpenMP tasks exist only inside a parallel region, so a host thread of ours opens
// one, with a thread more than there are workers. One thread of the team is the dispatcher: it
// takes what submit() put into a queue and creates OpenMP tasks. The others wait at the barrier
// that ends the region, where OpenMP lets them run these tasks. The dispatcher must run none, or
// one task more than max_workers would run at once: runtimes make the creating thread run a new
// task itself when many are queued (libgomp above 64 a thread, libomp above 256), so the dispatcher
// holds tasks back while more are with the runtime than the workers need to stay busy. Inside a
// task nobody waits by OpenMP's own means, and nothing escapes it, which would end the program.
// A team smaller than asked for (OMP_THREAD_LIMIT) is refused; a team whose threads cannot be
// started is not ours to refuse, for libgomp ends the program. Leaving the scope drains, then
// closes the queue; the dispatcher joins the barrier and the region ends. The host thread is kept
// for the next executor: libomp's threads keep pointers into the memory of a thread that opened a
// region, and follow them after it ended. So this backend, as TBB, leaves idle threads behind, as
// many as its executors had at once.
#include <omp.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>

#include "futures/adapted_executor.hpp"
#include "futures/registry.hpp"

#ifndef _OPENMP
#error "without the compiler's OpenMP flag every pragma here is ignored"
#endif

namespace futures {
namespace {

constexpr capabilities promises{
    .bounded_workers = true, .asynchronous = true, .cancel_pending = true, .shutdown_nowait = true};

/// libomp queues 256 tasks before it makes their creator run one.
constexpr std::size_t most_with_runtime = 255;

/// Threads that open parallel regions for one executor after another; the process keeps them.
class host_threads {
 public:
  static host_threads& of_process() {
    static auto* const kept = new host_threads;  // never destroyed: its threads wait in it
    return *kept;
  }

  /// Calls `region` on an idle host thread, or on a new one. Returns: ready when it has returned.
  /// Throws: std::system_error when a thread is needed and cannot be started.
  std::future<void> run(std::function<void()> region) {
    const std::lock_guard lock(mutex_);
    auto& added = waiting_.emplace_back(job{std::move(region), {}});
    auto ended = added.ended.get_future();
    if (idle_ < waiting_.size()) start_host();
    arrived_.notify_one();
    return ended;
  }

 private:
  struct job {
    std::function<void()> region;
    std::promise<void> ended;
  };

  void start_host() {
    try {
      std::thread([this] { serve(); }).detach();
      ++idle_;
    } catch (...) {
      waiting_.pop_back();
      throw;
    }
  }

  void serve() {
    std::unique_lock lock(mutex_);
    for (;;) {
      arrived_.wait(lock, [this] { return !waiting_.empty(); });
      job taken = std::move(waiting_.front());
      waiting_.pop_front();
      --idle_;
      lock.unlock();
      taken.region();
      lock.lock();
      ++idle_;
      taken.ended.set_value();
    }
  }

  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<job> waiting_;
  std::size_t idle_ = 0;  // hosts without a region; never fewer than jobs that wait
};

class openmp_executor final : public adapted_executor {
 public:
  /// Throws: std::invalid_argument for too many workers; std::system_error when the host thread
  /// cannot be started; std::runtime_error when the runtime gives fewer threads than asked for.
  explicit openmp_executor(std::size_t workers)
      : workers_(workers), limit_(std::min(2 * workers, most_with_runtime)) {
    if (workers > most_with_runtime)
      throw std::invalid_argument("openmp: at most " + std::to_string(most_with_runtime) +
                                  " workers, not " + std::to_string(workers));
    const auto team = std::make_shared<std::promise<std::size_t>>();
    auto team_size = team->get_future();
    region_ended_ = host_threads::of_process().run([this, team] { open_region(*team); });
    if (const auto got = team_size.get(); got != workers + 1) {
      region_ended_.wait();
      throw std::runtime_error("openmp: " + std::to_string(workers + 1) + " threads asked for, " +
                               std::to_string(got) + " given; see OMP_THREAD_LIMIT");
    }
  }
  ~openmp_executor() override {
    end_scope();
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    changed_.notify_one();
    region_ended_.wait();
  }
  std::size_t max_workers() const noexcept override { return workers_; }
  const capabilities& caps() const noexcept override { return promises; }
  std::string_view name() const noexcept override { return "openmp"; }

 private:
  void enqueue(task_ptr task) override {
    {
      const std::lock_guard lock(mutex_);
      queue_.push_back(task.get());
      task.detach();
    }
    changed_.notify_one();
  }

  void open_region(std::promise<std::size_t>& team) {
    omp_set_dynamic(0);  // the runtime may not choose a smaller team for this thread's regions
#pragma omp parallel num_threads(static_cast <int>(workers_ + 1))
#pragma omp single
    {
      const auto size = static_cast<std::size_t>(omp_get_num_threads());
      team.set_value(size);
      if (size == workers_ + 1) dispatch();
    }
  }

  void dispatch() {
    while (auto* taken = next().detach()) {
#pragma omp task firstprivate(taken)
      {
        run_task(task_ptr(taken));
        count_returned();
      }
    }
  }

  /// Waits for a task, and for room with the runtime. Returns: null when the queue is closed.
  task_ptr next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !queue_.empty() ? with_runtime_ < limit_ : closed_; });
    if (queue_.empty()) return {};
    ++with_runtime_;
    auto* const taken = queue_.front();
    queue_.pop_front();
    return task_ptr(taken);
  }

  void count_returned() {
    const std::lock_guard lock(mutex_);
    if (with_runtime_-- == limit_) changed_.notify_one();
  }

  const std::size_t workers_;
  const std::size_t limit_;  // tasks that the runtime holds at most, queued or running
  std::mutex mutex_;
  std::condition_variable changed_;  // the dispatcher sleeps on it, nobody else
  std::deque<detail::shared_state*> queue_;
  std::size_t with_runtime_ = 0;
  bool closed_ = false;
  std::future<void> region_ended_;
};

const backend_registration registered{
    {.name = "openmp",
     .summary = "OpenMP tasks, run by a team of threads",
     .caps = promises,
     .make = [](const executor_options& options) -> std::unique_ptr<executor> {
       return std::make_unique<openmp_executor>(checked_max_workers(options.max_workers));
     }}};

}  // namespace
}  // namespace futures
