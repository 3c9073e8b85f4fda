// SPDX-License-Identifier: MIT
// The command line: what it means, what it refuses, and help that fits a screen.
#include "bench/options.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

namespace bench {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using words = std::vector<std::string>;

words split(const std::string& line) {
  std::istringstream stream(line);
  return {std::istream_iterator<std::string>(stream), {}};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::string complaint_about(const words& arguments) {
  try {
    parse_options(arguments);
  } catch (const std::invalid_argument& problem) {
    return problem.what();
  }
  return "accepted";
}

TEST(Options, AreQuickAndChooseNothingUnlessTold) {
  const auto parsed = parse_options({"run"});
  EXPECT_EQ(parsed.wanted, options::action::measure);
  EXPECT_EQ(parsed.chosen.size, scale::quick);
  EXPECT_TRUE(parsed.chosen.workloads.empty());
  EXPECT_FALSE(parsed.out.has_value());
}

TEST(Options, TakeSeveralNamesAndNumbers) {
  const auto parsed = parse_options(
      split("run --suite full --workload fib round_trip --backend tbb --workers 1 4 --out b.json"));
  EXPECT_EQ(parsed.chosen.size, scale::full);
  EXPECT_THAT(parsed.chosen.workloads, ElementsAre("fib", "round_trip"));
  EXPECT_THAT(parsed.chosen.backends, ElementsAre("tbb"));
  EXPECT_THAT(parsed.chosen.workers, ElementsAre(1, 4));
  EXPECT_EQ(parsed.out, "b.json");
}

TEST(Options, ListWhatThereIs) {
  EXPECT_EQ(parse_options({"backends"}).wanted, options::action::list_backends);
  EXPECT_EQ(parse_options({"workloads"}).wanted, options::action::list_workloads);
  EXPECT_EQ(parse_options({"run", "--list"}).wanted, options::action::list_workloads);
}

TEST(Options, ChooseASuite) {
  EXPECT_EQ(parse_options({"run"}).measured, options::suite::backends);
  const auto parsed = parse_options(split("run --suite overhead --only fib flood --backend tbb"));
  EXPECT_EQ(parsed.measured, options::suite::overhead);
  EXPECT_THAT(parsed.chosen.workloads, ElementsAre("fib", "flood"));
  EXPECT_THAT(parsed.chosen.backends, ElementsAre("tbb"));
  EXPECT_THAT(complaint_about({"run", "--suite", "speed"}), HasSubstr("overhead"));
}

TEST(Options, SlowABackendDown) {
  EXPECT_FALSE(parse_options({"run"}).slowed);
  const auto slowed = parse_options({"run", "--inject-slowdown", "tbb=12.5"}).slowed;
  ASSERT_TRUE(slowed);
  EXPECT_EQ(slowed->name, "tbb");
  EXPECT_EQ(slowed->percent, 12.5);
  for (const char* wrong : {"tbb", "tbb=", "tbb=x", "tbb=-1", "tbb=0", "tbb=5%", "tbb=nan"})
    EXPECT_THAT(complaint_about({"run", "--inject-slowdown", wrong}), HasSubstr("BACKEND=PERCENT"));
  EXPECT_THAT(complaint_about({"run", "--suite", "overhead", "--inject-slowdown", "tbb=5"}),
              HasSubstr("--suite overhead"));
}

TEST(Options, SayInALineWhatIsWrong) {
  EXPECT_THAT(complaint_about({}), HasSubstr("subcommand"));
  EXPECT_THAT(complaint_about({"run", "--fast"}), HasSubstr("--fast"));
  EXPECT_THAT(complaint_about({"run", "--workers", "0"}), HasSubstr("--workers"));
  EXPECT_THAT(complaint_about({"run", "--workers", "two"}), HasSubstr("two"));
  EXPECT_THAT(complaint_about({"run", "--quick", "--full"}), HasSubstr("--full"));
  EXPECT_THAT(complaint_about({"run", "--suite", "full", "--quick"}), HasSubstr("--suite full"));
  EXPECT_THAT(complaint_about({"run", "--full", "--suite", "quick"}), HasSubstr("--suite quick"));
  EXPECT_THAT(complaint_about({"run", "--resume"}), HasSubstr("--out"));
  EXPECT_THAT(complaint_about({"run", "--workload"}), HasSubstr("--workload"));
  for (const auto& wrong : {words{}, {"run", "--fast"}, {"run", "--workers", "two"}})
    EXPECT_THAT(lines_of(complaint_about(wrong)), testing::SizeIs(1));
}

class Help : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Each, Help, testing::Values("", "run ", "backends ", "workloads "));

TEST_P(Help, FitsAScreenAndEndsWithExamples) {
  const auto parsed = parse_options(split(std::string(GetParam()) + "--help"));
  ASSERT_EQ(parsed.wanted, options::action::show_help);
  const auto lines = lines_of(parsed.help);
  EXPECT_LE(lines.size(), 24U);
  for (const auto& line : lines) EXPECT_LE(line.size(), 80U) << line;
  EXPECT_THAT(parsed.help, HasSubstr("./lab bench --suite quick --out bench.json"));
  EXPECT_THAT(parsed.help, HasSubstr("./lab backends"));
}

/// The lines of a text that begin with "./lab bench", as lab-bench gets them: `./lab bench X` is
/// `lab-bench run X`.
std::vector<words> lab_bench_commands(const std::string& text) {
  std::vector<words> commands;
  for (const auto& line : lines_of(text)) {
    auto command = split(line.substr(0, line.find('#')));
    if (command.size() < 2 || command[0] != "./lab" || command[1] != "bench") continue;
    command.erase(command.begin());
    command[0] = "run";
    commands.push_back(command);
  }
  return commands;
}

TEST(HelpText, ShowsExamplesThatParse) {
  const auto commands = lab_bench_commands(parse_options({"run", "--help"}).help);
  ASSERT_FALSE(commands.empty());
  for (const auto& command : commands) EXPECT_NO_THROW(parse_options(command));
}

TEST(Readme, ShowsCommandsThatParse) {
  std::ostringstream text;
  text << std::ifstream(BENCH_FOLDER "/README.md").rdbuf();
  const auto commands = lab_bench_commands(text.str());
  ASSERT_FALSE(commands.empty());
  for (const auto& command : commands) EXPECT_NO_THROW(parse_options(command)) << command.back();
}

}  // namespace
}  // namespace bench
