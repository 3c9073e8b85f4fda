// SPDX-License-Identifier: MIT
// A submission's record survives its JSON, and what is wrong in one is named.
#include "reports/record/submission_record.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

namespace reports {
namespace {

using ::testing::HasSubstr;
using namespace std::string_literals;

submission_record full_record() {
  submission_record record;
  record.exercise = "expression";
  record.submission = "alice";
  record.source_sha256 = "ab12";
  record.verdict = verdict::partial;
  record.points = 12.5;
  record.max_points = 20;
  record.message = "4 steps where 3 are possible";
  record.checks = {{"value", "The value", check_status::passed, 2, 2, "it is 500", ""},
                   {"path", "The path", check_status::failed, 0.5, 6, "4 steps", "submit earlier"}};
  record.virtual_time = {{1, 6, 6, 6, 0}, {3, std::nullopt, 3, 6}};
  record.structure = {6,
                      3,
                      "mul(2, 3) was late",
                      "a step less is worth 3",
                      {{"add(3, 7)", 7, 0, 0, 1}, {"mul(2, 3)", {}, 1, 1, 2}},
                      {{"add(3, 7)", {}, 0, 0, 1}},
                      measured_structure{.workers = 3,
                                         .work = 7,
                                         .span = 4,
                                         .burdened_span = 4.5,
                                         .burden = 0.125,
                                         .lanes = {"caller", "worker 1"}}};
  record.cost_experiments = {
      {"mul takes three steps",
       "add(3, 7) was late",
       {{2, 9, 8, 12}, {0, std::nullopt, 7, 12}},
       {{"head_of_line", "main.cpp", 10, "waits in line", "9 steps where 7", "take the first"}}}};
  record.speedup =
      speedup_result{.workers = 3,
                     .median = 1.9,
                     .ideal = 2,
                     .ceiling = 2.9,
                     .share = 0.98,
                     .pairs = 2,
                     .dropped_pairs = 1,
                     .reference_seconds = {2.0, 2.1, 9.0},
                     .submission_seconds = {1.0, 1.1, 1.0},
                     .ceiling_seconds = {0.7, 0.7, 3.0},
                     .disturbances = {"", "", "busy"},
                     .legs = {{"reference/iterations:1/manual_time", 1, 1, 2.0, 1.9, "ms"},
                              {"submission/iterations:1/manual_time", 1, 1, 1.0, 1.8, "ms"}},
                     .least_share = 0.73};
  record.diagnoses = {{"early_wait", "main.cpp", 14, "waits too early", "4 steps", "wait later"},
                      {"no_line", "main.cpp", std::nullopt, "somewhere"}};
  record.environment = {{"cores", "2"}, {"cpu", "unknown"}};
  return record;
}

nlohmann::json value_of(const submission_record& record) {
  return nlohmann::json::parse(to_json(record));
}

/// What reading says of a full record after the change.
template <class Change>
std::string complaint_after(Change change) {
  auto value = value_of(full_record());
  change(value);
  try {
    submission_from_json(value.dump());
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "none";
}

TEST(SubmissionRecord, SurvivesARoundTrip) {
  const auto text = to_json(full_record());
  const auto back = submission_from_json(text);
  EXPECT_EQ(to_json(back), text);
  EXPECT_EQ(back.verdict, verdict::partial);
  EXPECT_EQ(back.points, 12.5);
  ASSERT_EQ(back.checks.size(), 2U);
  EXPECT_EQ(back.checks[1].status, check_status::failed);
  EXPECT_EQ(back.checks[1].hint, "submit earlier");
  ASSERT_EQ(back.virtual_time.size(), 2U);
  EXPECT_EQ(back.virtual_time[0].makespan, 6);
  EXPECT_EQ(back.virtual_time[1].makespan, std::nullopt);
  ASSERT_TRUE(back.structure);
  EXPECT_EQ(back.structure->work, 6);
  EXPECT_EQ(back.structure->span, 3);
  EXPECT_EQ(back.structure->delay, "mul(2, 3) was late");
  EXPECT_EQ(back.structure->next_step, "a step less is worth 3");
  EXPECT_EQ(back.structure->timeline, full_record().structure->timeline);
  EXPECT_EQ(back.structure->ideal, full_record().structure->ideal);
  ASSERT_TRUE(back.structure->measured);
  const auto& measured = *back.structure->measured;
  EXPECT_EQ(measured.workers, 3);
  EXPECT_EQ(measured.work, 7);
  EXPECT_EQ(measured.span, 4);
  EXPECT_EQ(measured.burdened_span, 4.5);
  EXPECT_EQ(measured.burden, 0.125);
  EXPECT_EQ(measured.lanes, full_record().structure->measured->lanes);
  EXPECT_EQ(back.virtual_time[0].idle, 0);
  EXPECT_FALSE(back.virtual_time[1].idle);
  ASSERT_EQ(back.cost_experiments.size(), 1U);
  EXPECT_EQ(back.cost_experiments[0].delay, "add(3, 7) was late");
  EXPECT_EQ(back.cost_experiments[0].title, "mul takes three steps");
  ASSERT_EQ(back.cost_experiments[0].runs.size(), 2U);
  EXPECT_EQ(back.cost_experiments[0].runs[0].makespan, 9);
  EXPECT_EQ(back.cost_experiments[0].runs[1].makespan, std::nullopt);
  ASSERT_EQ(back.cost_experiments[0].mistakes.size(), 1U);
  EXPECT_EQ(back.cost_experiments[0].mistakes[0].rule, "head_of_line");
  EXPECT_EQ(back.cost_experiments[0].mistakes[0].line, 10);
  EXPECT_EQ(back.cost_experiments[0].mistakes[0].cost, "9 steps where 7");
  ASSERT_TRUE(back.speedup);
  EXPECT_EQ(back.speedup->submission_seconds, (std::vector{1.0, 1.1, 1.0}));
  EXPECT_EQ(back.speedup->share, 0.98);
  EXPECT_EQ(back.speedup->disturbances, (std::vector<std::string>{"", "", "busy"}));
  EXPECT_EQ(back.speedup->legs, full_record().speedup->legs);
  EXPECT_EQ(back.speedup->least_share, 0.73);
  EXPECT_EQ(back.diagnoses[0].line, 14);
  EXPECT_EQ(back.diagnoses[0].cost, "4 steps");
  EXPECT_EQ(back.diagnoses[0].advice, "wait later");
  EXPECT_EQ(back.diagnoses[1].line, std::nullopt);
  EXPECT_EQ(back.diagnoses[1].advice, "");
  EXPECT_EQ(back.environment.at("cores"), "2");
}

TEST(SubmissionRecord, SurvivesARoundTripWhenItIsEmpty) {
  const auto text = to_json(submission_record{});
  const auto back = submission_from_json(text);
  EXPECT_EQ(to_json(back), text);
  EXPECT_EQ(back.verdict, verdict::internal);
  EXPECT_FALSE(back.speedup);
}

TEST(SubmissionRecord, MayBeFromBeforeStructureWasRecorded) {
  auto value = value_of(full_record());
  value.erase("structure");
  value.erase("cost_experiments");
  const auto back = submission_from_json(value.dump());
  EXPECT_FALSE(back.structure);
  EXPECT_TRUE(back.cost_experiments.empty());
}

TEST(SubmissionRecord, MayBeFromBeforeLegsWereKept) {
  auto value = value_of(full_record());
  value["speedup"].erase("legs");
  value["speedup"].erase("least_share");
  const auto back = submission_from_json(value.dump());
  ASSERT_TRUE(back.speedup);
  EXPECT_EQ(back.speedup->share, 0.98);
  EXPECT_TRUE(back.speedup->legs.empty());
  EXPECT_FALSE(back.speedup->least_share);
}

TEST(SubmissionRecord, MayNotKnowTheProcessorTimeOfALeg) {
  auto record = full_record();
  record.speedup->legs[0].cpu_time = std::numeric_limits<double>::quiet_NaN();
  EXPECT_TRUE(value_of(record)["speedup"]["legs"][0]["cpu_time"].is_null());
  const auto back = submission_from_json(to_json(record));
  EXPECT_TRUE(std::isnan(back.speedup->legs[0].cpu_time));
  EXPECT_EQ(back.speedup->legs[0].real_time, 2.0);
}

TEST(SubmissionRecord, MayBeFromBeforeMistakesHadACostAndAdvice) {
  auto value = value_of(full_record());
  value["cost_experiments"][0].erase("mistakes");
  value["diagnoses"][0].erase("cost");
  value["diagnoses"][0].erase("advice");
  const auto back = submission_from_json(value.dump());
  EXPECT_TRUE(back.cost_experiments[0].mistakes.empty());
  EXPECT_EQ(back.diagnoses[0].message, "waits too early");
  EXPECT_EQ(back.diagnoses[0].cost, "");
  EXPECT_EQ(back.diagnoses[0].advice, "");
}

TEST(SubmissionRecord, MayBeFromBeforeTimelinesWereRecorded) {
  auto value = value_of(full_record());
  value["structure"].erase("timeline");
  value["structure"].erase("ideal");
  const auto back = submission_from_json(value.dump());
  ASSERT_TRUE(back.structure);
  EXPECT_TRUE(back.structure->timeline.empty());
  EXPECT_TRUE(back.structure->ideal.empty());
}

TEST(SubmissionRecord, MayBeFromBeforeRunsWereMeasured) {
  auto value = value_of(full_record());
  value["structure"].erase("measured");
  value["virtual_time"][0].erase("idle");
  const auto back = submission_from_json(value.dump());
  EXPECT_FALSE(back.structure->measured);
  EXPECT_FALSE(back.virtual_time[0].idle);
}

TEST(SubmissionRecord, NeedNotKnowTheSpan) {
  auto record = full_record();
  record.structure->measured->span.reset();
  record.structure->measured->burdened_span.reset();
  const auto value = value_of(record);
  EXPECT_TRUE(value["structure"]["measured"]["span"].is_null());
  EXPECT_TRUE(value["structure"]["measured"]["burdened_span"].is_null());
  const auto back = submission_from_json(value.dump());
  EXPECT_FALSE(back.structure->measured->span);
  EXPECT_FALSE(back.structure->measured->burdened_span);
}

TEST(SubmissionRecord, RefusesNamesThatAreNotThoseOfTheLanes) {
  const auto complaint_about = [](std::size_t count) {
    return complaint_after([&](auto& value) {
      value["structure"]["measured"]["lanes"] = std::vector<std::string>(count, "worker 1");
    });
  };
  const std::string wrong = "the lanes of a timeline are not those of its bars";
  EXPECT_EQ(complaint_about(0), "none") << "nobody knows them";
  EXPECT_EQ(complaint_about(1), wrong);
  EXPECT_EQ(complaint_about(most_bars), "none");
  EXPECT_EQ(complaint_about(most_bars + 1), wrong);
}

TEST(SubmissionRecord, RefusesTimelinesThatNobodyCouldDraw) {
  const auto complaint_about = [](const char* name, nlohmann::json number) {
    return complaint_after([&](auto& value) {
      value["structure"].erase("measured");  // so that no lane needs a name
      value["structure"]["timeline"][1][name] = std::move(number);
    });
  };
  const std::string beyond = "a bar of a timeline is out of its limits";
  EXPECT_EQ(complaint_about("start", -1), beyond);
  EXPECT_EQ(complaint_about("finish", 1), beyond);  // it starts there
  EXPECT_EQ(complaint_about("finish", longest_timeline), "none");
  EXPECT_EQ(complaint_about("finish", longest_timeline + 1), beyond);
  EXPECT_EQ(complaint_about("lane", -1), beyond);
  EXPECT_EQ(complaint_about("lane", most_bars - 1), "none");
  EXPECT_EQ(complaint_about("lane", most_bars), beyond);
  const auto complaint_about_bars = [](std::size_t count) {
    return complaint_after([&](auto& value) {
      auto& ideal = value["structure"]["ideal"];
      ideal = nlohmann::json(count, ideal[0]);
    });
  };
  EXPECT_EQ(complaint_about_bars(most_bars), "none");
  EXPECT_EQ(complaint_about_bars(most_bars + 1), "a timeline has too many bars");
}

TEST(SubmissionRecord, KnowsEveryVerdictAndStatusByName) {
  submission_record record;
  record.checks.resize(1);
  for (int index = 0; index <= static_cast<int>(verdict::internal); ++index) {
    record.verdict = static_cast<verdict>(index);
    EXPECT_EQ(submission_from_json(to_json(record)).verdict, record.verdict);
  }
  for (int index = 0; index <= static_cast<int>(check_status::refused); ++index) {
    record.checks[0].status = static_cast<check_status>(index);
    EXPECT_EQ(submission_from_json(to_json(record)).checks[0].status, record.checks[0].status);
  }
}

TEST(SubmissionRecord, WritesWhatIsUnknownAsNull) {
  auto record = full_record();
  record.speedup.reset();
  record.source_sha256.clear();
  record.points = std::nan("");
  record.checks[0].points = std::numeric_limits<double>::infinity();
  const auto value = value_of(record);
  EXPECT_TRUE(value["speedup"].is_null());
  EXPECT_TRUE(value["source_sha256"].is_null());
  EXPECT_TRUE(value["points"].is_null());
  EXPECT_TRUE(value["checks"][0]["points"].is_null());
  EXPECT_TRUE(value["virtual_time"][1]["makespan"].is_null());
  EXPECT_TRUE(value["diagnoses"][1]["line"].is_null());
  const auto back = submission_from_json(value.dump());
  EXPECT_TRUE(std::isnan(back.points));
  EXPECT_EQ(back.source_sha256, "");
}

TEST(SubmissionRecord, ReplacesBytesThatAreNotUtf8) {
  auto record = full_record();
  record.message =
      "a\xff\xfe"
      "b\xc3";
  EXPECT_EQ(submission_from_json(to_json(record)).message, "a\uFFFD\uFFFDb\uFFFD");
}

TEST(SubmissionRecord, CarriesHostileTextUnchanged) {
  auto record = full_record();
  const auto hostile = "\"},{<script>\\u0000\n\0\x1b[31m\u202E"s;
  record.submission = hostile;
  record.environment[hostile] = hostile;
  record.checks[0].message = hostile;
  const auto back = submission_from_json(to_json(record));
  EXPECT_EQ(back.submission, hostile);
  EXPECT_EQ(back.environment.at(hostile), hostile);
  EXPECT_EQ(back.checks[0].message, hostile);
}

TEST(SubmissionRecord, ToleratesFieldsThatItDoesNotKnow) {
  EXPECT_EQ(complaint_after([](auto& value) { value["colour"] = "blue"; }), "none");
  EXPECT_EQ(complaint_after([](auto& value) { value["checks"][0]["colour"] = 1; }), "none");
}

TEST(SubmissionRecord, NamesTheFieldThatIsMissingOrWrong) {
  EXPECT_EQ(complaint_after([](auto& value) { value.erase("verdict"); }),
            "field \"verdict\" is missing");
  EXPECT_EQ(complaint_after([](auto& value) { value["verdict"] = "splendid"; }),
            "field \"verdict\" has an unknown value");
  EXPECT_EQ(complaint_after([](auto& value) { value["checks"][1]["points"] = "6"; }),
            "field \"checks[1].points\" is neither a number nor null");
  EXPECT_EQ(complaint_after([](auto& value) { value["checks"] = nullptr; }),
            "field \"checks\" is not an array");
  EXPECT_EQ(complaint_after([](auto& value) { value["checks"][0] = 7; }),
            "field \"checks\" holds something else than objects");
  EXPECT_EQ(complaint_after([](auto& value) { value["speedup"].erase("median"); }),
            "field \"speedup.median\" is missing");
  EXPECT_EQ(complaint_after([](auto& value) { value["speedup"]["reference_seconds"][0] = "x"; }),
            "field \"speedup.reference_seconds\" holds something else than numbers");
  EXPECT_EQ(complaint_after([](auto& value) { value["environment"]["cores"] = 2; }),
            "field \"environment\" holds something else than strings");
  EXPECT_EQ(complaint_after([](auto& value) { value["submission"] = nullptr; }),
            "field \"submission\" is not a string");
}

TEST(SubmissionRecord, RefusesIntegersThatDoNotFit) {
  EXPECT_THAT(complaint_after([](auto& v) { v["virtual_time"][0]["workers"] = 1LL << 40; }),
              HasSubstr("virtual_time[0].workers"));
  EXPECT_THAT(complaint_after([](auto& v) { v["virtual_time"][0]["makespan"] = ~0ULL; }),
              HasSubstr("virtual_time[0].makespan"));
  EXPECT_THAT(complaint_after([](auto& v) { v["virtual_time"][0]["serial"] = 6.5; }),
              HasSubstr("virtual_time[0].serial"));
}

TEST(SubmissionRecord, RefusesANewerSchemaAndOtherKinds) {
  EXPECT_EQ(complaint_after([](auto& value) { value["schema_version"] = 2; }),
            "field \"schema_version\" is 2, and this program reads up to 1: update futures-lab");
  EXPECT_EQ(complaint_after([](auto& value) { value["schema_version"] = 0; }),
            "field \"schema_version\" is not a version");
  EXPECT_EQ(complaint_after([](auto& value) { value["kind"] = "bench"; }),
            "field \"kind\" is not \"submission\"");
}

TEST(SubmissionRecord, RefusesTextThatIsNoRecord) {
  for (const auto* text : {"", "{", "[]", "null", "{\"points\": 1e999}", "\xff"}) {
    EXPECT_THROW(submission_from_json(text), std::runtime_error) << text;
  }
  EXPECT_THROW(submission_from_json(std::string(100000, '[')), std::runtime_error);
}

}  // namespace
}  // namespace reports
