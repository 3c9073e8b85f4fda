// SPDX-License-Identifier: MIT
// `lab-bench run --suite overhead`.
#include "bench/overhead/program.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>
#include <random>
#include <stdexcept>

#include "bench/environment.hpp"
#include "bench/overhead/python_pool.hpp"
#include "bench/overhead/suite.hpp"
#include "bench/overhead/table.hpp"
#include "bench/overhead/targets.hpp"
#include "bench/progress_line.hpp"
#include "bench/unfinished.hpp"
#include "reports/record/submission_record.hpp"

namespace bench::overhead {
namespace {

std::string describe(const selection& chosen) {
  const auto names = [](const auto& list) {
    return list.empty() ? std::string("all") : fmt::format("{}", fmt::join(list, " "));
  };
  return fmt::format("works: {}; competitors: {}; workers: {}", names(chosen.workloads),
                     names(chosen.backends), names(chosen.workers));
}

reports::bench_record describe_suite(const selection& chosen, const std::string& command) {
  auto described = describe_run(command, chosen.size, {rounds_for(chosen.size), 0});
  described.erase("repetition_seconds");  // a leg's size is fixed, not its time
  described.insert({{"seed", std::to_string(std::random_device()())},
                    {"chosen", describe(chosen)},
                    {"python", python_version()},
                    {"boost", LAB_BOOST_VERSION}});
  return {std::move(described), {}};
}

/// Throws: std::runtime_error when the record has none.
std::uint64_t seed_of(const reports::bench_record& record) {
  const auto found = record.environment.find("seed");
  const auto text = found == record.environment.end() ? std::string() : found->second;
  std::uint64_t seed = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), seed);
  if (problem != std::errc() || end != text.data() + text.size())
    throw std::runtime_error(fmt::format("the record's seed is '{}', which is no number", text));
  return seed;
}

}  // namespace

suite_record run_overheads(const options& asked, const std::string& command, const streams& to,
                           const std::atomic<bool>& stop) {
  const auto chosen = make_suite(asked.chosen);
  auto record = describe_suite(asked.chosen, command);
  if (asked.resume && std::filesystem::exists(*asked.out))
    record = read_unfinished(*asked.out, record.environment);
  progress_line line(to.err, to.terminal);
  const auto earlier_legs = record.other_legs;
  const suite_surroundings with{.tell = [&](auto... step) { line.step(step...); },
                                .save =
                                    [&](const auto& costs, const auto& repeated) {
                                      record.costs = costs;
                                      record.other_legs = joined(earlier_legs, repeated);
                                      if (asked.out)
                                        reports::write_file_atomically(*asked.out, to_json(record));
                                    },
                                .stop = &stop};
  const auto found = run_suite(chosen, seed_of(record), with, record.costs);
  if (found.interrupted) throw std::runtime_error(say_interrupted(asked.out));
  record.costs = found.costs;
  record.targets = judge(targets(), record.costs);
  to.out << costs_table(record.costs) << targets_table(record.targets) << std::flush;
  return {std::move(record), found.all_right};
}

}  // namespace bench::overhead
