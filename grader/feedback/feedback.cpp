// SPDX-License-Identifier: MIT
// What a student reads about a submission.
#include "grader/feedback/feedback.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "grader/feedback/inert.hpp"

namespace grader {
namespace {

using reports::check_status;

/// Marks that can be told apart without colour.
const char* mark_of(check_status status) {
  switch (status) {
    case check_status::passed:
      return "[ok]";
    case check_status::failed:
      return "[no]";
    case check_status::skipped:
      return "[--]";
    case check_status::inconclusive:
    case check_status::refused:
      return "[??]";
  }
  return "";
}

const char* meaning_of(reports::verdict what) {
  using reports::verdict;
  switch (what) {
    case verdict::ok:
      return "Everything is right.";
    case verdict::partial:
      return "The value is right; something in the way to it is not.";
    case verdict::wrong_value:
      return "The value is wrong.";
    case verdict::compile_error:
      return "It does not compile.";
    case verdict::exception:
      return "It threw an exception that nobody asked for.";
    case verdict::crash:
      return "It crashed.";
    case verdict::deadlock:
      return "It deadlocked.";
    case verdict::timeout:
      return "It did not end in time.";
    case verdict::memory:
      return "It used too much memory.";
    case verdict::output:
      return "It printed too much.";
    case verdict::forbidden:
      return "It did something that is not allowed.";
    case verdict::internal:
      return "The grader failed; this is not your fault and costs nothing.";
  }
  return "";
}

class writer {
 public:
  writer(const reports::submission_record& record, medium to) : record_(record), to_(to) {}

  std::string write(const std::string& compiler_text) {
    heading();
    next_step();
    checks();
    virtual_time();
    speedup();
    diagnoses();
    compiler(compiler_text);
    return std::move(text_);
  }

 private:
  bool markdown() const { return to_ == medium::markdown; }
  std::string inert(const std::string& text) const {
    return markdown() ? inert_markdown(text) : inert_line(text);
  }
  void line(const std::string& text) { text_ += text + '\n'; }
  void section(const char* title) {
    line("");
    line(markdown() ? fmt::format("## {}", title) : fmt::format("{}:", title));
    if (markdown()) line("");
  }

  void heading() {
    line(fmt::format("{}{}: {} of {} points ({})", markdown() ? "# " : "",
                     inert(record_.submission), points_text(record_.points),
                     points_text(record_.max_points), to_string(record_.verdict)));
    if (markdown()) line("");
    line(record_.message.empty() ? meaning_of(record_.verdict) : inert(record_.message));
  }

  void next_step() {
    const auto first = std::ranges::find_if(record_.checks, [](const auto& check) {
      return check.status == check_status::failed && !check.hint.empty();
    });
    if (first == record_.checks.end()) return;
    section("What to do next");
    line(inert(first->hint));
  }

  void checks() {
    if (std::ranges::all_of(record_.checks, [](const auto& check) {
          return check.status == check_status::skipped;
        }))
      return;  // nothing was tried: the verdict has said why
    section("Checks");
    if (markdown()) line("| | check | points | what happened |\n|---|---|---:|---|");
    for (const auto& check : record_.checks) check_line(check);
  }

  void check_line(const reports::check_result& check) {
    const auto points =
        fmt::format("{} of {}", points_text(check.points), points_text(check.max_points));
    if (markdown()) {
      line(fmt::format("| {} {} | {} | {} | {} |", mark_of(check.status), to_string(check.status),
                       inert(check.title), points, inert(check.message)));
      return;
    }
    line(fmt::format("  {} {:<40} {:>8}", mark_of(check.status), inert(check.title), points));
    if (!check.message.empty()) line("       " + inert(check.message));
  }

  void virtual_time() {
    if (record_.virtual_time.empty()) return;
    section("Steps, when each operation takes one step");
    if (markdown())
      line("| workers | your steps | fewest possible | one at a time |\n|---:|---:|---:|---:|");
    else
      line("  workers   your steps   fewest possible   one at a time");
    for (const auto& row : record_.virtual_time) {
      const auto steps = row.makespan ? std::to_string(*row.makespan) : "–";
      line(markdown()
               ? fmt::format("| {} | {} | {} | {} |", row.workers, steps, row.optimum, row.serial)
               : fmt::format("  {:>7} {:>12} {:>17} {:>15}", row.workers, steps, row.optimum,
                             row.serial));
    }
  }

  void speedup() {
    if (!record_.speedup || record_.speedup->pairs == 0) return;
    const auto& measured = *record_.speedup;
    section("Speedup on this machine");
    line(fmt::format(
        "{:.2f} times as fast as one operation after the other, on {} workers: the median of {} "
        "pairs of runs; {} more were disturbed and do not count.",
        measured.median, measured.workers, measured.pairs, measured.dropped_pairs));
    line(fmt::format(
        "The best schedule is {:.2f} times as fast on a perfect machine. This one runs so many "
        "threads {:.2f} times as fast as one: you reached {:.0f} % of what it allows.",
        measured.ideal, measured.ceiling, 100 * std::min(measured.share, 1.0)));
  }

  void diagnoses() {
    const auto is_compilers = [](const auto& found) { return found.rule.starts_with("compiler "); };
    if (std::ranges::all_of(record_.diagnoses, is_compilers)) return;
    section("Mistakes with a name");
    for (const auto& found : record_.diagnoses) {
      if (is_compilers(found)) continue;
      const auto where = found.line ? fmt::format(", line {}", *found.line) : std::string();
      line(fmt::format("- {}{}: {}", inert(found.rule), where, inert(found.message)));
    }
  }

  void compiler(const std::string& compiler_text) {
    if (compiler_text.empty()) return;
    section("The compiler says");
    // Indented by four, Markdown takes it as it stands: no fence that the text could close.
    std::string indented = "    ";
    for (const char c : inert_lines(compiler_text))
      indented += c == '\n' ? "\n    " : std::string(1, c);
    while (indented.ends_with(' ') || indented.ends_with('\n')) indented.pop_back();
    line(indented);
  }

  const reports::submission_record& record_;
  medium to_;
  std::string text_;
};

}  // namespace

std::string points_text(double points) { return fmt::format("{:.4g}", points); }

std::string feedback(const reports::submission_record& record, const std::string& compiler_text,
                     medium to) {
  return writer(record, to).write(compiler_text);
}

}  // namespace grader
