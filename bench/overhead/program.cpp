// SPDX-License-Identifier: MIT
// `lab-bench run --suite overhead`.
#include "bench/overhead/program.hpp"

#include "bench/environment.hpp"
#include "bench/overhead/python_pool.hpp"
#include "bench/overhead/suite.hpp"
#include "bench/overhead/table.hpp"
#include "bench/overhead/targets.hpp"
#include "bench/progress_line.hpp"

namespace bench::overhead {
namespace {

suite_result measure_suite(const suite& asked, std::mt19937_64& dice, const streams& to) {
  progress_line line(to.err, to.terminal);
  return run_suite(asked, dice, [&](auto... step) { line.step(step...); });
}

}  // namespace

suite_record run_overheads(const selection& chosen, const std::string& command, const streams& to) {
  const auto asked = make_suite(chosen);
  const auto seed = std::random_device()();
  std::mt19937_64 dice(seed);
  auto described = describe_run(command, chosen.size, {rounds_for(chosen.size), 0});
  described.erase("repetition_seconds");  // a leg's size is fixed, not its time
  described.insert(
      {{"seed", std::to_string(seed)}, {"python", python_version()}, {"boost", LAB_BOOST_VERSION}});
  auto found = measure_suite(asked, dice, to);
  auto judged = judge(targets(), found.costs);
  to.out << costs_table(found.costs) << targets_table(judged) << std::flush;
  return {{std::move(described), {}, std::move(found.costs), std::move(judged)}, found.all_right};
}

}  // namespace bench::overhead
