// SPDX-License-Identifier: MIT
// Records as the golden files show them: a small class, one hostile, small benchmarks, and what the
// conformance suite found.
#pragma once

#include <vector>

#include "reports/record/bench_record.hpp"
#include "reports/record/conformance_record.hpp"
#include "reports/record/submission_record.hpp"

namespace reports {

std::vector<submission_record> sample_class();
bench_record sample_benchmark();
/// Results in pairs: speedups over serial code, and ratios to the reference.
bench_record sample_pairs();
/// Costs of all kinds, one refused, some with curves; a target missed, one met and one not
/// measured.
bench_record sample_overheads();

/// A backend with every behaviour, one that refuses and fails, and a hostile one with a result
/// missing; behaviours of the library; a failure.
conformance_record sample_conformance();

/// Two runs: a row slower, one faster, one the same, one too short to tell, one that
/// crashes now, and one in each alone.
bench_record sample_before();
bench_record sample_now();

}  // namespace reports
