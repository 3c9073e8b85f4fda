// SPDX-License-Identifier: MIT
// lab-bench: does what the command line asks for.
#include "bench/program.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <set>

#include "bench/ceiling.hpp"
#include "bench/environment.hpp"
#include "bench/groups.hpp"
#include "bench/measure.hpp"
#include "bench/options.hpp"
#include "bench/overhead/leg_apart.hpp"
#include "bench/overhead/program.hpp"
#include "bench/overhead/table.hpp"
#include "bench/progress_line.hpp"
#include "bench/table.hpp"
#include "bench/unfinished.hpp"
#include "bench/work_and_span.hpp"
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

std::atomic<bool> stop_asked{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler sets it");

/// The first Ctrl-C ends in good order, the second at once.
void stop_on_signal() {
  struct sigaction action {};
  action.sa_handler = [](int) { stop_asked = true; };
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

using overhead::suite_record;

/// Throws: std::invalid_argument for an unknown backend.
auto slowing(const slowed_backend& slowed) {
  futures::find_backend(slowed.name);
  return [slowed](leg what, std::chrono::milliseconds limit) {
    if (what.backend == slowed.name) what.slowdown = slowed.percent / 100;
    return run_leg_apart(what, limit);
  };
}

/// One more value for each number of workers above one that has none of that round.
void measure_ceilings(std::vector<reports::bench_ceiling>& known, const std::vector<cell>& cells,
                      int round) {
  constexpr std::chrono::seconds limit(60);
  std::set<int> workers;
  for (const auto& each : cells)
    if (each.workers.value_or(1) > 1) workers.insert(static_cast<int>(*each.workers));
  for (const auto count : workers) {
    auto found = std::ranges::find(known, count, &reports::bench_ceiling::workers);
    if (found == known.end()) found = known.insert(known.end(), {.workers = count, .speedups = {}});
    if (found->speedups.size() <= static_cast<std::size_t>(round))
      found->speedups.push_back(measure_ceiling_apart(static_cast<std::size_t>(count), limit));
  }
}

suite_record run_backends(const options& asked, const std::string& command, const streams& to) {
  const auto cells = make_cells(asked.chosen);
  const auto begun = std::chrono::steady_clock::now();
  const bool only_answers = asked.chosen.size == scale::tiny;
  const auto each =
      effort_for(asked.chosen.size, legs_in_a_round(cells, /* control */ !only_answers));
  // Described first: the load is then the one that we found, not the one that we made.
  reports::bench_record record{describe_run(command, asked.chosen.size, each), {}};
  record.environment["injected_slowdown"] =
      asked.slowed ? fmt::format("{} by {} %", asked.slowed->name, asked.slowed->percent) : "none";
  if (asked.resume && std::filesystem::exists(*asked.out))
    record = read_unfinished(*asked.out, record.environment);
  progress_line line(to.err, to.terminal);
  if (!only_answers)
    record.workloads = describe_workloads(
        cells, std::move(record.workloads), span_program(),
        [&](auto... step) { line.step(step...); }, stop_asked);
  const auto earlier_legs = record.other_legs;
  surroundings with{.begin_round =
                        [&](int round) {
                          if (!only_answers) measure_ceilings(record.ceilings, cells, round);
                        },
                    .tell = [&](auto... step) { line.step(step...); },
                    .save =
                        [&](const auto& results, const auto& legs) {
                          record.results = results;
                          record.other_legs = joined(earlier_legs, legs);
                          if (asked.out)
                            reports::write_file_atomically(*asked.out, to_json(record));
                        },
                    .elapsed_seconds =
                        [begun] {
                          const auto passed = std::chrono::steady_clock::now() - begun;
                          return std::chrono::duration<double>(passed).count();
                        },
                    .stop = &stop_asked};
  if (asked.slowed) with.run_leg = slowing(*asked.slowed);
  const auto found = measure(cells, each, with, record.results);
  if (found.interrupted) throw std::runtime_error(say_interrupted(asked.out));
  if (found.out_of_time)
    to.err << "The time was over before the last rounds: some cells have fewer repetitions.\n";
  to.out << results_table(found.results) << std::flush;
  return {std::move(record), found.all_right};
}

suite_record run_suite(const options& asked, const std::string& command, const streams& to) {
  return asked.measured == options::suite::overhead
             ? overhead::run_overheads(asked, command, to, stop_asked)
             : run_backends(asked, command, to);
}

int run_measure(const options& asked, const std::string& command, const streams& to) {
  if (asked.out) check_can_write(*asked.out);
  stop_on_signal();
  const auto begun = std::chrono::steady_clock::now();
  auto [record, all_right] = run_suite(asked, command, to);
  const auto passed = std::chrono::steady_clock::now() - begun;
  record.environment["elapsed_seconds"] =  // since the last --resume
      fmt::format("{:.0f}", std::chrono::duration<double>(passed).count());
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

/// What a process prints that measures a part of a run.
std::string measure_a_part(const std::string& kind, const std::vector<std::string>& words) {
  if (kind == "leg") return to_json_line(run_leg(leg_from_arguments(words)));
  if (kind == "overhead_leg") return overhead::run_leg_of(words);
  return print_ceiling(words);
}

}  // namespace

bool measures_a_part(const std::vector<std::string>& arguments) {
  constexpr std::array<std::string_view, 3> kinds{"leg", "overhead_leg", "ceiling"};
  return !arguments.empty() && std::ranges::find(kinds, arguments.front()) != kinds.end();
}

int run_program(const std::vector<std::string>& arguments, const streams& to) {
  if (measures_a_part(arguments)) {
    to.out << measure_a_part(arguments.front(), {arguments.begin() + 1, arguments.end()})
           << std::flush;
    return 0;
  }
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
