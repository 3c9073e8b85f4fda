// SPDX-License-Identifier: MIT
// The costs and the targets, for people to read on a terminal.
#include "bench/overhead/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "bench/overhead/statistics.hpp"
#include "bench/overhead/work.hpp"
#include "bench/table.hpp"
#include "reports/record/medians.hpp"

namespace bench::overhead {
namespace {

using reports::bench_cost;
using reports::bench_target;

constexpr auto nothing = "-";

/// Digits for a ratio: "0.0004", "0.042", "0.42", "4.20", "42.0", "420".
std::string digits(double value) {
  if (!std::isfinite(value)) return nothing;
  const int decimals = value < 0.01 ? 4 : value < 0.1 ? 3 : value < 10 ? 2 : value < 100 ? 1 : 0;
  return fmt::format("{:.{}f}", value, decimals);
}

std::string amount(double value, const std::string& unit) {
  if (!std::isfinite(value)) return nothing;
  if (unit == "s") return format_duration(value);
  return unit == "bytes" ? fmt::format("{:.0f} B", value) : digits(value);
}

std::string percentage(std::optional<double> part) {
  return part ? fmt::format("{:.0f} %", 100 * *part) : nothing;
}

std::string line_of(const bench_cost& measured) {
  const auto cost = without_disturbed(measured);
  const auto shown = cost.problem ? cost.problem->substr(0, cost.problem->find(':'))
                                  : amount(quantile(cost.values, 0.5), cost.unit);
  return fmt::format("{:<16} {:>7}  {:<17} {:>9} {:>7} {:>8} {:>9}\n", cost.work, cost.workers,
                     cost.competitor, shown, percentage(reports::spread(cost.values)),
                     digits(quantile(cost.ratios, 0.5)),
                     cost.problem ? nothing : std::to_string(cost.tasks));
}

/// Each once, whatever the number of workers.
std::string problems(const std::vector<bench_cost>& costs) {
  std::vector<std::string> lines;
  for (const auto& each : costs) {
    if (!each.problem) continue;
    auto line = fmt::format("{} on {}: {}\n", each.work, each.competitor, *each.problem);
    if (std::ranges::find(lines, line) == lines.end()) lines.push_back(std::move(line));
  }
  return lines.empty() ? "" : fmt::format("\n{}", fmt::join(lines, ""));
}

std::string verdict(const bench_target& target) {
  const auto met = reports::is_met(target);
  return !met ? "not measured" : *met ? "met" : "missed";
}

std::string line_of(const bench_target& target) {
  const auto what =
      target.against.empty() ? target.work : fmt::format("{} / {}", target.work, target.against);
  const auto surely = std::isfinite(target.low)
                          ? fmt::format("{} .. {}", amount(target.low, target.unit),
                                        amount(target.high, target.unit))
                          : nothing;
  return fmt::format("{:<33} {:>7} {:>8}  {:<18} {:>8}  {}\n", what, target.workers,
                     amount(target.measured, target.unit), surely,
                     amount(target.bound, target.unit), verdict(target));
}

}  // namespace

std::string costs_table(const std::vector<bench_cost>& costs) {
  auto text = fmt::format(
      "What a task costs: median of the legs; ratio: the reference pool's cost to this one,\n"
      "median of the rounds\n\n{:<16} {:>7}  {:<17} {:>9} {:>7} {:>8} {:>9}\n",
      "work", "workers", "competitor", "cost", "spread", "ratio", "tasks");
  const std::string* last = nullptr;
  for (const auto& each : costs) {
    if (last != nullptr && *last != each.work) text += "\n";
    last = &each.work;
    text += line_of(each);
  }
  return text + problems(costs);
}

std::string targets_table(const std::vector<bench_target>& targets) {
  if (targets.empty()) return {};
  auto text = fmt::format("\n{:<33} {:>7} {:>8}  {:<18} {:>8}\n", "target", "workers", "measured",
                          "95% interval", "at most");
  for (const auto& each : targets) text += line_of(each);
  return text;
}

std::string suite_table() {
  std::string text;
  for (const auto& each : works()) text += fmt::format("{:<16} {}\n", each.name, each.summary);
  text += "\n";
  for (const auto& each : competitors())
    text += fmt::format("{:<16} {}\n", each.name, each.summary);
  return text;
}

}  // namespace bench::overhead
