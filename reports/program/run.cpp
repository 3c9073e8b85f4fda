// SPDX-License-Identifier: MIT
// lab-report without its command line.
#include "reports/program/run.hpp"

#include <stdexcept>

#include "reports/format.hpp"
#include "reports/program/load_records.hpp"
#include "reports/views/bench_view.hpp"
#include "reports/views/compare_view.hpp"
#include "reports/views/grades_view.hpp"

namespace reports {
namespace {

document make_view(const loaded_records& records) {
  if (const auto* bench = std::get_if<bench_record>(&records)) return make_bench_view(*bench);
  return make_grades_view(std::get<std::vector<submission_record>>(records));
}

bench_record load_benchmark(const std::filesystem::path& path) {
  auto records = load_records({path});
  if (auto* bench = std::get_if<bench_record>(&records)) return std::move(*bench);
  throw std::runtime_error(path.string() + ": no benchmark; --compare needs two of them");
}

/// The document, and whether it tells of a loss.
comparison make_document(const options& asked) {
  if (!asked.compare) return {make_view(load_records(asked.paths)), false};
  return compare(load_benchmark(asked.paths[0]), load_benchmark(asked.paths[1]), asked.threshold);
}

void print(const std::string& text, std::ostream& out) {
  if (!(out << text << std::flush)) throw std::runtime_error("cannot write to standard output");
}

}  // namespace

int run(const options& asked, std::ostream& out) {
  if (asked.help) {
    print(*asked.help, out);
    return 0;
  }
  const auto chosen = find_format(asked.format);
  const auto [made, has_loss] = make_document(asked);
  const auto text = chosen.write(made);
  if (asked.out)
    write_file_atomically(*asked.out, text);
  else
    print(text, out);
  return has_loss ? 1 : 0;
}

}  // namespace reports
