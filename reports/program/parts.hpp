// SPDX-License-Identifier: MIT
// The kinds of records that a report can be about, and what it says of each.
//
// To add a kind: a type in any_record, a reader and a part in parts.cpp. Nothing else knows them.
#pragma once

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "reports/record/bench_record.hpp"
#include "reports/record/conformance_record.hpp"
#include "reports/record/submission_record.hpp"
#include "reports/table.hpp"

namespace reports {

using any_record = std::variant<submission_record, bench_record, conformance_record>;

/// Throws: std::runtime_error that says what is wrong with the text, or that its kind is unknown.
any_record any_from_json(const std::string& text);

struct loaded_record {
  std::filesystem::path file;
  any_record content;
};

/// A document for each part of a report that has records, in the order of the report: benchmark,
/// overheads, conformance, grades. Only the grades are of many records.
/// Throws: std::runtime_error that names the file of a record that is one too many.
std::vector<document> make_parts(const std::vector<loaded_record>& records, language spoken);

}  // namespace reports
