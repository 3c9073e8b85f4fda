// SPDX-License-Identifier: MIT
// A median says what it is sure of and where it stands; a missing one says why.
#include "reports/views/estimate_cell.hpp"

#include <gtest/gtest.h>

#include "reports/test_cells.hpp"

namespace reports {
namespace {

std::string shown_as(const estimate& of, standing stands, language spoken = language::en) {
  const auto made = estimate_cell(of, stands, wording(spoken));
  return to_marked_string(std::get<number_cell>(made), spoken);
}

TEST(EstimateCell, HasTheIntervalAndTheMarkBesideTheNumber) {
  const estimate sure{1.5234, interval{1.4801, 1.5699}};
  EXPECT_EQ(shown_as(sure, standing::best), "1.52 (1.48–1.57) best");
  EXPECT_EQ(shown_as(sure, standing::as_good), "1.52 (1.48–1.57) as good");
  EXPECT_EQ(shown_as(sure, standing::behind), "1.52 (1.48–1.57)");
  EXPECT_EQ(shown_as(sure, standing::as_good, language::fr), "1,52 (1,48–1,57) aussi bon");
  EXPECT_EQ(shown_as({1.5234}, standing::not_compared), "1.52");
  EXPECT_EQ(shown_as({1.5234, {}, 4}, standing::best), "1.52 (n = 4) best")
      << "few values have no interval";
  EXPECT_EQ(std::get<number_cell>(estimate_cell(sure, standing::best, wording(language::en))).value,
            1.5234);
  EXPECT_TRUE(std::holds_alternative<unknown_cell>(
      estimate_cell({}, standing::best, wording(language::en))));
}

TEST(ReasonCell, SaysInAWordWhyThereAreNoNumbers) {
  const auto word = [](const std::string& problem, language spoken = language::en) {
    return reason_cell(problem, wording(spoken)).value;
  };
  EXPECT_EQ(word("refused: it would start 21891 threads"), "refused");
  EXPECT_EQ(word("failed: it did not end within 60 s"), "timeout");
  EXPECT_EQ(word("failed: it crashed by SIGSEGV"), "crash");
  EXPECT_EQ(word("failed: the answer is 41 and not 42"), "wrong");
  EXPECT_EQ(word("wrong answer: 41, not 42"), "wrong");
  EXPECT_EQ(word("failed: bad_alloc; it crashed by SIGSEGV"), "failed") << "whatever a text says";
  EXPECT_EQ(word("<b>"), "failed");
  EXPECT_EQ(word("failed: it did not end within 60 s", language::fr), "temps dépassé");
  EXPECT_EQ(reason_cell("not measured yet", wording(language::en)).value, "not yet");
  EXPECT_EQ(reason_cell("not measured yet", wording(language::en)).tone, tone::plain);
  EXPECT_EQ(reason_cell("refused: no", wording(language::en)).tone, tone::plain);
  EXPECT_EQ(reason_cell("failed: no", wording(language::en)).tone, tone::bad);
}

}  // namespace
}  // namespace reports
