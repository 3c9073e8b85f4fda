// SPDX-License-Identifier: MIT
// The command line of lab-bench.
#include "bench/options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>

namespace bench {
namespace {

constexpr auto examples =
    "Examples:\n"
    "  ./lab bench --suite quick --out bench.json\n"
    "  ./lab bench --suite overhead --only fib flood --out overhead.json\n"
    "  ./lab report bench.json --to md\n"
    "  ./lab backends\n";

/// "NAME=PERCENT". Throws: CLI::ValidationError.
slowed_backend to_slowed_backend(const std::string& text) {
  const auto at = text.find('=');
  double percent = 0;
  const auto [end, problem] =
      at == std::string::npos
          ? std::from_chars_result{text.data(), std::errc::invalid_argument}
          : std::from_chars(text.data() + at + 1, text.data() + text.size(), percent);
  if (problem != std::errc() || end != text.data() + text.size() || !(percent > 0) ||
      percent > 1000)
    throw CLI::ValidationError("--inject-slowdown", "'" + text + "' is not BACKEND=PERCENT");
  return {text.substr(0, at), percent};
}

void add_run_options(CLI::App& run, options& into) {
  auto& chosen = into.chosen;
  const auto add_size = [&](const char* flag, scale size, const char* summary) {
    // The text stands for what CLI11 would show there: the flags that this one excludes.
    return run
        .add_flag_callback(
            flag, [&chosen, size] { chosen.size = size; }, summary)
        ->option_text(" ");
  };
  auto* quick = add_size("--quick", scale::quick, "Three minutes; the default");
  auto* full = add_size("--full", scale::full, "Forty minutes: numbers to keep");
  auto* tiny = add_size("--tiny", scale::tiny, "Checks the answers only");
  full->excludes(quick)->excludes(tiny);
  tiny->excludes(quick);
  const auto set_suite = [&into](const std::string& name) {
    into.measured = name == "overhead" ? options::suite::overhead : options::suite::backends;
    if (name == "full") into.chosen.size = scale::full;
  };
  run.add_option_function<std::string>("--suite", set_suite,
                                       "quick, full: all backends; overhead: our pool\n"
                                       "beside others, natively")
      ->check(CLI::IsMember({"quick", "full", "overhead"}))
      ->option_text("NAME");
  run.add_option("--workload,--only", chosen.workloads, "Only these")->option_text("NAME...");
  run.add_option("--backend", chosen.backends, "Only these; see ./lab backends")
      ->option_text("NAME...");
  run.add_option("--workers", chosen.workers, "1, 2 and all CPUs unless given")
      ->check(CLI::Range(1, 1024))  // far more than any machine here has, far less than a crash
      ->option_text("N...");
  run.add_flag_callback(
      "--list", [&into] { into.wanted = options::action::list_workloads; }, "List the workloads");
  auto* out =
      run.add_option("--out", into.out, "Write the record here, as JSON")->option_text("FILE");
  run.add_option_function<std::string>(
         "--inject-slowdown",
         [&into](const std::string& text) { into.slowed = to_slowed_backend(text); },
         "Make a backend slower, to test comparisons")
      ->option_text("NAME=%");
  run.add_flag("--resume", into.resume, "Go on with the record that is there")
      ->needs(out)
      ->option_text(" ");
}

/// Throws: std::invalid_argument for options that contradict each other.
void check_together(const CLI::App& run, const options& parsed) {
  const auto suite = run.get_option("--suite")->results();
  const auto is_given = [&](const char* flag) { return run.get_option(flag)->count() > 0; };
  if (!suite.empty() && ((suite.back() == "full" && (is_given("--quick") || is_given("--tiny"))) ||
                         (suite.back() == "quick" && is_given("--full"))))
    throw std::invalid_argument("--suite " + suite.back() + " excludes the flag of another size");
  if (parsed.slowed && parsed.measured == options::suite::overhead)
    throw std::invalid_argument("--inject-slowdown is not for --suite overhead");
}

CLI::App* add_command(CLI::App& program, const char* name, const char* summary) {
  auto* command = program.add_subcommand(name, summary);
  command->footer(examples);
  return command;
}

}  // namespace

options parse_options(std::vector<std::string> arguments) {
  using action = options::action;
  options parsed;
  CLI::App program("Compares the backends of futures on workloads with known answers.",
                   "lab-bench");
  program.require_subcommand(1);
  program.footer(examples);
  const auto asks_for = [&](action wanted) { return [&, wanted] { parsed.wanted = wanted; }; };
  add_run_options(*add_command(program, "run", "Measure the backends, print the times."), parsed);
  add_command(program, "backends", "List the backends and what they promise.")
      ->callback(asks_for(action::list_backends));
  add_command(program, "workloads", "List the workloads.")
      ->callback(asks_for(action::list_workloads));
  try {
    std::ranges::reverse(arguments);  // CLI11 takes them from the back
    program.parse(std::move(arguments));
  } catch (const CLI::CallForHelp&) {
    parsed.wanted = action::show_help;
    parsed.help = program.help();
  } catch (const CLI::ParseError& problem) {
    throw std::invalid_argument(std::string(problem.what()) + "; see --help");
  }
  if (parsed.wanted != action::show_help) check_together(*program.get_subcommand("run"), parsed);
  return parsed;
}

}  // namespace bench
