// SPDX-License-Identifier: MIT
// From a run to the mistakes that explain it.
#include "grader/judge/explain/explainer.hpp"

#include "grader/judge/explain/ending_story.hpp"
#include "grader/judge/explain/habits.hpp"
#include "grader/judge/explain/lost_parallelism.hpp"
#include "grader/judge/explain/thread_starts.hpp"
#include "grader/judge/graph_calls.hpp"

namespace judge {

template <class Explain>
std::vector<mistake> explainer::tell_by(const run_result& run, const std::vector<number>& operands,
                                        Explain explain) {
  std::vector<protocol::call_path> paths;
  for (const auto& each : run.trace.events) paths.push_back(each.path);
  sites_.find(paths);
  const auto story = tell(run);
  return explain(
      {.run = run,
       .story = story,
       .sites = sites_,
       .name = [&](const operation& what) { return example_name(what, graph_, table_, operands); },
       .thread_starts = lines_of_thread_starts(run, story, sites_)});
}

std::vector<mistake> explainer::of_ending(const run_result& run,
                                          const std::vector<number>& operands) {
  return tell_by(run, operands, explain_ending);
}

std::vector<mistake> explainer::of_lost_steps(const run_result& run,
                                              const std::vector<number>& operands) {
  return tell_by(run, operands, explain_lost_parallelism);
}

std::vector<mistake> explainer::of_habits(const run_result& run,
                                          const std::vector<number>& operands, unsigned workers) {
  return tell_by(run, operands, [&](const told_run& told) {
    return workers == 1 ? explain_starvation(told) : bad_habits(told);
  });
}

std::vector<mistake> explainer::of_excess(const run_result& run,
                                          const std::vector<number>& operands, unsigned workers) {
  return tell_by(run, operands,
                 [&](const told_run& told) { return explain_excess(told, workers); });
}

std::optional<int> explainer::line_of(const run_result& run, const operation& what) {
  std::optional<int> line;
  tell_by(run, {}, [&](const told_run& told) {
    for (std::size_t i = 0; i < told.story.activities.size(); ++i)
      for (const auto& each : told.story.activities[i].actions)
        if (each.what == action::kind::asks && run.operations[each.operation].event == what.event)
          line = told.line_of(i, each);
    return std::vector<mistake>{};
  });
  return line;
}

std::optional<int> explainer::line_of_function() {
  if (function_[0] == 0) return {};
  sites_.find({&function_, 1});
  return sites_.line_of(function_);
}

std::string explainer::name_of(const operation& what, const std::vector<number>& operands) const {
  return example_name(what, graph_, table_, operands);
}

}  // namespace judge
