// SPDX-License-Identifier: MIT
// What a class did: grades, checks and makespans of many submissions.
#include "reports/views/grades_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "reports/statistics.hpp"
#include "reports/views/class_summary.hpp"
#include "reports/views/grade_plots.hpp"

namespace reports {
namespace {

using records = std::vector<submission_record>;

tone tone_of(verdict value) {
  if (value == verdict::ok) return tone::good;
  if (value == verdict::partial) return tone::mixed;
  return value == verdict::internal ? tone::plain : tone::bad;
}

/// Each once, in the order of their first appearance.
std::vector<std::string> exercises(const records& all) {
  std::vector<std::string> names;
  for (const auto& record : all) {
    if (std::find(names.begin(), names.end(), record.exercise) == names.end()) {
      names.push_back(record.exercise);
    }
  }
  return names;
}

/// The checks of all records, each once: with its title, as it first appears.
std::vector<check_result> different_checks(const records& all) {
  std::vector<check_result> checks;
  std::set<std::string> seen;
  for (const auto& record : all) {
    for (const auto& check : record.checks) {
      if (seen.insert(check.id).second) checks.push_back(check);
    }
  }
  return checks;
}

const check_result* find_check(const submission_record& record, const std::string& id) {
  const auto found = std::find_if(record.checks.begin(), record.checks.end(),
                                  [&](const auto& check) { return check.id == id; });
  return found == record.checks.end() ? nullptr : &*found;
}

int decimals_of_points(const records& all) {
  std::vector<double> points;
  for (const auto& record : all) {
    points.insert(points.end(), {record.points, record.max_points});
    for (const auto& check : record.checks) points.push_back(check.points);
  }
  return decimals_needed(points, most_decimals_of_points);
}

cell points_of(const submission_record& record, const std::string& check, int decimals) {
  const auto* found = find_check(record, check);
  if (found == nullptr || !is_judged(record)) return unknown_cell{};
  return make_number(found->points, decimals);
}

table make_grades(const records& all, const wording& say) {
  const auto checks = different_checks(all);
  const int decimals = decimals_of_points(all);
  table grades{.title = say("Grades"),
               .caption = say("Points of each submission, in all and by check."),
               .columns = {{say("submission"), "", false},
                           {say("exercise"), "", false},
                           {say("verdict"), "", false},
                           {say("points"), "", true},
                           {say("of"), "", true}},
               .rows = {}};
  for (const auto& check : checks) grades.columns.push_back({check.id, "", true});
  for (const auto& record : all) {
    auto& row = grades.rows.emplace_back();
    row = {make_text(record.submission), make_text(record.exercise),
           text_cell{say.name(to_string(record.verdict)), tone_of(record.verdict)},
           is_judged(record) ? make_number(record.points, decimals) : unknown_cell{},
           make_number(record.max_points, decimals)};
    for (const auto& check : checks) row.push_back(points_of(record, check.id, decimals));
  }
  return grades;
}

/// Leaves the column out that says the same in every row.
table without_exercise(table grades) {
  constexpr auto exercise = 1;
  grades.columns.erase(grades.columns.begin() + exercise);
  for (auto& row : grades.rows) row.erase(row.begin() + exercise);
  return grades;
}

table make_checks(const records& all, const wording& say) {
  constexpr std::array statuses{check_status::passed, check_status::failed, check_status::skipped,
                                check_status::inconclusive, check_status::refused};
  table checks{.title = say("Checks"),
               .caption = say("How many submissions ended each check how; inconclusive and refused "
                              "checks cost no points."),
               .columns = {{say("check"), "", false}, {say("title"), "", false}},
               .rows = {}};
  for (const auto status : statuses)
    checks.columns.push_back({say.name(to_string(status)), "", true});
  for (const auto& check : different_checks(all)) {
    auto& row = checks.rows.emplace_back();
    row = {make_text(check.id), make_text(check.title)};
    for (const auto status : statuses) {
      const auto ended_so = std::count_if(all.begin(), all.end(), [&](const auto& record) {
        const auto* found = find_check(record, check.id);
        return found != nullptr && found->status == status;
      });
      row.push_back(make_number(static_cast<double>(ended_so), 0));
    }
  }
  return checks;
}

/// The longest makespan on that many workers; unknown when a run did not end well, or none was
/// made.
cell makespan_of(const submission_record& record, int workers) {
  std::optional<std::int64_t> longest;
  for (const auto& run : record.virtual_time) {
    if (run.workers != workers) continue;
    if (!run.makespan) return unknown_cell{};
    longest = std::max(longest.value_or(0), *run.makespan);
  }
  return longest ? make_number(static_cast<double>(*longest), 0) : unknown_cell{};
}

/// The optimum on that many workers, when all records agree on it.
cell optimum_of(const std::vector<virtual_time_row>& runs, int workers) {
  std::set<std::int64_t> optima;
  for (const auto& run : runs) {
    if (run.workers == workers) optima.insert(run.optimum);
  }
  if (optima.size() != 1) return unknown_cell{};
  return make_number(static_cast<double>(*optima.begin()), 0);
}

std::string name_of(int workers, const wording& say) {
  if (workers == 0) return say("any number of workers");
  return say.counted(static_cast<std::size_t>(workers), "{} worker", "{} workers");
}

table make_virtual_time(const records& all, const wording& say) {
  table times{.title = say("Virtual time"),
              .caption = say("Makespan by number of workers, in the time that one operation takes; "
                             "(optimum) is the shortest possible."),
              .columns = {{say("submission"), "", false}},
              .rows = {{text_cell{say("(optimum)")}}}};
  std::vector<virtual_time_row> runs;
  for (const auto& record : all) {
    runs.insert(runs.end(), record.virtual_time.begin(), record.virtual_time.end());
  }
  const auto any_number_last = [](int one, int other) {
    return std::pair(one == 0, one) < std::pair(other == 0, other);
  };
  std::set<int, decltype(any_number_last)> workers;
  for (const auto& run : runs) workers.insert(run.workers);
  for (const int count : workers) {
    times.columns.push_back({name_of(count, say), say("operations"), true});
    times.rows.front().push_back(optimum_of(runs, count));
  }
  for (const auto& record : all) {
    auto& row = times.rows.emplace_back();
    row = {make_text(record.submission)};
    for (const int count : workers) row.push_back(makespan_of(record, count));
  }
  return times;
}

std::string place(const diagnosis& found) {
  if (!found.line) return found.file;
  return fmt::format("{}:{}", found.file, *found.line);
}

/// The mistakes that were recognised, and what each cost, one after the other.
std::string diagnoses_of(const submission_record& record) {
  std::string all;
  for (const auto& found : record.diagnoses) {
    const auto where = place(found);
    all += (all.empty() ? "" : " ") + where + (where.empty() ? "" : ": ") + found.message +
           (found.cost.empty() ? "" : " ") + found.cost;
  }
  return all;
}

table make_messages(const records& all, const wording& say) {
  table messages{
      .title = say("What happened"),
      .caption = say("Why each submission got its verdict, and the mistakes found in it."),
      .columns = {{say("submission"), "", false},
                  {say("message"), "", false},
                  {say("mistakes found"), "", false}},
      .rows = {}};
  for (const auto& record : all) {
    messages.rows.push_back(
        {make_text(record.submission), make_text(record.message), make_text(diagnoses_of(record))});
  }
  return messages;
}

std::string make_heading(const records& all, const wording& say) {
  return say("Grades: {}", fmt::join(exercises(all), ", "));
}

}  // namespace

document make_grades_view(const records& all, language spoken) {
  const wording say(spoken);
  auto flat = make_grades(all, say);
  auto grades = exercises(all).size() > 1 ? flat : without_exercise(flat);
  grades.plots = make_grade_plots(all, say);
  document made{.heading = make_heading(all, say),
                .notes = summarise_class(all, say),
                .tables = {std::move(grades), make_checks(all, say), make_virtual_time(all, say),
                           make_messages(all, say)},
                .flat = std::move(flat),
                .spoken = spoken};
  std::erase_if(made.tables,
                [](const table& each) { return each.columns.size() < 2 || each.rows.empty(); });
  return made;
}

}  // namespace reports
