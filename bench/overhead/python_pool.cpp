// SPDX-License-Identifier: MIT
// Python's own executors, run and timed by python3.
#include "bench/overhead/python_pool.hpp"

#include <fmt/format.h>

#include <iterator>
#include <sstream>

#include "bench/overhead/child_output.hpp"

namespace bench::overhead {
namespace {

class python_pool final : public pool {
 public:
  python_pool(pool_kind kind, std::size_t workers, const std::string& interpreter)
      : command_{interpreter, LAB_PYTHON_POOLS,
                 kind == pool_kind::threads ? "threads" : "processes", std::to_string(workers)} {}

  timed_run fib(std::int64_t) override {
    throw refused("a task that waits holds up its worker, so that fib would wait for ever");
  }
  timed_run flood(std::int64_t tasks) override {
    const auto timed = run("flood", tasks, {});
    return {timed.seconds.front(), timed.answer};
  }
  timed_trips trips(std::int64_t count, std::chrono::nanoseconds pause) override {
    return run("trips", count, fmt::format("{}", std::chrono::duration<double>(pause).count()));
  }
  timed_trips busy_trips(std::int64_t) override {
    throw refused("its threads take turns, so that other tasks are no other worker's");
  }
  held_tasks hold(std::int64_t) override { throw refused("its memory is another process's"); }
  timed_run graph(const task_bench::graph&) override {
    throw refused("its interpreter would be the grain");
  }
  void become_idle() override { throw refused("its processor time is another process's"); }

 private:
  timed_trips run(const std::string& work, std::int64_t count, const std::string& pause) const {
    auto command = command_;
    command.insert(command.end(), {work, std::to_string(count)});
    if (!pause.empty()) command.push_back(pause);
    const auto ended = run_child(command);
    if (!ended) throw refused(fmt::format("there is no {}", command_.front()));
    if (ended->exit_code != 0)
      throw refused(fmt::format("{} ended with code {}", command_.front(), ended->exit_code));
    std::istringstream numbers(ended->output);
    timed_trips timed{{}, -1};
    numbers >> timed.answer;
    timed.seconds.assign(std::istream_iterator<double>(numbers), {});
    if (timed.seconds.empty()) throw std::runtime_error("python_pools.py printed no times");
    return timed;
  }

  std::vector<std::string> command_;
};

}  // namespace

std::unique_ptr<pool> make_python_pool(pool_kind kind, std::size_t workers,
                                       const std::string& interpreter) {
  return std::make_unique<python_pool>(kind, workers, interpreter);
}

std::string python_version(const std::string& interpreter) {
  const auto found = run_child({interpreter, "--version"}, false);
  if (!found || found->exit_code != 0) return "unknown";
  std::istringstream words(found->output);  // "Python 3.11.2"
  std::string name, version;
  words >> name >> version;
  return version;
}

}  // namespace bench::overhead
