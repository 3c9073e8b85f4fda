// SPDX-License-Identifier: MIT
// The matrix of behaviours and backends, made from the outcomes of the suite's tests.
//
// A cell is `pass` or `FAIL` where the backend claims what the behaviour needs. Elsewhere it is
// `refused`, and there are tests behind it: those of the suites that check that a backend without
// the capability refuses it, or does what is left; if they fail, or there are none, it is `FAIL`.
// What no backend can differ in, because it needs none, is the library's own.
#pragma once

#include <compare>
#include <map>
#include <string>
#include <vector>

#include "futures/registry.hpp"
#include "impls/conformance/suites.hpp"

namespace conformance {

/// A test by its parts.
struct test_name {
  std::string suite{};      ///< the name of its class
  std::string behaviour{};  ///< the test's name, a statement about the suite
  std::string backend{};    ///< empty for a test of the library itself

  friend auto operator<=>(const test_name&, const test_name&) = default;
};

/// What became of one test.
struct outcome {
  test_name test{};
  bool passed = false;
  std::string message{};  ///< why it failed
};

enum class cell { pass, refused, fail };

struct matrix {
  struct row {
    std::string subject;      ///< readable words
    std::string behaviour;    ///< readable words
    std::vector<cell> cells;  ///< one for each backend; one for the library's own
  };
  std::vector<std::string> backends;
  std::vector<row> rows;
  std::vector<row> of_library;
  std::vector<outcome> failures;  ///< with their messages

  bool has_failures() const;
};

/// A row for each behaviour of these tests, be it tested with one backend or many, in their order.
/// `outcomes` has those that were run: of these backends, and every check of theirs.
matrix make_matrix(const std::vector<test_name>& behaviours, const std::vector<outcome>& outcomes,
                   const std::map<std::string, applicability>& suites,
                   const std::vector<const futures::backend*>& backends);

/// "MissesNoneOfAHundred" is "misses none of a hundred".
std::string words_of(const std::string& name);

/// The formats' names, in the order to show them.
const std::vector<std::string>& matrix_formats();
/// The matrix as text. Requires: one of matrix_formats().
std::string to_text(const matrix& shown, const std::string& format);

}  // namespace conformance
