// SPDX-License-Identifier: MIT
// openmp: OpenMP's tasks, as a program without futures would use them.
// requires: OpenMP OpenMP::OpenMP_CXX
//
// How it works. OpenMP knows no tasks from outside: one thread of a parallel region makes them, and
// when it waits for them, or when too many are queued, it runs some itself. So fib has as many
// threads as workers, and flood one more, the one that submits.
#include <omp.h>

#include "bench/overhead/competitors/native_works.hpp"

#ifndef _OPENMP
#error "without the compiler's OpenMP flag every pragma here is ignored"
#endif

namespace bench::overhead {
namespace {

std::int64_t fib_of(std::int64_t n) {
  if (n < 2) return n;
  std::int64_t x = 0, y = 0;
#pragma omp task shared(x) firstprivate(n)
  x = fib_of(n - 1);
#pragma omp task shared(y) firstprivate(n)
  y = fib_of(n - 2);
#pragma omp taskwait
  return x + y;
}

/// Calls `single` on one of so many threads. Throws: refused when OpenMP gives fewer.
template <class Single>
void in_team(std::size_t threads, Single single) {
  std::size_t given = 0;
#pragma omp parallel num_threads(static_cast <int>(threads)) shared(given, single)
#pragma omp single
  {
    given = static_cast<std::size_t>(omp_get_num_threads());
    single();
  }
  if (given != threads) throw refused("it gives fewer threads than asked for; OMP_THREAD_LIMIT?");
}

class openmp_pool final : public pool {
 public:
  explicit openmp_pool(std::size_t workers) : workers_(workers) {}
  /// Ends the team's threads, which would spin for a while.
  ~openmp_pool() override { omp_pause_resource_all(omp_pause_soft); }

  timed_run fib(std::int64_t n) override {
    return time_team([n] { return fib_of(n); });
  }
  timed_run flood(std::int64_t tasks) override {
    return time_run([&] {
      std::vector<std::int64_t> results(static_cast<std::size_t>(tasks));
      in_team(workers_ + 1, [&] { submit_all(results); });
      std::int64_t sum = 0;
      for (const auto each : results) sum += each;
      return sum;
    });
  }
  timed_trips trips(std::int64_t, std::chrono::nanoseconds) override {
    throw refused("whoever waits for a task of OpenMP runs it himself: there is no trip");
  }
  timed_trips busy_trips(std::int64_t count) override {
    return trips(count, std::chrono::nanoseconds(0));  // refused for the same reason
  }
  held_tasks hold(std::int64_t) override { throw refused("it has no futures to hold"); }
  timed_run fan_out_in(std::int64_t rounds) override {
    return time_team([rounds] { return native_fan_out_in(rounds, run_all); });
  }
  timed_run word_count(std::int64_t words) override {
    text_of(words);  // made before the clock runs
    return time_team([words] { return native_word_count(words, run_all); });
  }
  timed_run graph(const task_bench::graph& what) override {
    return time_team([&] { return graph_by_steps(what, run_all); });
  }

 private:
  /// The calling thread is one of the workers.
  template <class Run>
  timed_run time_team(Run run) {
    return time_run([&] {
      std::int64_t answer = 0;
      in_team(workers_, [&] { answer = run(); });
      return answer;
    });
  }

  static constexpr auto run_all = [](std::int64_t count, auto task) {
    for (std::int64_t i = 0; i < count; ++i) {
#pragma omp task firstprivate(i, task)
      task(i);
    }
#pragma omp taskwait
  };

  static void submit_all(std::vector<std::int64_t>& results) {
    const auto tasks = static_cast<std::int64_t>(results.size());
    auto* const into = results.data();
    for (std::int64_t i = 0; i < tasks; ++i) {
#pragma omp task firstprivate(i, into)
      into[i] = i;
    }
#pragma omp taskwait
  }

  std::size_t workers_;
};

const competitor_registration registered{{.name = "openmp",
                                          .summary = "OpenMP's tasks, natively",
                                          .make = [](std::size_t workers) -> std::unique_ptr<pool> {
                                            return std::make_unique<openmp_pool>(workers);
                                          }}};

}  // namespace
}  // namespace bench::overhead
