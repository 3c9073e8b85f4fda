// SPDX-License-Identifier: MIT
// Workloads and a backend that go wrong, for tests.
#pragma once

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <thread>

#include "bench/workload.hpp"

namespace bench::faulty {

inline std::int64_t one(std::int64_t) { return 1; }

/// A workload whose run() is the given one and whose right answer is 1.
inline workload that_runs(std::string_view name,
                          std::int64_t (*run)(futures::executor&, std::int64_t)) {
  return {.name = name,
          .summary = "goes wrong",
          .sizes = {1, 1, 1},
          .run = run,
          .answer = one,
          .tasks = one};
}

inline workload right() {
  return that_runs("right", [](auto& pool, auto size) -> std::int64_t {
    return pool.submit([=] { return size; }).result();
  });
}

inline workload napping() {
  return that_runs("napping", [](auto&, auto) -> std::int64_t {
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    return 1;
  });
}

/// Right only when it was prepared, once.
inline int prepared = 0;
inline workload needs_preparation() {
  auto what = that_runs("needs_preparation", [](auto&, auto) -> std::int64_t { return prepared; });
  what.prepare = [](std::int64_t) { ++prepared; };
  what.serial = [](std::int64_t) -> std::int64_t { return prepared; };
  return what;
}

inline workload wrong() {
  return that_runs("wrong", [](auto&, auto) -> std::int64_t { return 41; });
}

/// Right at first, wrong from the fourth run on.
inline workload wrong_later() {
  return that_runs("wrong_later", [](auto&, auto) -> std::int64_t {
    static int runs = 0;
    return ++runs < 4 ? 1 : 2;
  });
}

inline workload throwing() {
  return that_runs("throwing", [](auto& pool, auto) -> std::int64_t {
    return pool.submit([]() -> int { throw std::runtime_error("no more"); }).result();
  });
}

inline workload refused() {
  auto what = that_runs("refused", [](auto&, auto) -> std::int64_t { std::abort(); });
  what.refusal = [](const auto&, auto) { return std::optional<std::string>("it would abort"); };
  return what;
}

inline workload crashing() {
  return that_runs("crashing", [](auto&, auto) -> std::int64_t {
    std::raise(SIGSEGV);
    return 1;
  });
}

inline workload hanging() {
  return that_runs("hanging", [](auto&, auto) -> std::int64_t {
    for (;;) std::this_thread::sleep_for(std::chrono::hours(1));
  });
}

inline workload exiting() {
  return that_runs("exiting", [](auto&, auto) -> std::int64_t { std::_Exit(0); });
}

/// A backend that cannot be made.
inline futures::backend unmakable() {
  return {.name = "unmakable",
          .summary = "cannot be made",
          .caps = {.bounded_workers = true},
          .make = [](const futures::executor_options&) -> std::unique_ptr<futures::executor> {
            throw std::runtime_error("no threads left");
          }};
}

}  // namespace bench::faulty
