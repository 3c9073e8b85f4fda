// SPDX-License-Identifier: MIT
// The document of a record of each kind.
#pragma once

#include "reports/golden/samples.hpp"
#include "reports/views/bench_view.hpp"
#include "reports/views/combined_view.hpp"
#include "reports/views/conformance_view.hpp"
#include "reports/views/grades_view.hpp"

namespace reports {

inline document sample_combined(language spoken = language::en) {
  return combine({make_bench_view(sample_pairs(), spoken),
                  make_bench_view(sample_overheads(), spoken),
                  make_conformance_view(sample_conformance(), spoken),
                  make_grades_view(sample_class(), spoken)});
}

}  // namespace reports
