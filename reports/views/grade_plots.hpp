// SPDX-License-Identifier: MIT
// What a class did, as plots.
#pragma once

#include <vector>

#include "reports/plot.hpp"
#include "reports/record/submission_record.hpp"
#include "reports/words/words.hpp"

namespace reports {

/// How many submissions got how many points; empty when fewer than two were judged.
std::vector<plot> make_grade_plots(const std::vector<submission_record>& records,
                                   const wording& say);

}  // namespace reports
