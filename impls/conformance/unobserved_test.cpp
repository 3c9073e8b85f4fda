// SPDX-License-Identifier: MIT
// Laws of exceptions that nobody fetches: somebody is told of each, once.
#include "impls/conformance/unobserved.hpp"

#include <stdexcept>
#include <tuple>

#include "impls/conformance/backend_test.hpp"
#include "impls/conformance/threads.hpp"

namespace conformance {
namespace {

using futures::any_future;
using messages = std::vector<std::string>;

[[noreturn]] int fail(const char* message) { throw std::out_of_range(message); }

class Unobserved : public backend_test {
 protected:
  unobserved_exceptions unobserved_;
};
INSTANTIATE_TEST_SUITE_P(Every, Unobserved, every_backend(), by_backend);

TEST_P(Unobserved, ExceptionOfADroppedFutureIsReported) {
  const auto pool = make_pool();
  std::ignore = pool->submit(fail, "dropped");
  pool->shutdown();
  EXPECT_EQ(unobserved_.messages(), messages{"dropped"});
}

TEST_P(Unobserved, ExceptionIsReportedWhenTheLastHandleGoes) {
  const auto pool = make_pool();
  {
    const auto one = pool->submit(fail, "last");
    const auto other = one;
    other.wait();
    pool->shutdown();
    EXPECT_TRUE(unobserved_.messages().empty());
  }
  EXPECT_EQ(unobserved_.messages(), messages{"last"});
}

TEST_P(Unobserved, ExceptionOfAPostedTaskIsReported) {
  const auto pool = make_pool();
  std::atomic<int> runs = 0;
  pool->post([&](int times) { runs += times; }, 2);
  pool->post(fail, "posted");
  pool->shutdown();
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(unobserved_.messages(), messages{"posted"});
}

TEST_P(Unobserved, ExceptionOfACallbackIsReported) {
  const auto pool = make_pool();
  pool->submit([] {}).add_done_callback([](const any_future&) { fail("from a callback"); });
  pool->shutdown();
  EXPECT_EQ(unobserved_.messages(), messages{"from a callback"});
}

TEST_P(Unobserved, MeansThatNobodyFetchedIt) {
  const auto pool = make_pool();
  EXPECT_THROW(pool->submit(fail, "1").result(), std::out_of_range);
  EXPECT_NE(pool->submit(fail, "2").exception(), nullptr);
  EXPECT_THROW(pool->submit(fail, "3").take(), std::out_of_range);
  auto parent = pool->submit([&] { return pool->submit(fail, "4").result(); });
  EXPECT_THROW(parent.result(), std::out_of_range);
  for (auto& done : futures::as_completed(std::vector{pool->submit(fail, "5")}))
    EXPECT_THROW(done.result(), std::out_of_range);
  pool->shutdown();
  EXPECT_TRUE(unobserved_.messages().empty());
}

TEST_P(Unobserved, ExceptionIsReportedThoughItsFutureWasWaitedFor) {
  const auto pool = make_pool();
  pool->submit(fail, "waited").wait();
  futures::wait(std::vector{pool->submit(fail, "waited")},
                {.until = futures::return_when::first_exception});
  pool->shutdown();
  EXPECT_EQ(unobserved_.messages(), (messages{"waited", "waited"}));
}

TEST_P(Unobserved, ExceptionsOfElementsThatNobodyReadAreReported) {
  for (const std::size_t chunksize : {1, 5}) {
    const auto pool = make_pool();
    const auto before = unobserved_.messages().size();
    {
      auto results = pool->map({.chunksize = chunksize}, fail, std::vector<const char*>(5, "map"));
      pool->shutdown();
      EXPECT_THROW(*results.begin(), std::out_of_range);
    }
    EXPECT_EQ(unobserved_.messages().size(), before + 4);
  }
}

TEST_P(Unobserved, DoesNotMeanCancelledOrReturned) {
  const auto pool = make_pool();
  for (int i = 0; i < 100; ++i) pool->submit([] { return 1; }).cancel();
  pool->shutdown({.cancel_futures = true});
  EXPECT_TRUE(unobserved_.messages().empty());
}

TEST_P(Unobserved, ExceptionsAreReportedOnceEach) {
  constexpr std::size_t tasks = 500;
  const auto pool = make_pool();
  for (std::size_t i = 0; i < tasks; ++i) {
    const auto racing = pool->submit(fail, "raced");
    if (i % 2 == 0) racing.add_done_callback([](const any_future& done) { done.exception(); });
  }
  pool->shutdown();
  EXPECT_EQ(unobserved_.messages().size(), tasks / 2);
}

TEST(UnobservedByAPromise, IsItsMakersOwnBusiness) {
  const unobserved_exceptions unobserved;
  futures::promise<int> made;
  made.set_exception(std::make_exception_ptr(1));
  EXPECT_TRUE(unobserved.messages().empty());
}

TEST(UnobservedInAThreadPool, IsToldToThePoolsOwnHandler) {
  const watchdog dog;
  const unobserved_exceptions of_program;
  std::atomic<int> told = 0;
  gate added;  // a callback that comes too late has the program's handler
  {
    futures::thread_pool_executor pool(
        {.max_workers = 2, .on_unobserved = [&](std::exception_ptr) { ++told; }});
    pool.post(fail, "posted");
    pool.submit([&] { added.wait_open(); }).add_done_callback([](const any_future&) {
      fail("from a callback");
    });
    added.open();
    std::ignore = pool.submit(fail, "dropped");
  }
  EXPECT_EQ(told, 3);
  EXPECT_TRUE(of_program.messages().empty());
}

TEST(UnobservedHandler, IsReplacedAndRestored) {
  const unobserved_exceptions outer;
  {
    const unobserved_exceptions inner;
    futures::make_executor("inline")->post(fail, "inner");
    EXPECT_EQ(inner.messages(), messages{"inner"});
  }
  futures::make_executor("inline")->post(fail, "outer");
  EXPECT_EQ(outer.messages(), messages{"outer"});
}

TEST(UnobservedHandler, WritesToStderrByDefault) {
  const auto before = futures::set_unobserved_handler({});
  testing::internal::CaptureStderr();
  futures::make_executor("inline")->post(fail, "nobody wants me");
  EXPECT_EQ(testing::internal::GetCapturedStderr(),
            "futures: nobody fetched this exception: nobody wants me\n");
  futures::set_unobserved_handler(before);
}

}  // namespace
}  // namespace conformance
