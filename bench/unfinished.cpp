// SPDX-License-Identifier: MIT
// The record of a run that is not finished, to go on with it.
#include "bench/unfinished.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace bench {
namespace {

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

std::string say_interrupted(const std::optional<std::filesystem::path>& record) {
  return record ? fmt::format("interrupted; to go on, add --resume: {} has what was measured",
                              record->string())
                : "interrupted";
}

reports::bench_record read_unfinished(const std::filesystem::path& file,
                                      const std::map<std::string, std::string>& now) {
  auto known = reports::bench_from_json(text_of(file));
  const auto complain = [&](const char* key, const std::string& before, const std::string& after) {
    throw std::runtime_error(
        fmt::format("cannot go on with {}: its {} is '{}', this run's '{}'; give another --out",
                    file.string(), key, before, after));
  };
  // Of the suite of overheads alone: so it is never gone on with by the other one.
  constexpr auto chosen = "chosen";
  const auto value_in = [](const auto& all) {
    return all.contains(chosen) ? all.at(chosen) : std::string("another suite");
  };
  if (value_in(known.environment) != value_in(now))
    complain(chosen, value_in(known.environment), value_in(now));
  for (const char* key :
       {"size", "repetitions", "repetition_seconds", "cpu", "cores", "kernel", "compiler", "flags",
        "commit", "omp_wait_policy", "injected_slowdown", "python", "boost"})
    if (known.environment.contains(key) && now.contains(key) &&
        known.environment.at(key) != now.at(key))
      complain(key, known.environment.at(key), now.at(key));
  return known;
}

std::vector<reports::bench_leg> joined(std::vector<reports::bench_leg> earlier,
                                       const std::vector<reports::bench_leg>& since) {
  earlier.insert(earlier.end(), since.begin(), since.end());
  return earlier;
}

}  // namespace bench
