// SPDX-License-Identifier: MIT
// The costs as tables, one for each question that is asked of the competitors.
#include "reports/views/cost_tables.hpp"

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <optional>

#include "reports/statistics.hpp"
#include "reports/views/bench_plots.hpp"
#include "reports/views/cost_numbers.hpp"
#include "reports/views/curve_plots.hpp"

namespace reports {
namespace {

cell percentage(std::optional<double> part) {
  return part ? make_number(100 * *part, 0) : unknown_cell{};
}

cell problem(const bench_cost& cost, const wording& say) {
  if (cost.problem) return text_cell{*cost.problem};
  if (!cost.answer_checked) return text_cell{say("the answer was not checked")};
  if (was_always_disturbed(cost)) return text_cell{say("the machine was disturbed each time")};
  return unknown_cell{};
}

cell end_of_interval(const std::vector<double>& values, double interval::*which) {
  const auto sure = median_interval(values);
  return amount_cell(sure ? std::optional(*sure.*which) : std::nullopt, "ratio");
}

/// A cost, and where it stands.
struct cost_row {
  const bench_cost* cost;
  standing stands;
};

struct field {
  column head;
  std::function<cell(const cost_row&)> value;
};
using fields = std::vector<field>;

fields name_fields(const wording& say) {
  return {{{say("work"), "", false}, [](const cost_row& row) { return make_text(row.cost->work); }},
          {{say("workers"), "", true},
           [](const cost_row& row) { return make_count(row.cost->workers); }},
          {{say("competitor"), "", false},
           [](const cost_row& row) { return make_text(row.cost->competitor); }}};
}

/// The median of costs that are all times.
field time_field(std::string title) {
  return {{std::move(title), "µs", true},
          [](const cost_row& row) { return amount_cell(median(row.cost->values), "s"); }};
}

/// The same of a percentile, which is another cost of the record.
field percentile_field(std::string title, std::string suffix,
                       const std::vector<bench_cost>& costs) {
  return {{std::move(title), "µs", true},
          [suffix = std::move(suffix), &costs](const cost_row& row) {
            const auto* found = find_beside(*row.cost, row.cost->work + suffix, costs);
            return found == nullptr ? unknown_cell{} : amount_cell(median(found->values), "s");
          }};
}

/// Quotients have none.
constexpr auto no_unit = "ratio";

/// The median of costs in that unit; others have no value there.
field amount_field(const std::string& unit, const wording& say) {
  const bool is_quotient = unit == no_unit;
  return {{is_quotient ? say("ratio") : say("median cost"),
           is_quotient ? "" : shown_unit(unit, say), true},
          [unit](const cost_row& row) {
            return row.cost->unit == unit ? amount_cell(median(row.cost->values), unit)
                                          : unknown_cell{};
          }};
}

/// One for each of the units, so that the header tells them: of these, and then of the other costs.
fields amount_fields(std::vector<std::string> units, const std::vector<bench_cost>& costs,
                     const wording& say) {
  for (const auto& each : costs)
    if (std::ranges::find(units, each.unit) == units.end()) units.push_back(each.unit);
  fields made;
  for (const auto& each : units) made.push_back(amount_field(each, say));
  return made;
}

/// The rounds' quotients: with the reference, or an adapter's own.
const std::vector<double>& quotients_of(const bench_cost& cost) {
  return cost.unit == no_unit ? cost.values : cost.ratios;
}

fields interval_fields(const wording& say) {
  const auto end = [](double interval::*which) {
    return [which](const cost_row& row) { return end_of_interval(quotients_of(*row.cost), which); };
  };
  return {{{say("interval from"), "", true}, end(&interval::low)},
          {{say("to"), "", true}, end(&interval::high)}};
}

fields joined(std::initializer_list<fields> parts) {
  fields all;
  for (const auto& each : parts) all.insert(all.end(), each.begin(), each.end());
  return all;
}

fields comparison_fields(const wording& say) {
  const field spread_field{{say("spread"), "%", true}, [](const cost_row& row) {
                             return percentage(spread(row.cost->values));
                           }};
  const field ratio_field{{say("reference / this"), "", true}, [](const cost_row& row) {
                            return amount_cell(median(row.cost->ratios), "ratio");
                          }};
  const field standing_field{{say("standing"), "", false},
                             [say](const cost_row& row) { return standing_cell(row.stands, say); }};
  return joined({{spread_field, ratio_field}, interval_fields(say), {standing_field}});
}

field rounds_field(const wording& say) {
  return {{say("rounds"), "", true}, [](const cost_row& row) {
            return make_number(static_cast<double>(finite(row.cost->values).size()), 0);
          }};
}

fields end_fields(const wording& say) {
  return {rounds_field(say), {{say("problem"), "", false}, [say](const cost_row& row) {
                                return problem(*row.cost, say);
                              }}};
}

/// What tells tables of different questions apart.
struct cost_table {
  question asked;
  std::string title;
  std::string caption;
  fields shown;
};

std::vector<cost_table> kinds_of_tables(const std::vector<bench_cost>& costs, const wording& say) {
  const auto with = [&](fields own) {
    return joined({name_fields(say), std::move(own), comparison_fields(say), end_fields(say)});
  };
  auto of_pools = costs;
  std::erase_if(of_pools,
                [](const bench_cost& each) { return question_of(each) != question::pool; });
  return {
      {question::task, say("What a task costs"),
       say("The time of a task, with all that submitting it and waiting for it takes; less is "
           "better."),
       with({time_field(say("median cost"))})},
      {question::trip, say("How long a trip takes"),
       say("From the submission of one task to its result, on a pool that is warm, idle "
           "(paused) or busy: the time of the median trip, and those that 90 and 99 of 100 "
           "trips do not exceed."),
       with({time_field(say("median")), percentile_field(say("90th percentile"), "_p90", costs),
             percentile_field(say("99th percentile"), "_p99", costs)})},
      {question::grain, say("How small a task may be"),
       say("The METG: how long a task keeps its worker where half of that time is work and "
           "half is overhead; less is better. It is unknown where two grains do not enclose it."),
       with({time_field(say("METG"))})},
      {question::pool, say("Memory and idle pools"),
       say("Bytes of an outstanding future, and the processor time of a pool that has nothing "
           "to do, in two seconds; less is better."),
       with(amount_fields({}, of_pools, say))},
      {question::adapter, say("What adapters cost"),
       say("The cost with our futures on a library / the cost straight on it, in the same "
           "rounds: 1 is as much."),
       joined({name_fields(say),
               {amount_field(no_unit, say)},
               interval_fields(say),
               {rounds_field(say)}})}};
}

/// Whether it is shown in a column beside that of its median.
bool is_beside_its_median(const bench_cost& cost, const std::vector<bench_cost>& costs) {
  const auto work = without_percentile(cost.work);
  return question_of(cost) == question::trip && work != cost.work &&
         find_beside(cost, work, costs) != nullptr;
}

std::vector<cost_row> rows_of(const std::vector<bench_cost>& costs) {
  const auto ranks = cost_standings(costs);
  std::vector<cost_row> rows;
  for (std::size_t at = 0; at < costs.size(); ++at) rows.push_back({&costs[at], ranks[at]});
  return rows;
}

void fill(table& made, const fields& shown, const std::vector<cost_row>& rows) {
  for (const auto& each : shown) made.columns.push_back(each.head);
  for (const auto& row : rows) {
    auto& cells = made.rows.emplace_back();
    for (const auto& each : shown) cells.push_back(each.value(row));
  }
}

std::vector<plot> plots_of(question asked, const std::vector<cost_row>& rows,
                           const std::vector<bench_cost>& all, const wording& say) {
  std::vector<bench_cost> costs;
  for (const auto& each : rows) costs.push_back(*each.cost);
  auto plots = asked == question::grain  ? make_grain_plots(all, say)
               : asked == question::trip ? make_trip_plots(all, say)
                                         : std::vector<plot>{};
  for (auto& each : make_cost_plots(costs, say)) plots.push_back(std::move(each));
  return plots;
}

}  // namespace

std::vector<table> make_cost_tables(const std::vector<bench_cost>& costs, const wording& say) {
  const auto all = rows_of(costs);
  std::vector<table> tables;
  for (const auto& kind : kinds_of_tables(costs, say)) {
    auto rows = all;
    std::erase_if(rows, [&](const cost_row& row) {
      return question_of(*row.cost) != kind.asked || is_beside_its_median(*row.cost, costs);
    });
    if (rows.empty()) continue;
    auto& made = tables.emplace_back();
    made.title = kind.title;
    made.caption = kind.caption;
    fill(made, kind.shown, rows);
    made.plots = plots_of(kind.asked, rows, costs, say);
  }
  return tables;
}

std::string explain_cost_tables(const wording& say) {
  return say(
      "The spread is the median absolute deviation from the median; the ratio is the median over "
      "the rounds of the reference's cost / this one, with its 95% interval from six rounds on. "
      "The best has the least median of a work on so many workers; as good is who cannot be told "
      "from it, for the interval of their ratio, round by round, holds 1.");
}

table make_flat_costs(const std::vector<bench_cost>& costs, const wording& say) {
  const field tasks{{say("tasks"), "", true},
                    [](const cost_row& row) { return make_count(row.cost->tasks); }};
  table made{.title = say("What a task costs"), .caption = "", .columns = {}, .rows = {}};
  fill(made,
       joined({name_fields(say),
               amount_fields({"s", "bytes", no_unit}, costs, say),
               comparison_fields(say),
               {tasks},
               end_fields(say)}),
       rows_of(costs));
  return made;
}

}  // namespace reports
