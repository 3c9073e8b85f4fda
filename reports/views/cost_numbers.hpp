// SPDX-License-Identifier: MIT
// What the costs of a benchmark say, as numbers that tables and plots show.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "reports/record/bench_record.hpp"
#include "reports/table.hpp"
#include "reports/views/standings.hpp"
#include "reports/words/words.hpp"

namespace reports {

/// What a cost is an answer to.
enum class question {
  task,     ///< what a task costs
  trip,     ///< how long it takes from its submission to its result
  grain,    ///< how small it may be
  adapter,  ///< what an adapter costs beside the library that it uses
  pool,     ///< what a pool has and does, such as memory
};

/// By its unit and by the name of its work. A work that is not known asks what a task costs.
question question_of(const bench_cost& cost);

/// The name without the percentile: "round_trip" of "round_trip_p90". Others stay as they are.
std::string without_percentile(const std::string& work);

/// The cost of that work for the same competitor and workers; null when there is none.
const bench_cost* find_beside(const bench_cost& cost, const std::string& work,
                              const std::vector<bench_cost>& costs);

/// Whether the others are compared with it: its ratio is 1 in every round.
bool is_reference(const bench_cost& cost);

/// Whether it was measured, but never while the machine was left alone.
bool was_always_disturbed(const bench_cost& cost);

/// The competitors that others are compared with: of which no ratio that is known is another. The
/// reference itself may lack a ratio, where its own cost is unknown.
std::set<std::string> references_of(const std::vector<bench_cost>& costs);

/// One for each cost, among those of its work on as many workers, by pairs of rounds.
std::vector<standing> cost_standings(const std::vector<bench_cost>& costs);

/// Times are shown in microseconds, everything else as it is.
std::string shown_unit(const std::string& unit, const wording& say);
cell amount_cell(std::optional<double> value, const std::string& unit);

}  // namespace reports
