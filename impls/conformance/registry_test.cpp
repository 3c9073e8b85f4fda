// SPDX-License-Identifier: MIT
// Laws of the registry: what is built is registered, and what cannot be is refused.
#include "futures/registry.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include "impls/conformance/backend_test.hpp"

namespace conformance {
namespace {

using futures::capabilities;

std::vector<std::string> built_backends() {
  std::vector<std::string> names;
  std::istringstream list(BUILT_BACKENDS);
  for (std::string name; std::getline(list, name, ',');) names.push_back(name);
  std::ranges::sort(names);
  return names;
}

TEST(Registry, KnowsExactlyTheBackendsThatWereBuiltInOrder) {
  std::vector<std::string> names;
  for (const auto& known : futures::backends()) names.emplace_back(known.name);
  EXPECT_EQ(names, built_backends());
}

TEST(RegistryDeathTest, RefusesANameThatIsTaken) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(futures::backend_registration(futures::backends().front()),
               "two backends are named");
}

TEST(Registry, NamesTheKnownBackendsWhenAskedForAnother) {
  try {
    futures::make_executor("no_such_backend");
    FAIL() << "made an executor of an unknown backend";
  } catch (const std::invalid_argument& problem) {
    EXPECT_NE(std::string(problem.what()).find("no_such_backend"), std::string::npos);
    EXPECT_NE(std::string(problem.what()).find("thread_pool"), std::string::npos);
  }
}

TEST(Registry, DefaultsToAFewWorkersMoreThanCpusAsPythonDoes) {
  EXPECT_GE(futures::default_max_workers(), 5U);
  EXPECT_LE(futures::default_max_workers(), 32U);
  EXPECT_EQ(futures::checked_max_workers({}), futures::default_max_workers());
  EXPECT_EQ(futures::checked_max_workers(7), 7U);
}

class Backend : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, Backend, every_backend(), by_backend);

TEST_P(Backend, MakesExecutorsThatBearItsNameAndCapabilities) {
  const auto pool = make_pool();
  EXPECT_EQ(pool->name(), GetParam());
  for (const auto& each : futures::all_capabilities)
    EXPECT_EQ(pool->caps().*each.claim, caps().*each.claim) << each.name;
}

TEST_P(Backend, SaysInALineWhatItIs) {
  const auto summary = futures::find_backend(GetParam()).summary;
  EXPECT_FALSE(summary.empty());
  EXPECT_EQ(summary.find('\n'), std::string_view::npos);
}

class BoundedBackend : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, BoundedBackend,
                         backends_claiming<BoundedBackend>(&capabilities::bounded_workers),
                         by_backend);

TEST_P(BoundedBackend, HasTheWorkersItsUserChose) {
  for (const std::size_t workers : {1, 2, 5}) EXPECT_EQ(make_pool(workers)->max_workers(), workers);
}

TEST_P(BoundedBackend, HasTheDefaultNumberOfWorkersWhenNobodyChooses) {
  EXPECT_EQ(futures::make_executor(GetParam())->max_workers(), futures::default_max_workers());
}

TEST_P(BoundedBackend, RefusesZeroWorkers) { EXPECT_THROW(make_pool(0), std::invalid_argument); }

class UnboundedBackend : public backend_test {};
INSTANTIATE_TEST_SUITE_P(Every, UnboundedBackend,
                         backends_not_claiming<UnboundedBackend>(&capabilities::bounded_workers),
                         by_backend);

TEST_P(UnboundedBackend, RefusesAChoiceOfWorkers) {
  for (const std::size_t workers : {0, 1, 2})
    EXPECT_THROW(futures::make_executor(GetParam(), {.max_workers = workers}),
                 futures::unsupported_operation);
}

}  // namespace
}  // namespace conformance
