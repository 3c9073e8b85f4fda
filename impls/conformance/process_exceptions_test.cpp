// SPDX-License-Identifier: MIT
// Laws of exceptions that come back from other processes.
#include <new>
#include <stdexcept>
#include <string>
#include <system_error>
#include <tuple>
#include <vector>

#include "impls/conformance/process_pool_test.hpp"

namespace conformance {
namespace {

using futures::process_pool_executor;

struct parse_error : std::runtime_error {
  parse_error(int at, const std::string& text) : std::runtime_error(text), line(at) {}
  parse_error() : parse_error(0, "") {}
  int line;
  template <class Archive>
  void save(Archive& archive) const {
    archive(line, std::string(what()));
  }
  template <class Archive>
  void load(Archive& archive) {
    int at = 0;
    std::string text;
    archive(at, text);
    *this = parse_error(at, text);
  }
};
struct quota_error : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct private_error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// An exception whose codec fails on either side.
struct fragile_error : std::exception {
  enum class moment { none, save, load };
  fragile_error() = default;
  explicit fragile_error(moment when) : fails_at(when) {}
  const char* what() const noexcept override { return "fragile"; }
  moment fails_at = moment::none;

  template <class Archive>
  void save(Archive& archive) const {
    if (fails_at == moment::save) throw std::domain_error("cannot be written");
    archive(fails_at);
  }
  template <class Archive>
  void load(Archive& archive) {
    archive(fails_at);
    if (fails_at == moment::load) throw std::domain_error("cannot be read");
  }
};
struct silent_error : std::exception {
  const char* what() const noexcept override { return nullptr; }
};
/// An error category that only this program has.
class own_category : public std::error_category {
  const char* name() const noexcept override { return "own"; }
  std::string message(int value) const override { return "own error " + std::to_string(value); }
};

/// Before the tests and while there is one thread: what the workers must know.
class before_all : public testing::Environment {
 private:
  void SetUp() override {
    board();
    futures::register_exception<parse_error>("parse_error");
    futures::register_exception<quota_error>("quota_error");
    futures::register_exception<fragile_error>("fragile_error");
    futures::start_fork_server();
  }
};
[[maybe_unused]] const auto* const registered = testing::AddGlobalTestEnvironment(new before_all);

long add(long x, long y) { return x + y; }

class ProcessExceptions : public process_pool_test {
 protected:
  process_pool_executor pool{2};
};

TEST_F(ProcessExceptions, OfKnownTypesComeBackAsWhatTheyAre) {
  EXPECT_THROW(pool.submit([] { throw std::out_of_range("7 of 3"); }).result(), std::out_of_range);
  EXPECT_THROW(pool.submit([] { throw std::bad_alloc(); }).result(), std::bad_alloc);
  EXPECT_THROW(pool.submit([] { throw futures::timeout_error("late"); }).result(),
               futures::timeout_error);
  try {
    pool.submit([] { throw std::system_error(ENOSPC, std::generic_category(), "writing"); })
        .result();
    FAIL() << "nothing was thrown";
  } catch (const std::system_error& problem) {
    EXPECT_EQ(problem.code(), std::errc::no_space_on_device);
    EXPECT_STREQ(problem.what(), "writing: No space left on device");
  }
}

TEST_F(ProcessExceptions, ThatAreRegisteredComeBackWithTheirMembers) {
  try {
    pool.submit([] { throw parse_error(14, "no number"); }).result();
    FAIL() << "nothing was thrown";
  } catch (const parse_error& problem) {
    EXPECT_EQ(problem.line, 14);
    EXPECT_STREQ(problem.what(), "no number");
  }
  EXPECT_THROW(pool.submit([] { throw quota_error("full"); }).result(), quota_error);
}

TEST_F(ProcessExceptions, OfOtherTypesComeBackAsRemoteErrors) {
  try {
    pool.submit([] { throw private_error("secret"); }).result();
    FAIL() << "nothing was thrown";
  } catch (const futures::remote_error& problem) {
    EXPECT_NE(problem.type_name.find("private_error"), std::string::npos);
    EXPECT_STREQ(problem.what(), "secret");
  }
  try {
    pool.submit([] { throw 42; }).result();
    FAIL() << "nothing was thrown";
  } catch (const futures::remote_error& problem) {
    EXPECT_EQ(problem.type_name, "int");
  }
}

TEST_F(ProcessExceptions, OfOtherCategoriesComeBackAsRemoteErrors) {
  try {
    pool.submit([] {
          static const own_category category;
          throw std::system_error(42, category, "reading");
        })
        .result();
    FAIL() << "nothing was thrown";
  } catch (const futures::remote_error& problem) {
    EXPECT_EQ(problem.type_name, "std::system_error");
    EXPECT_STREQ(problem.what(), "reading: own error 42");
  }
}

TEST_F(ProcessExceptions, WhoseCodecsThrowComeBack) {
  const auto fail = [](fragile_error::moment when) { throw fragile_error(when); };
  EXPECT_THROW(pool.submit(fail, fragile_error::moment::none).result(), fragile_error);
  try {
    pool.submit(fail, fragile_error::moment::save).result();
    FAIL() << "nothing was thrown";
  } catch (const futures::remote_error& problem) {
    EXPECT_NE(problem.type_name.find("fragile_error"), std::string::npos);
    EXPECT_STREQ(problem.what(), "fragile");
  }
  EXPECT_THROW(pool.submit(fail, fragile_error::moment::load).result(), std::domain_error);
  EXPECT_THROW(pool.submit([] { throw silent_error(); }).result(), futures::remote_error);
  EXPECT_EQ(pool.submit(add, 1, 2).result(), 3);
}

TEST_F(ProcessExceptions, ThatCannotBeReadDoNotSpoilTheNextElement) {
  using moment = fragile_error::moment;
  const auto fail = [](int i) {
    if (i == 1) throw fragile_error(moment::load);
    return i;
  };
  auto all = pool.map({.chunksize = 3}, fail, std::vector{0, 1, 2});
  auto each = all.begin();
  EXPECT_EQ(*each, 0);
  EXPECT_THROW(std::ignore = *++each, std::domain_error);
  EXPECT_EQ(*++each, 2);
}

TEST_F(ProcessExceptions, HaveNamesThatStandForOneEach) {
  EXPECT_THROW(futures::register_exception<private_error>("quota_error"), std::invalid_argument);
  EXPECT_NO_THROW(futures::register_exception<quota_error>("quota_error"));
}

}  // namespace
}  // namespace conformance
