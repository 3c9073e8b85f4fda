// SPDX-License-Identifier: MIT
// What stands in the matrix, and what it looks like.
#include "impls/conformance/matrix/matrix.hpp"

#include <gtest/gtest.h>

namespace conformance {
namespace {

using futures::capabilities;

class Matrix : public testing::Test {
 protected:
  matrix made() const { return make_matrix(tests_, outcomes_, suites_, {&able_, &unable_}); }
  cell of_unable() const { return made().rows.at(0).cells.at(1); }

  const futures::backend able_{"able", "", {.cancel_pending = true}, nullptr};
  const futures::backend unable_{"unable", "", {}, nullptr};
  const std::map<std::string, applicability> suites_{
      {"CancelPending", {.needs = {&capabilities::cancel_pending}}},
      {"CancelNothing", {.lacks = &capabilities::cancel_pending}}};
  const std::vector<test_name> tests_{{"CancelPending", "EndsTheFutureAtOnce", "able"},
                                      {"CancelNothing", "ReturnsFalse", "unable"},
                                      {"Submit", "RunsEachOfThe100Tasks", "able"},
                                      {"Submit", "RunsEachOfThe100Tasks", "unable"},
                                      {"Promise", "StartsPending", ""}};
  std::vector<outcome> outcomes_ = [this] {
    std::vector<outcome> all;
    for (const auto& each : tests_) all.push_back({each, true, ""});
    return all;
  }();
};

TEST(MatrixWords, AreThoseOfTheTestsName) {
  EXPECT_EQ(words_of("MissesNoneOfAHundred"), "misses none of a hundred");
  EXPECT_EQ(words_of("ToDepth100NeedNoMore"), "to depth 100 need no more");
}

TEST_F(Matrix, HasARowForEachBehaviourAndNoneForTheChecks) {
  const auto all = made();
  ASSERT_EQ(all.rows.size(), 2U);
  EXPECT_EQ(all.rows[0].subject, "cancel pending");
  EXPECT_EQ(all.rows[1].behaviour, "runs each of the 100 tasks");
  EXPECT_EQ(all.rows[1].cells, (std::vector{cell::pass, cell::pass}));
  ASSERT_EQ(all.of_library.size(), 1U);
  EXPECT_FALSE(all.has_failures());
}

TEST_F(Matrix, ShowsWhatABackendDoesNotClaimAsRefused) { EXPECT_EQ(of_unable(), cell::refused); }

TEST_F(Matrix, BelievesNoRefusalWhoseCheckFailed) {
  outcomes_[1].passed = false;
  EXPECT_EQ(of_unable(), cell::fail);
}

TEST_F(Matrix, BelievesNoRefusalThatNobodyChecked) {
  outcomes_.erase(outcomes_.begin() + 1);
  EXPECT_EQ(of_unable(), cell::fail);
  EXPECT_TRUE(made().has_failures());
}

TEST_F(Matrix, ShowsATestThatDidNotRunAsAFailure) {
  outcomes_.erase(outcomes_.begin() + 3);
  EXPECT_EQ(made().rows[1].cells, (std::vector{cell::pass, cell::fail}));
}

TEST_F(Matrix, HasAFailureIfACheckFailed) {
  outcomes_.push_back({{"CancelNothing", "LooksTheSame", "unable"}, false, "it does not"});
  EXPECT_TRUE(made().has_failures());
  EXPECT_EQ(made().failures.size(), 1U);
}

/// A matrix with one of each cell.
class MatrixFormat : public Matrix {
 protected:
  void SetUp() override {
    outcomes_[3].passed = false;
    outcomes_[3].message = "99 ran";
  }
  std::string as(const std::string& format) const { return to_text(made(), format); }
};

TEST_F(MatrixFormat, TextIsATableForPeople) {
  EXPECT_EQ(as("text"), R"(                              able        unable
cancel pending
  ends the future at once     pass        refused
submit
  runs each of the 100 tasks  pass        FAIL

                  library
promise
  starts pending  pass

FAIL Submit.RunsEachOfThe100Tasks unable
99 ran

3 pass, 1 refused, 1 FAIL
)");
}

TEST_F(MatrixFormat, MarkdownIsATable) {
  EXPECT_EQ(as("md"), R"(| subject | behaviour | able | unable |
|---|---|---|---|
| cancel pending | ends the future at once | pass | refused |
| submit | runs each of the 100 tasks | pass | FAIL |

| subject | behaviour | library |
|---|---|---|
| promise | starts pending | pass |

3 pass, 1 refused, 1 FAIL
)");
}

TEST_F(MatrixFormat, CsvHasALineForEachCell) {
  EXPECT_EQ(as("csv"), R"(subject,behaviour,backend,result
cancel pending,ends the future at once,able,pass
cancel pending,ends the future at once,unable,refused
submit,runs each of the 100 tasks,able,pass
submit,runs each of the 100 tasks,unable,FAIL
promise,starts pending,library,pass
)");
}

TEST_F(MatrixFormat, JsonIsARecordWithTheMessages) {
  EXPECT_EQ(as("json"), R"({
  "schema_version": 1,
  "kind": "conformance",
  "backends": [
    "able",
    "unable"
  ],
  "behaviours": [
    {
      "subject": "cancel pending",
      "behaviour": "ends the future at once",
      "results": {
        "able": "pass",
        "unable": "refused"
      }
    },
    {
      "subject": "submit",
      "behaviour": "runs each of the 100 tasks",
      "results": {
        "able": "pass",
        "unable": "FAIL"
      }
    },
    {
      "subject": "promise",
      "behaviour": "starts pending",
      "results": {
        "library": "pass"
      }
    }
  ],
  "failures": [
    {
      "test": "Submit.RunsEachOfThe100Tasks",
      "backend": "unable",
      "message": "99 ran"
    }
  ]
}
)");
}

}  // namespace
}  // namespace conformance
