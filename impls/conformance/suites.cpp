// SPDX-License-Identifier: MIT
// The list of suites.
#include "impls/conformance/suites.hpp"

#include <cxxabi.h>

#include <algorithm>
#include <cstdlib>

#include "futures/registry.hpp"

namespace conformance {
namespace {

/// "conformance::(anonymous namespace)::Nested" is the suite Nested.
std::string name_of(const char* mangled_class) {
  char* const name = abi::__cxa_demangle(mangled_class, nullptr, nullptr, nullptr);
  const std::string whole = name != nullptr ? name : mangled_class;
  std::free(name);
  return whole.substr(whole.rfind(':') + 1);
}

}  // namespace

bool applicability::includes(const futures::capabilities& caps) const {
  return std::ranges::all_of(needs, [&](claim needed) { return caps.*needed; }) &&
         !(lacks && caps.**lacks);
}

std::map<std::string, applicability>& suites() {
  static std::map<std::string, applicability> all;
  return all;
}

std::vector<std::string> add_suite(const char* mangled_class, applicability where) {
  std::vector<std::string> names;
  for (const auto& known : futures::backends())
    if (where.includes(known.caps)) names.emplace_back(known.name);
  suites()[name_of(mangled_class)] = std::move(where);
  return names;
}

}  // namespace conformance
