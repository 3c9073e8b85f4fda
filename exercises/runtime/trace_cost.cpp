// SPDX-License-Identifier: MIT
// Timing evaluations with and without the recorder.
#include "exercises/runtime/trace_cost.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <stdexcept>
#include <vector>

#include "exercises/runtime/protocol.hpp"
#include "exercises/runtime/recorder.hpp"
#include "futures/registry.hpp"

namespace runtime {
namespace {

using clock = std::chrono::steady_clock;
using microseconds = std::chrono::duration<double, std::micro>;
using entry_point = std::int64_t (*)(futures::executor&, const std::int64_t*);

constexpr int pairs = 400;
constexpr int evaluations = 25;  // of each half of a pair; their median counts

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

/// Median time of an evaluation on a new pool. Units: microseconds.
double time_of(entry_point entry, unsigned workers, bool traced) {
  auto& recording = recorder::current();
  futures::set_trace_sink(traced ? &recording : nullptr);
  const auto pool =
      futures::make_executor("thread_pool", {.max_workers = workers, .in_order = true});
  recording.set_stage(pool.get(), nullptr);
  recording.pause(!traced);
  const std::array<std::int64_t, protocol::max_operands> operands{3, 7, 2, 8, 2, 3, 1};
  std::vector<double> times;
  for (int i = 0; i < evaluations; ++i) {
    recording.rewind();
    const auto start = clock::now();
    entry(*pool, operands.data());
    times.push_back(microseconds(clock::now() - start).count());
  }
  return median(times);
}

}  // namespace

trace_cost measure_trace_cost(entry_point entry, unsigned workers) {
  const int area = memfd_create("trace", MFD_CLOEXEC);
  if (area < 0 || ftruncate(area, sizeof(protocol::trace_area)) != 0)
    throw std::runtime_error("cannot make a trace area");
  recorder::current().open(area);
  recorder::current().set_submission(reinterpret_cast<const void*>(entry));
  std::vector<double> plain, traced, ratios;
  for (int pair = 0; pair < pairs; ++pair) {
    const bool traced_first = pair % 2 == 1;
    const double first = time_of(entry, workers, traced_first);
    const double second = time_of(entry, workers, !traced_first);
    traced.push_back(traced_first ? first : second);
    plain.push_back(traced_first ? second : first);
    ratios.push_back(traced.back() / plain.back());
  }
  futures::set_trace_sink(nullptr);
  return {median(plain), median(traced), median(ratios), pairs};
}

}  // namespace runtime
