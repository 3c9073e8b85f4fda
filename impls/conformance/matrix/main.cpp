// SPDX-License-Identifier: MIT
// lab-conformance: the matrix of what each backend does and refuses, from the conformance suite.
#include <gtest/gtest.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <string>
#include <string_view>

#include "impls/conformance/matrix/matrix.hpp"
#include "impls/conformance/matrix/runner.hpp"

namespace conformance {
namespace {

struct options {
  std::string format = "text";
  std::vector<std::string> backends{};
  std::string filter{};
};

bool is_check(const test_name& test) {
  const auto found = suites().find(test.suite);
  return found != suites().end() && found->second.lacks.has_value();
}

bool has_words(const test_name& test, const std::string& words) {
  const auto all = words_of(test.suite) + ": " + words_of(test.behaviour);
  return all.find(words) != std::string::npos;
}

/// The tests whose behaviours are shown. The library's own belong to no backend.
std::vector<test_name> shown_tests(const options& wanted) {
  auto tests = all_tests();
  std::erase_if(tests, [&](const test_name& test) {
    return is_check(test) || !has_words(test, wanted.filter) ||
           (test.backend.empty() && !wanted.backends.empty());
  });
  return tests;
}

/// Of those, the tests of the chosen backends; and every check that these refuse.
std::vector<test_name> tests_to_run(const options& wanted) {
  auto tests = all_tests();
  std::erase_if(tests, [&](const test_name& test) {
    if (!wanted.backends.empty() && std::ranges::count(wanted.backends, test.backend) == 0)
      return true;
    return !is_check(test) && !has_words(test, wanted.filter);
  });
  return tests;
}

std::vector<const futures::backend*> chosen_backends(const options& wanted) {
  std::vector<const futures::backend*> chosen;
  for (const auto& name : wanted.backends) static_cast<void>(futures::find_backend(name));
  for (const auto& known : futures::backends())
    if (wanted.backends.empty() || std::ranges::count(wanted.backends, known.name) != 0)
      chosen.push_back(&known);
  return chosen;
}

/// Shows on a terminal how far it is.
class progress_line {
 public:
  explicit progress_line(std::size_t total) : total_(total) {}
  ~progress_line() {
    if (shown_) std::cerr << "\r\x1b[K";
  }
  void operator()(const test_name& test) {
    ++count_;
    if (!shown_) return;
    std::cerr << "\r\x1b[K" << count_ << "/" << total_ << "  " << words_of(test.suite) << ' '
              << test.backend << std::flush;
  }

 private:
  const bool shown_ = isatty(STDERR_FILENO) == 1;
  const std::size_t total_;
  std::size_t count_ = 0;
};

int run(const options& wanted) {
  const auto backends = chosen_backends(wanted);
  const auto shown = shown_tests(wanted);
  if (shown.empty())
    throw std::invalid_argument("no behaviour has '" + wanted.filter + "' in its words");
  const auto tests = tests_to_run(wanted);
  progress_line progress(tests.size());
  const auto outcomes = run_tests(tests, std::ref(progress));
  const auto made = make_matrix(shown, outcomes, suites(), backends);
  std::cout << to_text(made, wanted.format);
  return made.has_failures() ? 1 : 0;
}

constexpr auto examples =
    "A cell is pass, FAIL, or refused: the backend does not claim what the behaviour needs, and\n"
    "tests have shown that it says so.\n\n"
    "Exit code: 0 nothing fails; 1 something does; 2 the matrix could not be made.\n\n"
    "Examples:\n"
    "  ./lab conformance\n"
    "  ./lab conformance --to md > matrix.md\n"
    "  ./lab conformance --backend tbb --filter cancel\n";

int parse_and_run(int count, char** arguments) {
  options wanted;
  CLI::App program("Tests every backend, and shows what each does and refuses.", "lab conformance");
  program.add_option("--to", wanted.format, "text, md, csv or json")
      ->check(CLI::IsMember(matrix_formats()))
      ->option_text("FORMAT");
  program.add_option("--backend", wanted.backends, "Only this one; may be given again")
      ->option_text("NAME");
  program.add_option("--filter", wanted.filter, "Only behaviours with these words")
      ->option_text("WORDS");
  program.footer(examples);
  try {
    program.parse(count, arguments);
  } catch (const CLI::CallForHelp&) {
    std::cout << program.help();
    return 0;
  } catch (const CLI::ParseError& problem) {
    throw std::invalid_argument(std::string(problem.what()) + "; see --help");
  }
  return run(wanted);
}

/// Death tests start the program anew to run one of them.
bool is_for_a_death_test(int count, char** arguments) {
  return std::any_of(arguments, arguments + count, [](const char* argument) {
    return std::string_view(argument).starts_with("--gtest_internal_run_death_test");
  });
}

}  // namespace
}  // namespace conformance

int main(int count, char** arguments) {
  try {
    const bool inside_a_test = conformance::is_for_a_death_test(count, arguments);
    int only_the_name = 1;
    testing::InitGoogleTest(inside_a_test ? &count : &only_the_name, arguments);
    return inside_a_test ? RUN_ALL_TESTS() : conformance::parse_and_run(count, arguments);
  } catch (const std::exception& problem) {
    std::cerr << "Error: " << problem.what() << '\n';
    return 2;
  }
}
