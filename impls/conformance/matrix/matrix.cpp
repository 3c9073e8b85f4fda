// SPDX-License-Identifier: MIT
// From outcomes to cells.
#include "impls/conformance/matrix/matrix.hpp"

#include <algorithm>
#include <cctype>
#include <set>

namespace conformance {
namespace {

bool begins_word(char before, char now) {
  const auto is_digit = [](unsigned char c) { return std::isdigit(c) != 0; };
  return std::isupper(static_cast<unsigned char>(now)) != 0 || is_digit(before) != is_digit(now);
}

/// Looks outcomes up.
class outcomes_by_name {
 public:
  outcomes_by_name(const std::vector<outcome>& all,
                   const std::map<std::string, applicability>& suites)
      : suites_(suites) {
    for (const auto& each : all) {
      by_name_[each.test] = &each;
      const auto where = suites.find(each.test.suite);
      if (where != suites.end() && where->second.lacks) checks_[each.test.backend].push_back(&each);
    }
  }

  cell of_test(const test_name& test) const {
    const auto found = by_name_.find(test);
    return found != by_name_.end() && found->second->passed ? cell::pass : cell::fail;
  }
  cell of(test_name test, const futures::backend& backend) const {
    const auto where = suites_.find(test.suite);
    if (where != suites_.end())
      for (const auto needed : where->second.needs)
        if (!(backend.caps.*needed)) return refusal(needed, backend);
    test.backend = backend.name;
    return of_test(test);
  }

 private:
  /// Whether all tests passed that the backend does not have the capability.
  cell refusal(claim missing, const futures::backend& backend) const {
    const auto checks = checks_.find(std::string(backend.name));
    if (checks == checks_.end()) return cell::fail;
    bool checked = false;
    for (const auto* each : checks->second) {
      if (suites_.at(each->test.suite).lacks != missing) continue;
      if (!each->passed) return cell::fail;
      checked = true;
    }
    return checked ? cell::refused : cell::fail;
  }

  const std::map<std::string, applicability>& suites_;
  std::map<test_name, const outcome*> by_name_;
  std::map<std::string, std::vector<const outcome*>> checks_;
};

}  // namespace

std::string words_of(const std::string& name) {
  std::string words;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (i != 0 && begins_word(name[i - 1], name[i])) words += ' ';
    words += static_cast<char>(std::tolower(static_cast<unsigned char>(name[i])));
  }
  return words;
}

bool matrix::has_failures() const {
  const auto fails = [](const row& each) {
    return std::ranges::count(each.cells, cell::fail) != 0;
  };
  return !failures.empty() || std::ranges::any_of(rows, fails) ||
         std::ranges::any_of(of_library, fails);
}

matrix make_matrix(const std::vector<test_name>& behaviours, const std::vector<outcome>& outcomes,
                   const std::map<std::string, applicability>& suites,
                   const std::vector<const futures::backend*>& backends) {
  const outcomes_by_name found(outcomes, suites);
  matrix made;
  for (const auto* each : backends) made.backends.emplace_back(each->name);
  for (const auto& each : outcomes)
    if (!each.passed) made.failures.push_back(each);
  std::set<std::pair<std::string, std::string>> seen;
  for (const auto& each : behaviours) {
    const auto where = suites.find(each.suite);
    if (where != suites.end() && where->second.lacks) continue;  // a check, no behaviour
    if (!seen.emplace(each.suite, each.behaviour).second) continue;
    matrix::row row{words_of(each.suite), words_of(each.behaviour), {}};
    if (each.backend.empty()) {
      row.cells = {found.of_test(each)};
      made.of_library.push_back(std::move(row));
    } else {
      for (const auto* backend : backends) row.cells.push_back(found.of(each, *backend));
      made.rows.push_back(std::move(row));
    }
  }
  return made;
}

}  // namespace conformance
