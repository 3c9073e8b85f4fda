// SPDX-License-Identifier: MIT
// lab-bench: does what the command line asks for.
#include "bench/program.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include "bench/environment.hpp"
#include "bench/measure.hpp"
#include "bench/options.hpp"
#include "bench/overhead/program.hpp"
#include "bench/overhead/table.hpp"
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

using overhead::suite_record;

suite_record run_backends(const selection& chosen, const std::string& command, const streams& to) {
  const auto cells = make_cells(chosen);
  const auto each = effort_for(chosen.size, cells.size());
  // Described first: the load is then the one that we found, not the one that we made.
  auto environment = describe_run(command, chosen.size, each);
  auto found = measure_cells(cells, each, to);
  to.out << results_table(found.results) << std::flush;
  return {{std::move(environment), std::move(found.results)}, found.all_right};
}

int run_measure(const options& asked, const std::string& command, const streams& to) {
  if (asked.out) check_can_write(*asked.out);
  const auto run =
      asked.measured == options::suite::overhead ? overhead::run_overheads : run_backends;
  const auto [record, all_right] = run(asked.chosen, command, to);
  if (asked.out) {
    reports::write_file_atomically(*asked.out, to_json(record));
    to.err << "wrote " << asked.out->string() << "\n";
  }
  return all_right ? 0 : 1;
}

std::string list(options::suite measured) {
  return measured == options::suite::overhead ? overhead::suite_table()
                                              : workloads_table(workloads());
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
      to.out << list(asked.measured);
      break;
    case options::action::show_help:
      to.out << asked.help;
      break;
  }
  return 0;
}

}  // namespace bench
