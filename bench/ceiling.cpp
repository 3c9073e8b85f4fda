// SPDX-License-Identifier: MIT
// What the machine itself gives: bare threads that only compute, beside one alone.
#include "bench/ceiling.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <barrier>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <thread>

#include "bench/process_apart.hpp"

namespace bench {
namespace {

using clock = std::chrono::steady_clock;

/// A chain of multiplications, about 20 ms: no memory, and nothing that runs in parallel by itself.
void compute() {
  constexpr int steps = 12'000'000;
  std::uint64_t value = 88172645463325252U;
  for (int step = 0; step < steps; ++step)
    value = value * 6364136223846793005U + 1442695040888963407U;
  benchmark::DoNotOptimize(value);
}

/// Units: seconds from when all may begin until the last has ended.
double seconds_of(std::size_t threads) {
  std::barrier ready(static_cast<std::ptrdiff_t>(threads) + 1);
  std::vector<std::jthread> all;
  for (std::size_t i = 0; i < threads; ++i)
    all.emplace_back([&] {
      ready.arrive_and_wait();
      compute();
    });
  ready.arrive_and_wait();
  const auto begin = clock::now();
  all.clear();
  return std::chrono::duration<double>(clock::now() - begin).count();
}

}  // namespace

double measure_ceiling(std::size_t workers) {
  constexpr int tries = 5;
  auto one = std::numeric_limits<double>::infinity(), all = one;
  for (int i = 0; i < tries; ++i) {  // by turns, so that a slow moment is no better for either
    one = std::min(one, seconds_of(1));
    all = std::min(all, seconds_of(workers));
  }
  const auto most = static_cast<double>(workers);
  return std::min(most, most * one / all);
}

std::vector<std::string> ceiling_arguments(std::size_t workers) {
  return {"ceiling", std::to_string(workers)};
}

std::string print_ceiling(const std::vector<std::string>& words) {
  constexpr std::size_t most = 1024;
  std::size_t workers = 0;
  if (words.size() == 1)
    std::from_chars(words[0].data(), words[0].data() + words[0].size(), workers);
  if (workers == 0 || workers > most)
    throw std::invalid_argument("a ceiling is that of a number of workers");
  return fmt::format("{}\n", measure_ceiling(workers));
}

double measure_ceiling_apart(std::size_t workers, std::chrono::milliseconds limit) {
  const auto found = run_apart(own_program, ceiling_arguments(workers), limit);
  double gained = std::nan("");
  if (!found.problem)
    std::from_chars(found.text.data(), found.text.data() + found.text.size(), gained);
  return gained;
}

}  // namespace bench
