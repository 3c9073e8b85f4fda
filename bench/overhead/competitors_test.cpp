// SPDX-License-Identifier: MIT
// Every competitor gives the right answer at every work, or a reason why it cannot.
#include <gmock/gmock.h>

#include <map>

#include "bench/overhead/fake_pools.hpp"
#include "bench/overhead/python_pool.hpp"
#include "futures/process_pool.hpp"

namespace bench::overhead {

/// GoogleTest prints a parameter so.
void PrintTo(const competitor& shown, std::ostream* to) { *to << shown.name; }

namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;
using testing::StartsWith;
using testing::UnorderedElementsAre;

/// Before other competitors leave their threads behind.
class fork_server : public testing::Environment {
  void SetUp() override { futures::start_fork_server(); }
};
[[maybe_unused]] const auto* const started = testing::AddGlobalTestEnvironment(new fork_server);

class Competitor : public testing::TestWithParam<competitor> {};

INSTANTIATE_TEST_SUITE_P(Each, Competitor, testing::ValuesIn(competitors()),
                         [](const auto& each) { return std::string(each.param.name); });

TEST_P(Competitor, AnswersEveryWorkOrSaysWhyNot) {
  const auto found = fake::run({works(), {GetParam()}, {}, scale::tiny});
  EXPECT_TRUE(found.all_right);
  EXPECT_THAT(found.costs, Not(IsEmpty()));
  for (const auto& each : found.costs) {
    if (each.problem) {
      EXPECT_THAT(*each.problem, StartsWith("refused: ")) << each.work;
    } else {
      EXPECT_FALSE(each.values.empty()) << each.work;
      EXPECT_GT(each.tasks, 0) << each.work;
    }
  }
}

TEST(Competitors, AnswerTheWorksOfAdaptersAndTwins) {
  std::vector<competitor> twins;
  for (const auto& each : competitors())
    for (const auto name : {"tbb", "openmp", "via_tbb", "via_openmp"})
      if (each.name == name) twins.push_back(each);
  ASSERT_EQ(twins.size(), 4U);
  auto asked = works();
  std::erase_if(asked, [](const work& each) {
    return each.name != "fib" && each.name != "fan_out_in" && each.name != "word_count";
  });
  std::map<std::string, int> answered;
  for (const auto& each : fake::run({asked, twins, {}, scale::tiny}).costs) {
    EXPECT_EQ(each.problem, std::nullopt) << each.work << " on " << each.competitor;
    if (!each.values.empty()) ++answered[each.competitor];
  }
  const int all = 3 * 2;  // works, numbers of workers
  EXPECT_THAT(answered,
              UnorderedElementsAre(Pair("tbb", all), Pair("openmp", all), Pair("via_tbb", all),
                                   Pair("via_openmp", all), Pair("via_tbb/tbb", all),
                                   Pair("via_openmp/openmp", all)));
}

TEST(Competitors, HaveTripsOnAPoolThatIsWarmOrIdleOrBusyWhereTheyAreAdapters) {
  std::vector<competitor> adapters;
  for (const auto& each : competitors())
    if (!each.adapts.empty()) adapters.push_back(each);
  auto asked = works();
  std::erase_if(asked, [](const work& each) {
    return each.name != "round_trip" && each.name != "paused" && each.name != "busy_trip";
  });
  std::map<std::string, int> answered;
  for (const auto& each : fake::run({asked, adapters, {}, scale::tiny}).costs) {
    EXPECT_EQ(each.problem, std::nullopt) << each.work << " on " << each.competitor;
    if (!each.values.empty()) ++answered[each.competitor];
  }
  const int all = (3 + 2 + 3) * 2;  // percentiles of the works, numbers of workers
  EXPECT_THAT(answered, UnorderedElementsAre(Pair("via_asio", all), Pair("via_tbb", all),
                                             Pair("via_openmp", all)));
}

TEST(Competitors, AreThoseOfTheFiles) {
  std::string names;
  for (const auto& each : competitors())
    names += (names.empty() ? "" : ",") + std::string(each.name);
  EXPECT_EQ(names, BUILT_COMPETITORS);
}

TEST(Works, AreThoseOfTheFilesEachAtAPlaceOfItsOwn) {
  std::vector<std::string> names;
  for (const auto& each : works()) names.emplace_back(each.name);
  std::ranges::sort(names);
  std::string joined;
  for (const auto& each : names) joined += (joined.empty() ? "" : ",") + each;
  EXPECT_EQ(joined, BUILT_WORKS);
}

TEST(PythonPool, IsRefusedWithoutPython) {
  const competitor absent{
      .name = "absent", .summary = "no Python", .make = [](std::size_t workers) {
        return make_python_pool(pool_kind::threads, workers, "no-such-python");
      }};
  const auto found = fake::flood({absent});
  EXPECT_TRUE(found.all_right);
  EXPECT_EQ(found.costs.at(0).problem, "refused: there is no no-such-python");
  EXPECT_EQ(python_version("no-such-python"), "unknown");
}

TEST(PythonPool, IsRefusedWhenPythonDoesNotWork) {
  EXPECT_THAT([] { make_python_pool(pool_kind::threads, 1, "false")->flood(10); },
              testing::ThrowsMessage<refused>(HasSubstr("ended with code 1")));
  EXPECT_EQ(python_version("false"), "unknown");
}

}  // namespace
}  // namespace bench::overhead
