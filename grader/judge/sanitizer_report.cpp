// SPDX-License-Identifier: MIT
// Reads the reports of AddressSanitizer and ThreadSanitizer.
//
// How it works. A report opens with a line that names the kind of the mistake. Then come stacks,
// each under a heading of its own, their frames indented and numbered, an empty line behind. The
// line of a stack is that of its first frame in the student's file: the frames above it are in
// headers. For what AddressSanitizer finds, the first stack is the access; a later one tells who
// freed the memory or, in brackets, where the variable is declared. ThreadSanitizer shows the two
// accesses one after the other. A crash by a bad pointer or a full stack is no business of this:
// the trace of the run names it. A report without a line of the student's is left out: it is of no
// use, or no mistake.
#include "grader/judge/sanitizer_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <sstream>
#include <string_view>
#include <tuple>

#include "grader/judge/explain/advice.hpp"

namespace judge {
namespace {

using line_number = std::optional<int>;

constexpr std::size_t most_diagnoses = 3;

/// What we say of a kind of mistake; the sanitizer's name of it is a prefix of what it prints.
struct wording {
  std::string_view kind;
  const char* rule;
  const char* happened;  ///< behind "This line "
};

constexpr wording address_mistakes[] = {
    {"stack-use-after-return", "dead_reference",
     "uses a local variable{} of a function that has returned"},
    {"stack-use-after-scope", "dead_reference",
     "uses a local variable{} after the end of its block"},
    {"heap-use-after-free", "dead_reference", "uses an object that is gone{}"},
    {"heap-buffer-overflow", "out_of_bounds", "reads or writes outside an array or container"},
    {"stack-buffer-overflow", "out_of_bounds", "reads or writes outside a local variable{}"},
    {"stack-buffer-underflow", "out_of_bounds", "reads or writes outside a local variable{}"},
    {"dynamic-stack-buffer-overflow", "out_of_bounds", "reads or writes outside a local array"},
    {"global-buffer-overflow", "out_of_bounds", "reads or writes outside a global variable"},
    {"attempting double-free", "freed_twice", "frees memory that was already freed{}"},
};

constexpr std::string_view race_kinds[] = {"data race", "heap-use-after-free"};

class reader {
 public:
  reader(const std::string& printed, const students_file& file) : text_(printed), file_(file) {}

  bool next() { return static_cast<bool>(std::getline(text_, line_)); }
  std::string_view line() const { return line_; }

  /// Whether it is a numbered frame: "    #3 0x55 in f() FILE:14" or "    #3 f() FILE:14 (MODULE)".
  bool is_frame() const { return line_.starts_with("    #"); }

  /// The line of the frame, when it is in the student's file.
  line_number students_line() const {
    const auto found = line_.rfind("/" + file_.name + ":");
    return found == std::string::npos ? line_number() : number_at(found + file_.name.size() + 2);
  }

  /// Reads a stack to its end. Returns: the line of its first frame in the student's file.
  line_number read_stack() {
    line_number result;
    while (next() && !line_.empty())
      if (!result && is_frame()) result = students_line();
    return result;
  }

  /// "[32, 40) 'sum' (line 6) <== Memory access": where the variable is declared.
  line_number declared_here() const {
    constexpr std::string_view label = " (line ";
    const auto found = line_.rfind(label);
    if (!line_.starts_with("    [") || line_.find("<== Memory access") == std::string::npos ||
        found == std::string::npos)
      return {};
    return number_at(found + label.size());
  }

 private:
  /// A number of a line that the file has.
  line_number number_at(std::size_t at) const {
    int value = 0;
    const auto [end, problem] =
        std::from_chars(line_.data() + at, line_.data() + line_.size(), value);
    if (problem != std::errc() || value < 1 || value > file_.lines) return {};
    return value;
  }

  std::istringstream text_;
  const students_file& file_;
  std::string line_;
};

/// What stands behind `label` in the line; empty when the label does not.
std::string_view behind(std::string_view label, std::string_view line) {
  const auto found = line.find(label);
  return found == std::string_view::npos ? std::string_view() : line.substr(found + label.size());
}

const wording* words_for(std::string_view kind) {
  const auto found = std::ranges::find_if(
      address_mistakes, [&](const wording& each) { return kind.starts_with(each.kind); });
  return found == std::end(address_mistakes) ? nullptr : found;
}

/// Where the variable was declared, or the memory freed, as the rest of the report tells.
std::string origin(reader& text) {
  while (text.next()) {
    if (text.line().starts_with("freed by thread"))
      if (const auto line = text.read_stack()) return fmt::format(" since line {}", *line);
    if (const auto line = text.declared_here()) return fmt::format(" (of line {})", *line);
    if (text.line().starts_with("SUMMARY: ")) break;
  }
  return {};
}

/// AddressSanitizer ends the process: only its first report counts.
std::vector<reports::diagnosis> read_address_report(reader& text) {
  const wording* known = nullptr;
  while (known == nullptr && text.next())
    known = words_for(behind("==ERROR: AddressSanitizer: ", text.line()));
  if (known == nullptr) return {};
  const auto line = text.read_stack();
  if (!line) return {};
  const auto happened = fmt::format(fmt::runtime(known->happened), origin(text));
  return {diagnosis_of({.rule = known->rule,
                        .line = line,
                        .message = fmt::format("This line {}.", happened),
                        .cost = cost_without_loss(known->rule)})};
}

reports::diagnosis race_between(int one, int other) {
  const auto [first, second] = std::minmax(one, other);
  const auto where = first == second ? std::string("This line is run")
                                     : fmt::format("This line and line {} are run", second);
  return diagnosis_of({.rule = "data_race",
                       .line = first,
                       .message = where +
                                  " by two threads at once, on the same variable, and one of them "
                                  "writes: what it then holds is luck.",
                       .cost = cost_without_loss("data_race")});
}

std::vector<reports::diagnosis> read_thread_reports(reader& text) {
  std::vector<reports::diagnosis> result;
  while (text.next()) {
    const auto kind = behind("WARNING: ThreadSanitizer: ", text.line());
    if (std::ranges::none_of(race_kinds, [&](auto each) { return kind.starts_with(each); }))
      continue;
    const auto access = text.read_stack(), earlier = text.read_stack();
    if (access && earlier) result.push_back(race_between(*access, *earlier));
  }
  return result;
}

}  // namespace

std::vector<reports::diagnosis> read_sanitizer_report(sanitizer which, const std::string& printed,
                                                      const students_file& file) {
  reader text(printed, file);
  auto result = which == sanitizer::address ? read_address_report(text) : read_thread_reports(text);
  const auto key = [](const auto& each) { return std::tie(each.line, each.message); };
  std::ranges::sort(result, {}, key);
  const auto same = [&](const auto& one, const auto& other) { return key(one) == key(other); };
  result.erase(std::unique(result.begin(), result.end(), same), result.end());
  if (result.size() > most_diagnoses) result.resize(most_diagnoses);
  return result;
}

}  // namespace judge
