// SPDX-License-Identifier: MIT
// A leg: from its words on the command line to its line of JSON, and its process around it.
#include "bench/leg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>

#include "bench/overhead/process_usage.hpp"
#include "bench/process_apart.hpp"
#include "futures/errors.hpp"
#include "futures/executor.hpp"

namespace bench {
namespace {

using clock = std::chrono::steady_clock;
using json = nlohmann::ordered_json;

template <class Number>
Number to_number(const std::string& word) {
  Number value{};
  const auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (problem != std::errc() || end != word.data() + word.size())
    throw std::invalid_argument(fmt::format("'{}' is no number", word));
  return value;
}

/// Linux: the line "VmHWM:  1234 kB" of the process's status; see proc(5).
double peak_resident_bytes() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    if (word != "VmHWM:") continue;
    double kib = 0;
    if (status >> kib) return kib * 1024;
  }
  return std::nan("");
}

/// What a leg runs again and again.
class runner {
 public:
  explicit runner(const leg& what) : leg_(what), work_(find_workload(what.workload)) {
    if (work_.prepare != nullptr) work_.prepare(leg_.size);
    if (leg_.backend.empty()) return;
    const auto& where = futures::find_backend(leg_.backend);
    if (work_.refusal != nullptr)
      if (const auto reason = work_.refusal(where, leg_.size))
        throw futures::unsupported_operation(*reason);
    pool_ = where.make({.max_workers = leg_.workers});
  }

  int workers() const { return pool_ ? static_cast<int>(pool_->max_workers()) : 1; }

  /// Returns: the seconds of one run. Throws: for a wrong answer, and what the run throws.
  double timed_run() {
    const auto begin = clock::now();
    const auto seconds = [&] {
      return std::chrono::duration<double>(clock::now() - begin).count();
    };
    const auto answer = pool_ ? work_.run(*pool_, leg_.size) : work_.serial(leg_.size);
    auto took = seconds();
    for (const auto slowed = took * (1 + leg_.slowdown); took < slowed;) took = seconds();
    if (answer != leg_.answer)
      throw std::runtime_error(fmt::format("the answer is {} and not {}", answer, leg_.answer));
    return took;
  }

 private:
  const leg& leg_;
  const workload& work_;
  std::unique_ptr<futures::executor> pool_;
};

void measure_into(leg_result& result, const leg& what) {
  constexpr std::size_t most_samples = 1000;  // of runs that are over in no time
  runner measured(what);
  result.workers = measured.workers();
  const auto begin = clock::now();
  const auto passed = [&] { return std::chrono::duration<double>(clock::now() - begin).count(); };
  const auto first = measured.timed_run();
  // The first run is slower, and does not count, unless it alone is longer than there is time for.
  if (first >= what.seconds && what.seconds > 0) result.samples.push_back(first);
  const auto cpu = overhead::process_cpu_seconds();
  std::size_t runs = 0;
  while (result.samples.empty() || (passed() < what.seconds && runs < most_samples)) {
    result.samples.push_back(measured.timed_run());
    ++runs;
  }
  // Of the only run the process's time is the best that is known.
  result.cpu_seconds =
      runs == 0 ? cpu : (overhead::process_cpu_seconds() - cpu) / static_cast<double>(runs);
}

}  // namespace

double leg_result::seconds() const { return *std::ranges::min_element(samples); }

std::vector<std::string> leg_arguments(const leg& what) {
  return {"leg",
          what.workload,
          std::to_string(what.size),
          std::to_string(what.answer),
          what.backend,
          what.workers ? std::to_string(*what.workers) : "",
          fmt::format("{}", what.seconds),
          fmt::format("{}", what.slowdown)};
}

leg leg_from_arguments(const std::vector<std::string>& words) {
  if (words.size() != 7) throw std::invalid_argument("a leg has seven words");
  leg what{.workload = words[0],
           .size = to_number<std::int64_t>(words[1]),
           .answer = to_number<std::int64_t>(words[2]),
           .backend = words[3],
           .workers = {},
           .seconds = to_number<double>(words[5]),
           .slowdown = to_number<double>(words[6])};
  if (!words[4].empty()) what.workers = to_number<std::size_t>(words[4]);
  return what;
}

leg_result run_leg(const leg& what) {
  leg_result result;
  try {
    measure_into(result, what);
  } catch (const futures::unsupported_operation& refused) {
    result.problem = std::string("refused: ") + refused.what();
  } catch (const std::exception& problem) {
    result.problem = std::string("failed: ") + problem.what();
  } catch (...) {
    result.problem = "failed: it threw something that is no std::exception";
  }
  if (result.problem) result.samples.clear();
  result.peak_bytes = peak_resident_bytes();
  return result;
}

std::string to_json_line(const leg_result& found) {
  const json value{{"samples", found.samples},
                   {"cpu_seconds", found.cpu_seconds},
                   {"workers", found.workers},
                   {"peak_bytes", found.peak_bytes},
                   {"problem", found.problem ? json(*found.problem) : json()}};
  return value.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

leg_result leg_result_from_json(const std::string& text) {
  try {
    const auto value = json::parse(text);
    leg_result found{.samples = value.at("samples").get<std::vector<double>>(),
                     .cpu_seconds = value.at("cpu_seconds").get<double>(),
                     .workers = value.at("workers").get<int>(),
                     .peak_bytes = value.at("peak_bytes").is_null()
                                       ? std::nan("")
                                       : value.at("peak_bytes").get<double>()};
    if (!value.at("problem").is_null()) found.problem = value.at("problem").get<std::string>();
    if (found.samples.empty() != found.problem.has_value())
      throw std::runtime_error("a leg has either samples or a problem");
    return found;
  } catch (const json::exception& problem) {
    throw std::runtime_error(std::string("no result of a leg: ") + problem.what());
  }
}

leg_result run_leg_apart(const leg& what, std::chrono::milliseconds limit) {
  auto ended = run_apart(own_program, leg_arguments(what), limit);
  try {
    if (!ended.problem) return leg_result_from_json(ended.text);
  } catch (const std::exception& problem) {
    ended.problem = problem.what();
  }
  leg_result failed;
  failed.problem = "failed: " + *ended.problem;
  return failed;
}

}  // namespace bench
