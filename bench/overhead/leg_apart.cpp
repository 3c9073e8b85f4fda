// SPDX-License-Identifier: MIT
// A leg of an overhead: from its words on the command line to its line of JSON, and its process.
#include "bench/overhead/leg_apart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <nlohmann/json.hpp>

#include "bench/process_apart.hpp"

namespace bench::overhead {
namespace {

using json = nlohmann::ordered_json;

constexpr std::string_view left_out = "refused: ";  // and no reason

template <class Entry>
const Entry& find(const std::vector<Entry>& among, const std::string& name) {
  const auto found = std::ranges::find(among, name, &Entry::name);
  if (found == among.end()) throw std::invalid_argument(fmt::format("there is no '{}'", name));
  return *found;
}

std::int64_t to_number(const std::string& word) {
  std::int64_t value = 0;
  const auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (problem != std::errc() || end != word.data() + word.size() || value < 0)
    throw std::invalid_argument(fmt::format("'{}' is no size", word));
  return value;
}

leg checked(const work& what, pool& on, std::int64_t size) {
  auto found = what.measure(on, size);
  const auto right = what.answer(size);
  if (found.answer != right)
    throw std::runtime_error(fmt::format("the answer is {} and not {}", found.answer, right));
  return found;
}

/// Unknown numbers are null.
std::vector<double> to_numbers(const json& values) {
  std::vector<double> numbers;
  for (const auto& each : values)
    numbers.push_back(each.is_null() ? std::numeric_limits<double>::quiet_NaN()
                                     : each.get<double>());
  return numbers;
}

}  // namespace

bool is_left_out(const leg_outcome& outcome) { return outcome.problem == left_out; }

leg_outcome run_leg(const leg_order& order) {
  try {
    const auto on = order.who.make(order.workers);
    checked(order.what, *on, order.warm_up);
    return {.found = checked(order.what, *on, order.size)};
  } catch (const refused& reason) {
    return {.problem = fmt::format("refused: {}", reason.what())};
  } catch (const std::exception& problem) {
    return {.problem = fmt::format("failed: {}", problem.what())};
  } catch (...) {
    return {.problem = "failed: it threw something that is no std::exception"};
  }
}

std::vector<std::string> leg_arguments(const leg_order& order) {
  return {"overhead_leg",
          std::string(order.what.name),
          std::string(order.who.name),
          std::to_string(order.workers),
          std::to_string(order.warm_up),
          std::to_string(order.size)};
}

std::string run_leg_of(const std::vector<std::string>& words) {
  if (words.size() != 5) throw std::invalid_argument("a leg of an overhead has five words");
  return to_json_line(run_leg({.what = find(works(), words[0]),
                               .who = find(competitors(), words[1]),
                               .workers = static_cast<std::size_t>(to_number(words[2])),
                               .warm_up = to_number(words[3]),
                               .size = to_number(words[4])}));
}

std::string to_json_line(const leg_outcome& outcome) {
  const auto& found = outcome.found;
  auto curve = json::array();
  for (const auto& [x, y] : found.curve) curve.push_back({x, y});
  const json value{{"values", found.values},
                   {"answer", found.answer},
                   {"tasks", found.tasks},
                   {"curve", curve},
                   {"problem", outcome.problem ? json(*outcome.problem) : json()}};
  return value.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

leg_outcome outcome_from_json(const std::string& text) {
  try {
    const auto value = json::parse(text);
    leg_outcome outcome{.found = {.values = to_numbers(value.at("values")),
                                  .answer = value.at("answer").get<std::int64_t>(),
                                  .tasks = value.at("tasks").get<std::int64_t>()}};
    for (const auto& each : value.at("curve")) {
      const auto point = to_numbers(each);
      outcome.found.curve.push_back({.x = point.at(0), .y = point.at(1)});
    }
    if (!value.at("problem").is_null()) outcome.problem = value.at("problem").get<std::string>();
    if (outcome.found.values.empty() != outcome.problem.has_value())
      throw std::runtime_error("a leg has either values or a problem");
    return outcome;
  } catch (const json::exception& problem) {
    throw std::runtime_error(std::string("no outcome of a leg: ") + problem.what());
  } catch (const std::out_of_range& problem) {
    throw std::runtime_error(std::string("no outcome of a leg: ") + problem.what());
  }
}

leg_outcome run_leg_apart(const leg_order& order, std::chrono::milliseconds limit) {
  auto ended = run_apart(own_program, leg_arguments(order), limit);
  try {
    if (!ended.problem) return outcome_from_json(ended.text);
  } catch (const std::exception& problem) {
    ended.problem = problem.what();
  }
  return {.problem = "failed: " + *ended.problem};
}

}  // namespace bench::overhead
