// SPDX-License-Identifier: MIT
// The task graph of an exercise is read; each way to spoil it is refused, with its line.
#include "grader/manifest/operation_graph.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "grader/manifest/manifest.hpp"
#include "grader/test_files.hpp"

namespace grader {
namespace {

using ::testing::ElementsAre, ::testing::HasSubstr, ::testing::StartsWith;

class OperationGraph : public ::testing::Test {
 protected:
  /// The lines are counted in the tests.
  static constexpr const char* sound = R"([graph]
operands = ["x", "y"]
example = [2, 5]
workers = [1, 0]

[[graph.operation]]
id = "sum"
function = "add"
from = ["x", "y"]

[[graph.operation]]
id = "square"
function = "mul"
from = ["sum", "sum"]

[[graph.costs]]
title = "equal"
marked = true
steps = { add = 1, mul = 1 }

[[graph.costs]]
title = "long products"
marked = false
steps = { add = 1, mul = 3 }

)";
  static constexpr const char* rest = R"([limits]
source_kib = 256
compile_seconds = 30
compile_memory_mib = 2048
run_seconds = 5
run_memory_mib = 1024
output_kib = 64
run_threads = 256
operations = 10000

[[check]]
id = "value"
title = "The value"
test = "Square.IsRight"
points = 2
hint = "Add."
)";

  static std::string sound_but(const std::string& old, const std::string& fresh) {
    std::string text = sound;
    const auto at = text.find(old);
    if (at == std::string::npos) throw std::logic_error("the graph has no " + old);
    return text.replace(at, old.size(), fresh);
  }
  operation_graph read(const std::string& graph) const {
    return read_manifest(write_text(folder_ / "exercise.toml",
                                    "title = \"square\"\npoints = 2\n" + graph + rest))
        .graph;
  }
  /// Expects "FILE:LINE: ..." with that text in it; the line is counted in the graph.
  void expect_refused(const std::string& graph, int line, const std::string& said) const {
    constexpr int lines_before = 2;
    try {
      read(graph);
      ADD_FAILURE() << "was read, though it should say: " << said;
    } catch (const std::runtime_error& problem) {
      EXPECT_THAT(problem.what(), StartsWith((folder_ / "exercise.toml").string() + ":" +
                                             std::to_string(line + lines_before) + ":"));
      EXPECT_THAT(problem.what(), HasSubstr(said));
    }
  }

 private:
  temporary_folder folder_;
};

TEST_F(OperationGraph, KeepsWhatIsWritten) {
  const auto graph = read(sound);
  EXPECT_THAT(graph.operands, ElementsAre("x", "y"));
  EXPECT_THAT(graph.example, ElementsAre(2, 5));
  EXPECT_THAT(graph.workers, ElementsAre(1, 0));
  ASSERT_EQ(graph.operations.size(), 2u);
  EXPECT_EQ(graph.operations[1].id, "square");
  EXPECT_EQ(graph.operations[1].function, "mul");
  EXPECT_THAT(graph.operations[1].from, ElementsAre("sum", "sum"));
  ASSERT_EQ(graph.costs.size(), 2u);
  EXPECT_TRUE(graph.costs[0].marked);
  EXPECT_EQ(graph.costs[1].title, "long products");
  EXPECT_EQ(graph.costs[1].steps.at("mul"), 3);
}

TEST_F(OperationGraph, MayBeMissing) { EXPECT_TRUE(read("").empty()); }

TEST_F(OperationGraph, OfTheExpressionHasThreeSettings) {
  const auto graph = read_manifest(EXPRESSION_MANIFEST).graph;
  EXPECT_EQ(graph.operations.size(), 6u);
  EXPECT_THAT(graph.workers, ElementsAre(1, 2, 3, 0));
  ASSERT_EQ(graph.costs.size(), 3u);
  EXPECT_EQ(graph.costs[1].steps.at("mul"), 3);
  EXPECT_EQ(graph.costs[2].steps.at("add"), 3);
}

TEST_F(OperationGraph, RefusesAnArgumentThatNothingGives) {
  expect_refused(sound_but("from = [\"x\", \"y\"]", "from = [\"x\", \"square\"]"), 9,
                 "'square' is no operand, and no operation above this one");
  expect_refused(sound_but("from = [\"x\", \"y\"]", "from = [\"x\"]"), 6, "list of two names");
}

TEST_F(OperationGraph, RefusesANameUsedTwice) {
  expect_refused(sound_but("id = \"square\"", "id = \"sum\""), 12, "'sum' is used twice");
  expect_refused(sound_but("id = \"square\"", "id = \"x\""), 12, "'x' is used twice");
  expect_refused(sound_but("[\"x\", \"y\"]", "[\"x\", \"x\"]"), 2, "an operand is named twice");
}

TEST_F(OperationGraph, RefusesAnExampleThatDoesNotFit) {
  expect_refused(sound_but("[2, 5]", "[2]"), 3, "'example' has 1 values for 2 operands");
  expect_refused(sound_but("[2, 5]", "[2, 5.5]"), 3, "must be a whole number");
}

TEST_F(OperationGraph, RefusesNumbersOfWorkersThatNoPoolHas) {
  expect_refused(sound_but("[1, 0]", "[1, -1]"), 4, "must be from 0, for any number, to 64");
  expect_refused(sound_but("[1, 0]", "[]"), 4, "'workers' must not be empty");
}

TEST_F(OperationGraph, GivesMarksForOperationsOfOneStepAlone) {
  expect_refused(sound_but("{ add = 1, mul = 1 }", "{ add = 1, mul = 2 }"), 19,
                 "marks are for operations of one step, but 'mul' takes 2");
  expect_refused(sound_but("marked = true", "marked = false"), 18,
                 "the first [[graph.costs]] must be marked");
  expect_refused(sound_but("marked = false", "marked = true"), 23,
                 "only the first [[graph.costs]] may be marked");
}

TEST_F(OperationGraph, RefusesCostsThatAreMissingUnknownOrTooLarge) {
  expect_refused(sound_but("{ add = 1, mul = 3 }", "{ add = 1 }"), 24, "'mul' is missing");
  expect_refused(sound_but("{ add = 1, mul = 3 }", "{ add = 1, mul = 3, div = 1 }"), 24,
                 "unknown key 'div'");
  expect_refused(sound_but("{ add = 1, mul = 3 }", "{ add = 0, mul = 3 }"), 24,
                 "'add' must be greater than 0");
  expect_refused(sound_but("{ add = 1, mul = 3 }", "{ add = 1, mul = 1001 }"), 24,
                 "'mul' must not be above 1000");
}

}  // namespace
}  // namespace grader
