// SPDX-License-Identifier: MIT
// The kinds of records that a report can be about, and what it says of each.
#include "reports/program/parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>

#include "reports/record/record_kind.hpp"
#include "reports/views/bench_view.hpp"
#include "reports/views/conformance_view.hpp"
#include "reports/views/grades_view.hpp"

namespace reports {
namespace {

template <auto From>
any_record read(const std::string& text) {
  return From(text);
}

struct reader {
  std::string_view kind;
  any_record (*read)(const std::string& text);
};

constexpr std::array readers{reader{"submission", read<submission_from_json>},
                             reader{"bench", read<bench_from_json>},
                             reader{"conformance", read<conformance_from_json>}};

using records_of_a_part = std::vector<const any_record*>;

/// What a report says of the records that are this part's.
struct part {
  std::string_view record;  ///< what one is called in a complaint
  bool takes_many;
  bool (*takes)(const any_record&);
  document (*show)(const records_of_a_part&, language);
};

template <class Record>
bool is(const any_record& record) {
  return std::holds_alternative<Record>(record);
}

bool has_costs(const any_record& record) {
  return is<bench_record>(record) && !std::get<bench_record>(record).costs.empty();
}

bool has_results(const any_record& record) {
  return is<bench_record>(record) && !has_costs(record);
}

document show_bench(const records_of_a_part& one, language spoken) {
  return make_bench_view(std::get<bench_record>(*one.front()), spoken);
}

document show_conformance(const records_of_a_part& one, language spoken) {
  return make_conformance_view(std::get<conformance_record>(*one.front()), spoken);
}

document show_grades(const records_of_a_part& all, language spoken) {
  std::vector<submission_record> submissions;
  for (const auto* each : all) submissions.push_back(std::get<submission_record>(*each));
  std::ranges::stable_sort(submissions, {}, &submission_record::submission);
  return make_grades_view(submissions, spoken);
}

/// In the order of the report.
constexpr std::array parts{
    part{"benchmark of the backends", false, has_results, show_bench},
    part{"benchmark of overheads", false, has_costs, show_bench},
    part{"conformance record", false, is<conformance_record>, show_conformance},
    part{"submission", true, is<submission_record>, show_grades}};

records_of_a_part records_of(const part& of, const std::vector<loaded_record>& records) {
  records_of_a_part found;
  for (const auto& each : records) {
    if (!of.takes(each.content)) continue;
    if (!found.empty() && !of.takes_many)
      throw std::runtime_error(
          fmt::format("{}: a second {}; report one at a time", each.file.string(), of.record));
    found.push_back(&each.content);
  }
  return found;
}

}  // namespace

any_record any_from_json(const std::string& text) {
  const auto kind = record_kind(text);
  const auto* found = std::ranges::find(readers, kind, &reader::kind);
  if (found == readers.end())
    throw std::runtime_error(
        fmt::format("a record of kind \"{}\", which this program does not know", kind));
  return found->read(text);
}

std::vector<document> make_parts(const std::vector<loaded_record>& records, language spoken) {
  std::vector<document> made;
  for (const auto& each : parts)
    if (const auto own = records_of(each, records); !own.empty())
      made.push_back(each.show(own, spoken));
  return made;
}

}  // namespace reports
