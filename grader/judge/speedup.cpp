// SPDX-License-Identifier: MIT
// The speedups of the exercises.
#include "grader/judge/speedup.hpp"

#include <algorithm>
#include <stdexcept>

#include "grader/judge/speedup_verdict.hpp"
#include "grader/judge/structure.hpp"
#include "reports/record/environment.hpp"
#include "reports/record/machine_gates.hpp"

namespace judge {
namespace {

struct registered_speedup {
  std::string name;
  speedup_rules rules;
};

std::vector<registered_speedup>& speedups() {
  static std::vector<registered_speedup> list;
  return list;
}

const speedup_rules& find_rules(const std::string& name) {
  const auto found = std::ranges::find(speedups(), name, &registered_speedup::name);
  if (found == speedups().end()) throw std::runtime_error("no speedup is named " + name);
  return found->rules;
}

}  // namespace

speedup_registration::speedup_registration(std::string name, speedup_rules rules) {
  speedups().push_back({std::move(name), rules});
}

std::vector<std::string> registered_speedups() {
  std::vector<std::string> names;
  for (const auto& each : speedups()) names.push_back(each.name);
  return names;
}

void measure_speedup(const std::string& name, const grader::check& check, session& to) {
  const auto& rules = find_rules(name);
  const auto workers = std::min(rules.most_workers, reports::usable_cpus().value_or(1));
  const speedup_bar bar{.ideal = ideal_speedup(to.rules().graph, static_cast<unsigned>(workers)),
                        .workers = static_cast<int>(workers),
                        .least_share = rules.least_share,
                        .clock_tick = reports::clock_tick().value_or(0)};
  leg_runner legs(rules.legs, static_cast<unsigned>(workers), to);
  auto judged = judge_speedup(check, bar, legs);
  if (judged.mistake) {
    judged.mistake->line = to.explains().line_of_function();
    if (judged.mistake->rule == to_string(reports::verdict::wrong_value))
      to.note(reports::verdict::wrong_value, judged.mistake->message);
    to.add_diagnosis(std::move(*judged.mistake));
  }
  if (judged.measured) to.set_speedup(std::move(*judged.measured));
  to.add(std::move(judged.check));
}

}  // namespace judge
