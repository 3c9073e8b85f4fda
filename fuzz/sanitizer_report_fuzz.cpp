// SPDX-License-Identifier: MIT
// Reports of sanitizers, which a submission may forge: grader/judge/sanitizer_report.
#include "grader/judge/sanitizer_report.hpp"

#include <algorithm>
#include <set>

#include "fuzz/input.hpp"
#include "fuzz/plain_text.hpp"
#include "fuzz/require.hpp"
#include "grader/build/source_name.hpp"

using fuzz::require;

namespace {

const judge::students_file file{.name = grader::source_name, .lines = 40};

/// Without its numbers.
std::string words_of(std::string text) {
  std::erase_if(text, [](char c) { return c >= '0' && c <= '9'; });
  return text;
}

void look_at(const std::vector<reports::diagnosis>& found) {
  const std::set<std::string> rules{"dead_reference", "out_of_bounds", "freed_twice", "data_race"};
  require(found.size() <= 3, "there are at most three");
  require(std::ranges::is_sorted(found, {}, &reports::diagnosis::line), "they are in order");
  for (const auto& each : found) {
    require(rules.contains(each.rule), "a rule is one of a few");
    require(each.line && *each.line >= 1 && *each.line <= file.lines, "the file has the line");
    require(fuzz::is_plain(each.message), "a message has nothing that steers");
  }
}

/// Of what was printed only numbers are taken over: so the messages of all inputs have few
/// wordings.
void look_at_words(const std::vector<reports::diagnosis>& found) {
  static std::set<std::string> wordings;
  for (const auto& each : found) wordings.insert(words_of(each.message));
  constexpr std::size_t most = 30;  // nine kinds with no origin or one of two, and two of races
  require(wordings.size() <= most, "the words are ours");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto printed = fuzz::text_of(data, size);
  for (const auto which : {judge::sanitizer::address, judge::sanitizer::thread}) {
    const auto found = judge::read_sanitizer_report(which, printed, file);
    look_at(found);
    look_at_words(found);
  }
  return 0;
}
