// SPDX-License-Identifier: MIT
// lab-report without its command line.
#include "reports/program/run.hpp"

#include <stdexcept>

#include "reports/format.hpp"
#include "reports/program/load_records.hpp"
#include "reports/views/bench_view.hpp"
#include "reports/views/grades_view.hpp"

namespace reports {
namespace {

document make_view(const loaded_records& records) {
  if (const auto* bench = std::get_if<bench_record>(&records)) return make_bench_view(*bench);
  return make_grades_view(std::get<std::vector<submission_record>>(records));
}

void print(const std::string& text, std::ostream& out) {
  if (!(out << text << std::flush)) throw std::runtime_error("cannot write to standard output");
}

}  // namespace

void run(const options& asked, std::ostream& out) {
  if (asked.help) return print(*asked.help, out);
  const auto chosen = find_format(asked.format);
  const auto text = chosen.write(make_view(load_records(asked.paths)));
  if (asked.out) return write_file_atomically(*asked.out, text);
  print(text, out);
}

}  // namespace reports
