// SPDX-License-Identifier: MIT
// How competitors time themselves: templates, so that nothing is between the clock and the calls.
#pragma once

#include <thread>

#include "bench/gate.hpp"
#include "bench/overhead/competitor.hpp"
#include "bench/overhead/process_usage.hpp"

namespace bench::overhead {

using clock = std::chrono::steady_clock;

inline double seconds_since(clock::time_point begin) {
  return std::chrono::duration<double>(clock::now() - begin).count();
}

/// `run()` returns the answer.
template <class Run>
timed_run time_run(Run run) {
  const auto begin = clock::now();
  const std::int64_t answer = run();
  return {seconds_since(begin), answer};
}

/// `trip(x)` returns x + 1, from a task.
template <class Trip>
timed_trips time_trips(std::int64_t count, std::chrono::nanoseconds pause, Trip trip) {
  timed_trips timed{{}, 0};
  timed.seconds.reserve(static_cast<std::size_t>(count));
  for (auto left = count; left > 0; --left) {
    if (pause.count() > 0) std::this_thread::sleep_for(pause);
    const auto begin = clock::now();
    timed.answer = trip(timed.answer);
    timed.seconds.push_back(seconds_since(begin));
  }
  return timed;
}

/// `occupy()` submits the other tasks, and returns a function that waits for them.
template <class Occupy, class Trip>
timed_trips time_busy_trips(std::int64_t count, Occupy occupy, Trip trip) {
  timed_trips timed{{}, 0};
  timed.seconds.reserve(static_cast<std::size_t>(count));
  for (auto left = count; left > 0; --left) {
    auto wait_for_others = occupy();
    const auto begin = clock::now();
    timed.answer = trip(timed.answer);
    timed.seconds.push_back(seconds_since(begin));
    wait_for_others();
  }
  return timed;
}

/// What occupies a competitor with futures: `submit()` submits an other task.
template <class Submit>
auto occupy_by_futures(std::size_t workers, Submit submit) {
  return [tasks = other_tasks * static_cast<std::int64_t>(workers), submit] {
    std::vector<decltype(submit())> all;
    for (auto left = tasks; left > 0; --left) all.push_back(submit());
    return [others = std::move(all)] {
      for (const auto& each : others) each.wait();
    };
  };
}

/// The flood of a competitor with futures: `submit(i)` returns one, `read(future)` its result.
template <class Submit, class Read>
timed_run time_flood(std::int64_t tasks, Submit submit, Read read) {
  return time_run([&] {
    std::vector<decltype(submit(tasks))> all;
    all.reserve(static_cast<std::size_t>(tasks));
    for (std::int64_t i = 0; i < tasks; ++i) all.push_back(submit(i));
    std::int64_t sum = 0;
    for (auto& each : all) sum += read(each);
    return sum;
  });
}

/// The held tasks of a competitor with futures, whose worker waits for the gate.
/// Pages that were touched count, so that it is the same to us how memory was got.
template <class Submit, class Read>
held_tasks hold_futures(std::int64_t tasks, gate& closed, Submit submit, Read read) {
  std::vector<decltype(submit(tasks))> all;
  all.reserve(static_cast<std::size_t>(tasks));  // its pages are touched below
  const auto handles = tasks * static_cast<std::int64_t>(sizeof(all.front()));
  const auto before = resident_bytes_after_trim();
  for (std::int64_t i = 0; i < tasks; ++i) all.push_back(submit(i));
  const auto growth = resident_bytes() - before - handles;
  closed.open();
  std::int64_t sum = 0;
  for (auto& each : all) sum += read(each);
  return {static_cast<double>(growth) / static_cast<double>(tasks), sum};
}

/// The queue of a competitor with futures, whose worker waits for the gate. Nobody runs tasks while
/// they are submitted, and nobody submits while they run, so that nothing depends on how two
/// threads take turns. The seconds are processor time, which other programs do not add to.
template <class Submit, class Read>
timed_run time_queue(std::int64_t tasks, gate& closed, Submit submit, Read read) {
  std::vector<decltype(submit(tasks))> all;
  all.reserve(static_cast<std::size_t>(tasks));
  const auto before = process_cpu_seconds();
  for (std::int64_t i = 0; i < tasks; ++i) all.push_back(submit(i));
  closed.open();
  all.back().wait();  // for the last one, so that this thread sleeps once
  std::int64_t sum = 0;
  for (auto& each : all) sum += read(each);
  return {process_cpu_seconds() - before, sum};
}

}  // namespace bench::overhead
