// SPDX-License-Identifier: MIT
// The records that README.md shows can be read, and show every field there is.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "reports/record/bench_record.hpp"
#include "reports/record/conformance_record.hpp"
#include "reports/record/submission_record.hpp"
#include "reports/test_files.hpp"

namespace reports {
namespace {

/// The fenced JSON block of README.md whose record is of this kind.
std::string example(const std::string& kind) {
  const auto text = read_text(RECORD_README);
  const std::string fence = "```json\n";
  for (auto at = text.find(fence); at != std::string::npos; at = text.find(fence, at + 1)) {
    const auto begin = at + fence.size();
    const auto block = text.substr(begin, text.find("```", begin) - begin);
    if (block.find("\"kind\": \"" + kind + "\"") != std::string::npos) return block;
  }
  throw std::runtime_error("README.md shows no record of kind " + kind);
}

TEST(RecordReadme, ShowsASubmissionRecordAsItIsWritten) {
  const auto shown = nlohmann::json::parse(example("submission"));
  EXPECT_EQ(nlohmann::json::parse(to_json(submission_from_json(shown.dump()))), shown);
  EXPECT_FALSE(shown["checks"].empty());
  EXPECT_FALSE(shown["virtual_time"].empty());
  EXPECT_FALSE(shown["speedup"].is_null());
  EXPECT_FALSE(shown["diagnoses"].empty());
}

TEST(RecordReadme, ShowsABenchRecordAsItIsWritten) {
  const auto shown = nlohmann::json::parse(example("bench"));
  EXPECT_EQ(nlohmann::json::parse(to_json(bench_from_json(shown.dump()))), shown);
  EXPECT_FALSE(shown["results"].empty());
}

TEST(RecordReadme, ShowsAConformanceRecordAsItIsWritten) {
  const auto shown = nlohmann::json::parse(example("conformance"));
  EXPECT_EQ(nlohmann::json::parse(to_json(conformance_from_json(shown.dump()))), shown);
  EXPECT_FALSE(shown["behaviours"].empty());
}

TEST(RecordReadme, ExplainsEveryField) {
  const auto text = read_text(RECORD_README);
  const auto explains = [&](const nlohmann::json& object) {
    for (const auto& [name, value] : object.items()) {
      EXPECT_NE(text.find("| `" + name + "` |"), std::string::npos) << name;
    }
  };
  const auto submission = nlohmann::json::parse(example("submission"));
  explains(submission);
  explains(submission["checks"][0]);
  explains(submission["virtual_time"][0]);
  explains(submission["structure"]);
  explains(submission["structure"]["timeline"][0]);
  explains(submission["structure"]["measured"]);
  explains(submission["cost_experiments"][0]);
  explains(submission["speedup"]);
  explains(submission["diagnoses"][0]);
  const auto bench = nlohmann::json::parse(example("bench"));
  explains(bench);
  explains(bench["results"][0]);
  explains(bench["costs"][0]);
  explains(bench["costs"][0]["curve"][0]);
  explains(bench["workloads"][0]);
  explains(bench["ceilings"][0]);
  explains(bench["targets"][0]);
  const auto conformance = nlohmann::json::parse(example("conformance"));
  explains(conformance);
  explains(conformance["behaviours"][0]);
  explains(conformance["failures"][0]);
}

}  // namespace
}  // namespace reports
