// SPDX-License-Identifier: MIT
// What is known of workloads, whatever runs them: what they stress, their work and their span.
#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <vector>

#include "bench/measure.hpp"
#include "reports/record/bench_record.hpp"

namespace bench {

/// lab-span, which stands beside this program.
std::filesystem::path span_program();

/// Describes each workload of the cells at its size, in the order of the cells. Those of `known`
/// are taken as they are. Work and span are measured by `program`, in a process of its own, only of
/// workloads with serial code; NaN, with the reason, where that is refused, goes wrong or takes
/// longer than the limit.
/// `tell` is called before each; `stop` ends it early, with those that were described.
std::vector<reports::bench_workload> describe_workloads(
    const std::vector<cell>& cells, std::vector<reports::bench_workload> known,
    const std::filesystem::path& program, const progress& tell, const std::atomic<bool>& stop,
    std::chrono::milliseconds limit = std::chrono::seconds(10));

}  // namespace bench
