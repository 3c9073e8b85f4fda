// SPDX-License-Identifier: MIT
// lab-bench: does what the command line asks for.
#include "bench/program.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include "bench/environment.hpp"
#include "bench/measure.hpp"
#include "bench/options.hpp"
#include "bench/progress_line.hpp"
#include "bench/table.hpp"
#include "reports/record/submission_record.hpp"

namespace bench {
namespace {

/// Finds out before we measure for minutes. Throws: std::runtime_error that names the folder.
void check_can_write(const std::filesystem::path& file) {
  const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
  if (access(folder.c_str(), W_OK | X_OK) != 0)
    throw std::runtime_error(
        fmt::format("cannot write {}: no writable folder {}", file.string(), folder.string()));
  if (std::filesystem::is_directory(file))
    throw std::runtime_error(fmt::format("cannot write {}: it is a folder", file.string()));
}

measurement measure_cells(const std::vector<cell>& cells, const effort& each, const streams& to) {
  progress_line line(to.err, to.terminal);
  return measure(cells, each, [&](auto... step) { line.step(step...); });
}

int run_measure(const options& asked, const std::string& command, const streams& to) {
  const auto cells = make_cells(asked.chosen);
  if (asked.out) check_can_write(*asked.out);
  const auto each = effort_for(asked.chosen.size, cells.size());
  // Described first: the load is then the one that we found, not the one that we made.
  const auto environment = describe_run(command, asked.chosen.size, each);
  const auto found = measure_cells(cells, each, to);
  to.out << results_table(found.results) << std::flush;
  if (asked.out) {
    const reports::bench_record record{environment, found.results};
    reports::write_file_atomically(*asked.out, to_json(record));
    to.err << "wrote " << asked.out->string() << "\n";
  }
  return found.all_right ? 0 : 1;
}

}  // namespace

int run_program(const std::vector<std::string>& arguments, const streams& to) {
  const auto asked = parse_options(arguments);
  switch (asked.wanted) {
    case options::action::measure:
      return run_measure(asked, fmt::format("lab-bench {}", fmt::join(arguments, " ")), to);
    case options::action::list_backends:
      to.out << backends_table(futures::backends());
      break;
    case options::action::list_workloads:
      to.out << workloads_table(workloads());
      break;
    case options::action::show_help:
      to.out << asked.help;
      break;
  }
  return 0;
}

}  // namespace bench
