// SPDX-License-Identifier: MIT
// Trims GCC's messages to the student's file.
//
// How it works. GCC writes blocks: context lines ("In file included from", "required from here"),
// then "FILE:LINE:COLUMN: error: MESSAGE", then excerpts that begin with " LINE |". Context lines
// come before the message they belong to. The last line of the student's file seen in the context
// is where a message in a header came from. Paths are cut to the file's own name.
#include "grader/build/diagnostics.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <sstream>
#include <string_view>

namespace grader {
namespace {

/// "FILE:LINE:COLUMN: REST", split.
struct located_line {
  bool students = false;  ///< FILE is the student's
  std::optional<int> line;
  std::string_view rest;
};

std::optional<int> leading_number(std::string_view& text) {
  int value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || value < 0) return {};
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

/// Takes ":NUMBER" off the front.
std::optional<int> take_number(std::string_view& text) {
  if (!text.starts_with(':')) return {};
  text.remove_prefix(1);
  return leading_number(text);
}

std::optional<located_line> parse(std::string_view text, std::string_view file) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos || text.starts_with(' ')) return {};
  auto name = text.substr(0, colon);
  if (const auto slash = name.rfind('/'); slash != std::string_view::npos)
    name.remove_prefix(slash + 1);
  located_line result{.students = name == file};
  text.remove_prefix(colon);
  result.line = take_number(text);
  if (result.line) take_number(text);
  if (!text.starts_with(": ")) return {};
  result.rest = text.substr(2);
  return result;
}

enum class kind { none, error, warning, note };

kind take_kind(std::string_view& rest) {
  constexpr std::pair<std::string_view, kind> labels[] = {{"error: ", kind::error},
                                                          {"fatal error: ", kind::error},
                                                          {"warning: ", kind::warning},
                                                          {"note: ", kind::note}};
  for (const auto& [label, meaning] : labels)
    if (rest.starts_with(label)) {
      rest.remove_prefix(label.size());
      return meaning;
    }
  return kind::none;
}

const char* to_text(kind what) { return what == kind::error ? "error" : "warning"; }

/// " 14 |   code" or "    |   ^~~".
bool is_excerpt(std::string_view text) {
  const auto bar = text.find(" | ");
  return text.starts_with(' ') && bar != std::string_view::npos &&
         text.substr(0, bar).find_first_not_of(" 0123456789+") == std::string_view::npos;
}

std::string source_line(const std::string& source, int number) {
  std::istringstream lines(source);
  std::string line;
  for (int current = 0; current < number && std::getline(lines, line); ++current) {
  }
  if (line.ends_with('\r')) line.pop_back();  // a file from Windows
  return line;
}

/// "undefined reference" and its like come from the linker, which knows no lines.
bool is_linker_message(std::string_view text) {
  return text.find("undefined reference") != std::string_view::npos ||
         text.find("multiple definition") != std::string_view::npos;
}

/// Without the program and the place that may be before it.
std::string_view linker_message(std::string_view text) {
  const auto colon = text.find(": ");
  return colon == std::string_view::npos ? text : text.substr(colon + 2);
}

class trimmer {
 public:
  trimmer(const std::string& compiled_as, const std::string& name, const std::string& source)
      : compiled_as_(compiled_as), name_(name), source_(source) {}

  void read(std::string_view text) {
    if (is_excerpt(text)) {
      if (keep_excerpt_) report_.text += std::string(text) + '\n';
      return;
    }
    keep_excerpt_ = false;
    const auto located = parse(text, compiled_as_);
    auto rest = located ? located->rest : std::string_view();
    const auto what = take_kind(rest);
    if (what == kind::error || what == kind::warning) {
      add_located(*located, what, rest);
    } else if (is_linker_message(text)) {
      add(kind::error, {}, linker_message(text));
    } else if (located && what == kind::none && located->students && located->line) {
      // Only "required from here" is the student's call; inner steps are the templates' own.
      led_here_ = located->line;
    }
  }

  compiler_report take() { return std::move(report_); }

 private:
  void add_located(const located_line& located, kind what, std::string_view message) {
    if (located.students) {
      add(what, located.line, message);
      keep_excerpt_ = true;
    } else if (what == kind::error) {
      add(what, led_here_, message);
      if (led_here_)
        report_.text += fmt::format("{:>5} | {}\n", *led_here_, source_line(source_, *led_here_));
    }
    led_here_.reset();
  }

  void add(kind what, std::optional<int> line, std::string_view message) {
    report_.diagnoses.push_back({.rule = fmt::format("compiler {}", to_text(what)),
                                 .file = name_,
                                 .line = line,
                                 .message = std::string(message)});
    const auto where = line ? fmt::format("{}:{}", name_, *line) : name_;
    report_.text += fmt::format("{}: {}: {}\n", where, to_text(what), message);
    if (what == kind::error)
      report_.errors.push_back(line ? fmt::format("line {}: {}", *line, message)
                                    : std::string(message));
  }

  std::string_view compiled_as_;
  const std::string& name_;
  const std::string& source_;
  compiler_report report_;
  std::optional<int> led_here_;
  bool keep_excerpt_ = false;
};

}  // namespace

compiler_report trim_to_student(const std::string& output, const std::string& compiled_as,
                                const std::string& name, const std::string& source) {
  trimmer result(compiled_as, name, source);
  std::istringstream lines(output);
  for (std::string line; std::getline(lines, line);) result.read(line);
  return result.take();
}

}  // namespace grader
