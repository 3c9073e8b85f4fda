// SPDX-License-Identifier: MIT
// A conformance record survives its JSON, and what is wrong in one is named.
#include "reports/record/conformance_record.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/record/record_kind.hpp"

namespace reports {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;
using enum conformance_result;

conformance_record full_record() {
  return {.backends = {"tbb", "inline"},
          .behaviours = {{"submit", "runs the task", {{"tbb", pass}, {"inline", fail}}},
                         {"cancel", "ends it", {{"tbb", refused}, {"inline", pass}}},
                         {"promise", "starts pending", {{the_library, pass}}}},
          .failures = {{"Submit.RunsTheTask", "inline", "first line\nsecond \xff"}}};
}

TEST(ConformanceRecord, SurvivesARoundTrip) {
  const auto text = to_json(full_record());
  const auto back = conformance_from_json(text);
  EXPECT_EQ(record_kind(text), "conformance");
  EXPECT_EQ(to_json(back), text);
  EXPECT_EQ(back.backends, (std::vector<std::string>{"tbb", "inline"}));
  ASSERT_EQ(back.behaviours.size(), 3U);
  EXPECT_EQ(back.behaviours[0].subject, "submit");
  EXPECT_EQ(back.behaviours[0].behaviour, "runs the task");
  EXPECT_EQ(back.behaviours[0].results, full_record().behaviours[0].results);
  EXPECT_EQ(back.behaviours[1].results.at("tbb"), refused);
  EXPECT_EQ(back.behaviours[2].results.at(the_library), pass);
  ASSERT_EQ(back.failures.size(), 1U);
  EXPECT_EQ(back.failures[0].test, "Submit.RunsTheTask");
  EXPECT_EQ(back.failures[0].backend, "inline");
  EXPECT_EQ(back.failures[0].message, "first line\nsecond \uFFFD");
}

TEST(ConformanceRecord, NamesResultsAsTheSuiteDoes) {
  EXPECT_STREQ(to_string(pass), "pass");
  EXPECT_STREQ(to_string(refused), "refused");
  EXPECT_STREQ(to_string(fail), "FAIL");
}

/// What is said of a record with these behaviours.
std::string complaint_about(const std::string& behaviours) {
  try {
    conformance_from_json(
        R"({"schema_version": 1, "kind": "conformance", "backends": [], "failures": [],
            "behaviours": )" +
        behaviours + "}");
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "none";
}

TEST(ConformanceRecord, NamesTheFieldThatIsWrong) {
  EXPECT_EQ(complaint_about("[]"), "none");
  EXPECT_EQ(complaint_about(R"([{"subject": "a"}])"),
            "field \"behaviours[0].behaviour\" is missing");
  const std::string begin = R"([{"subject": "a", "behaviour": "b", "results": )";
  EXPECT_EQ(complaint_about(begin + R"({"tbb": "passed"}}])"),
            "field \"behaviours[0].results.tbb\" has an unknown value");
  EXPECT_EQ(complaint_about(begin + R"({"tbb": 1}}])"),
            "field \"behaviours[0].results\" holds something else than strings");
  EXPECT_NE(complaint_about(begin + R"({"a\u0000b": "pass"}}])"), "none");
}

TEST(ConformanceRecord, RefusesAnotherKindAndANewerVersion) {
  EXPECT_THAT([] { conformance_from_json(R"({"schema_version": 1, "kind": "bench"})"); },
              ThrowsMessage<std::runtime_error>(HasSubstr("is not \"conformance\"")));
  EXPECT_THAT([] { conformance_from_json(R"({"schema_version": 2, "kind": "conformance"})"); },
              ThrowsMessage<std::runtime_error>(HasSubstr("update futures-lab")));
}

}  // namespace
}  // namespace reports
