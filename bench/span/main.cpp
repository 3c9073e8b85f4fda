// SPDX-License-Identifier: MIT
// lab-span WORKLOAD SIZE ANSWER: prints the work and the span of a workload, in seconds.
//
// It runs the workload on the reference pool with one worker, built so that every dependency is
// recorded; several times, of which the one with the least work counts.
#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <string>

#include "bench/span/path_sink.hpp"
#include "bench/workload.hpp"
#include "futures/executor.hpp"
#include "futures/registry.hpp"

namespace {

std::int64_t to_number(const std::string& word) {
  std::int64_t value = 0;
  const auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (problem != std::errc() || end != word.data() + word.size())
    throw std::invalid_argument("'" + word + "' is no number");
  return value;
}

bench::work_and_span run_once(const bench::workload& what, std::int64_t size, std::int64_t answer,
                              bench::path_sink& sink) {
  const auto pool = futures::find_backend("thread_pool").make({.max_workers = 1});
  sink.restart();
  const auto got = what.run(*pool, size);
  const auto found = sink.found();
  if (got != answer)
    throw std::runtime_error(fmt::format("the answer is {} and not {}", got, answer));
  return found;
}

bench::work_and_span measure(const std::string& name, std::int64_t size, std::int64_t answer) {
  using clock = std::chrono::steady_clock;
  constexpr int most_runs = 5;
  constexpr std::chrono::milliseconds enough(300);
  bench::path_sink sink;
  futures::set_trace_sink(&sink);
  const auto& what = bench::find_workload(name);
  if (what.prepare != nullptr) what.prepare(size);
  const auto begin = clock::now();
  auto least = run_once(what, size, answer, sink);
  for (int run = 1; run < most_runs && clock::now() - begin < enough; ++run)
    if (const auto next = run_once(what, size, answer, sink); next.work < least.work) least = next;
  futures::set_trace_sink(nullptr);
  return least;
}

}  // namespace

int main(int count, char** arguments) {
  try {
    if (count != 4) throw std::invalid_argument("usage: lab-span WORKLOAD SIZE ANSWER");
    const auto found = measure(arguments[1], to_number(arguments[2]), to_number(arguments[3]));
    std::cout << fmt::format("{} {}\n", found.work, found.span);
    return 0;
  } catch (const std::exception& problem) {
    std::cerr << "Error: " << problem.what() << "\n";
    return 2;
  }
}
