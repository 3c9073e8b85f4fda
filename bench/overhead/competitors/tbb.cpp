// SPDX-License-Identifier: MIT
// tbb: oneTBB's task_group, as a program without futures would use it.
// requires: TBB TBB::tbb
//
// How it works. fib and most works run where TBB programs run it, inside an arena that the calling
// thread joins as one of the workers. Tasks from outside go to a second arena, all of whose slots
// are for workers, so that the calling thread runs none of them; results go to variables, for TBB
// has no futures.
#include "bench/overhead/competitors/native_works.hpp"
#include "bench/overhead/competitors/tbb_arenas.hpp"

namespace bench::overhead {
namespace {

std::int64_t fib_of(std::int64_t n) {
  if (n < 2) return n;
  std::int64_t x = 0, y = 0;
  tbb::task_group both;
  both.run([&x, n] { x = fib_of(n - 1); });
  both.run([&y, n] { y = fib_of(n - 2); });
  both.wait();
  return x + y;
}

class tbb_pool final : public pool {
 public:
  explicit tbb_pool(std::size_t workers) : workers_(workers), arenas_(workers) {}

  timed_run fib(std::int64_t n) override {
    return time_run([&] { return arenas_.joined.execute([n] { return fib_of(n); }); });
  }
  timed_run flood(std::int64_t tasks) override {
    return time_run([&] {
      std::vector<std::int64_t> results(static_cast<std::size_t>(tasks));
      tbb::task_group all;
      for (std::int64_t i = 0; i < tasks; ++i)
        enqueue(all, [i, &into = results[static_cast<std::size_t>(i)]] { into = i; });
      all.wait();
      std::int64_t sum = 0;
      for (const auto each : results) sum += each;
      return sum;
    });
  }
  timed_trips trips(std::int64_t count, std::chrono::nanoseconds pause) override {
    tbb::task_group one;
    return time_trips(count, pause, [&](std::int64_t done) {
      enqueue(one, [&done] { ++done; });
      one.wait();
      return done;
    });
  }
  timed_trips busy_trips(std::int64_t count) override {
    tbb::task_group one, others;
    const auto occupy = [&] {
      for (auto left = other_tasks * static_cast<std::int64_t>(workers_); left > 0; --left)
        enqueue(others, other_task);
      return [&others] { others.wait(); };
    };
    return time_busy_trips(count, occupy, [&](std::int64_t done) {
      enqueue(one, [&done] { ++done; });
      one.wait();
      return done;
    });
  }
  held_tasks hold(std::int64_t) override { throw refused("it has no futures to hold"); }
  timed_run fan_out_in(std::int64_t rounds) override {
    return time_joined([rounds] { return native_fan_out_in(rounds, run_all); });
  }
  timed_run word_count(std::int64_t words) override {
    text_of(words);  // made before the clock runs
    return time_joined([words] { return native_word_count(words, run_all); });
  }
  timed_run graph(const task_bench::graph& what) override {
    return time_joined([&] { return graph_by_steps(what, run_all); });
  }

 private:
  static constexpr auto run_all = [](std::int64_t count, auto task) {
    tbb::task_group all;
    for (std::int64_t i = 0; i < count; ++i) all.run([task, i] { task(i); });
    all.wait();
  };

  /// The calling thread is one of the workers.
  template <class Run>
  timed_run time_joined(Run run) {
    return time_run([&] { return arenas_.joined.execute(run); });
  }

  template <class Task>
  void enqueue(tbb::task_group& group, Task task) {
    arenas_.outside.enqueue(group.defer(std::move(task)));
  }

  std::size_t workers_;
  tbb_arenas arenas_;
};

const competitor_registration registered{{.name = "tbb",
                                          .summary = "oneTBB's task_group, natively",
                                          .make = [](std::size_t workers) -> std::unique_ptr<pool> {
                                            return std::make_unique<tbb_pool>(workers);
                                          }}};

}  // namespace
}  // namespace bench::overhead
