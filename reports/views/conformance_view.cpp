// SPDX-License-Identifier: MIT
// Which backend has which behaviour.
#include "reports/views/conformance_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>

namespace reports {
namespace {

bool is_of_the_library(const conformance_row& row) { return row.results.contains(the_library); }

std::optional<conformance_result> result_of(const conformance_row& row,
                                            const std::string& backend) {
  const auto found = row.results.find(backend);
  if (found == row.results.end()) return std::nullopt;
  return found->second;
}

tone tone_of(conformance_result result) {
  switch (result) {
    case conformance_result::pass:
      return tone::good;
    case conformance_result::refused:
      return tone::mixed;
    case conformance_result::fail:
      break;
  }
  return tone::bad;
}

cell result_cell(const conformance_row& row, const std::string& backend, const wording& say) {
  const auto result = result_of(row, backend);
  if (!result) return unknown_cell{};
  return text_cell{say.name(to_string(*result)), tone_of(*result)};
}

/// A statement that names the row by itself.
cell statement(const conformance_row& row, const wording& say) {
  return text_cell{say("{}: {}", row.subject, row.behaviour)};
}

table make_matrix(const conformance_record& record, const wording& say) {
  table made{.title = say("Behaviours by backends"),
             .caption = say("Refused: the backend does not claim what the behaviour needs, and "
                            "tests have shown that it says so."),
             .columns = {{say("behaviour"), "", false}},
             .rows = {}};
  for (const auto& each : record.backends) made.columns.push_back({each, "", false});
  for (const auto& row : record.behaviours) {
    if (is_of_the_library(row)) continue;
    auto& cells = made.rows.emplace_back();
    cells = {statement(row, say)};
    for (const auto& each : record.backends) cells.push_back(result_cell(row, each, say));
  }
  return made;
}

table make_library(const conformance_record& record, const wording& say) {
  table made{.title = say("Behaviours of the library itself"),
             .caption = say("In these no backend can differ."),
             .columns = {{say("behaviour"), "", false}, {say("result"), "", false}},
             .rows = {}};
  for (const auto& row : record.behaviours)
    if (is_of_the_library(row))
      made.rows.push_back({statement(row, say), result_cell(row, the_library, say)});
  return made;
}

table make_failures(const conformance_record& record, const wording& say) {
  table made{.title = say("Failures"),
             .caption = say("The tests that failed, and what they said."),
             .columns = {{say("test"), "", false},
                         {say("backend"), "", false},
                         {say("message"), "", false}},
             .rows = {}};
  for (const auto& each : record.failures)
    made.rows.push_back({make_text(each.test), make_text(each.backend), make_text(each.message)});
  return made;
}

/// A row for each result, with the columns of `lab conformance --to csv`.
table make_flat(const conformance_record& record, const wording& say) {
  table made{.title = say("Behaviours by backends"),
             .caption = "",
             .columns = {{say("subject"), "", false},
                         {say("behaviour"), "", false},
                         {say("backend"), "", false},
                         {say("result"), "", false}},
             .rows = {}};
  const std::vector<std::string> library{the_library};
  for (const auto& row : record.behaviours)
    for (const auto& backend : is_of_the_library(row) ? library : record.backends)
      made.rows.push_back({make_text(row.subject), make_text(row.behaviour), make_text(backend),
                           result_cell(row, backend, say)});
  return made;
}

bool has_all(const std::string& backend, const conformance_record& record) {
  const auto failed = [&](const conformance_failure& each) { return each.backend == backend; };
  return std::ranges::none_of(record.failures, failed) &&
         std::ranges::all_of(record.behaviours, [&](const conformance_row& row) {
           return is_of_the_library(row) || result_of(row, backend) == conformance_result::pass;
         });
}

/// How many there are, by what became of them.
class tally {
 public:
  void add(std::optional<conformance_result> result) {
    if (result) ++count_[*result];
  }
  std::size_t of(conformance_result result) const {
    const auto found = count_.find(result);
    return found == count_.end() ? 0 : found->second;
  }

 private:
  std::map<conformance_result, std::size_t> count_;
};

std::string about_backends(const conformance_record& record, const wording& say) {
  std::size_t behaviours = 0;
  tally results;
  for (const auto& row : record.behaviours) {
    if (is_of_the_library(row)) continue;
    ++behaviours;
    for (const auto& each : record.backends) results.add(result_of(row, each));
  }
  if (behaviours == 0) return "";
  return say("{} on {}: {} pass, {} refused, {} FAIL.",
             say.counted(behaviours, "{} behaviour", "{} behaviours"),
             say.counted(record.backends.size(), "{} backend", "{} backends"),
             results.of(conformance_result::pass), results.of(conformance_result::refused),
             results.of(conformance_result::fail));
}

std::string about_those_with_all(const conformance_record& record, const wording& say) {
  std::vector<std::string> names;
  std::ranges::copy_if(record.backends, std::back_inserter(names),
                       [&](const std::string& each) { return has_all(each, record); });
  const auto all = say.counted(record.backends.size(), "{} backend", "{} backends");
  if (names.empty()) return say("None of {} has all behaviours.", all);
  return say("All behaviours are there in {} of {}: {}.", names.size(), all,
             fmt::join(names, ", "));
}

std::string about_library(const conformance_record& record, const wording& say) {
  std::size_t behaviours = 0;
  tally results;
  for (const auto& row : record.behaviours) {
    if (!is_of_the_library(row)) continue;
    ++behaviours;
    results.add(result_of(row, the_library));
  }
  if (behaviours == 0) return "";
  return say("{} of the library itself: {} pass, {} FAIL.",
             say.counted(behaviours, "{} behaviour", "{} behaviours"),
             results.of(conformance_result::pass), results.of(conformance_result::fail));
}

std::vector<std::string> make_notes(const conformance_record& record, const wording& say) {
  std::vector<std::string> notes{about_backends(record, say)};
  if (!notes.front().empty()) notes.push_back(about_those_with_all(record, say));
  notes.push_back(about_library(record, say));
  std::erase(notes, "");
  return notes;
}

}  // namespace

document make_conformance_view(const conformance_record& record, language spoken) {
  const wording say(spoken);
  document made{
      .heading = say("Conformance of the backends"),
      .notes = make_notes(record, say),
      .tables = {make_matrix(record, say), make_library(record, say), make_failures(record, say)},
      .flat = make_flat(record, say),
      .spoken = spoken};
  std::erase_if(made.tables, [](const table& each) { return each.rows.empty(); });
  return made;
}

}  // namespace reports
