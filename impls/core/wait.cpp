// SPDX-License-Identifier: MIT
// Waiting for several states.
#include "futures/wait.hpp"

#include <algorithm>

namespace futures::detail {
namespace {

void wait_for_all(std::span<shared_state* const> states, const deadline* limit) {
  // First what can be done here: a task that comes later may be what an earlier one waits for.
  if (limit == nullptr)
    for (auto* const each : states)
      if (!each->done()) each->claim_on_worker();
  for (auto* const each : states) {
    if (limit == nullptr)
      each->wait();
    else if (!each->wait_until(*limit))
      return;
  }
}

/// Waits until `enough` is true of a state, or all are done.
template <class Enough>
void wait_for_any(std::span<shared_state* const> states, const deadline* limit, Enough enough) {
  if (std::ranges::any_of(states, [&](const auto* each) { return enough(*each); })) return;
  completion_queue left;
  std::vector<shared_state*> by_ticket;
  for (auto* const each : states) {
    if (each->done() && !enough(*each)) continue;
    left.watch(*each);
    by_ticket.push_back(each);
  }
  while (left.size() != 0) {
    const auto next = left.next(limit);
    if (!next || enough(*by_ticket[*next])) return;
  }
}

}  // namespace

void wait_for_states(std::span<shared_state* const> states, const wait_options& options) {
  std::optional<deadline> limit;
  if (options.timeout) limit = deadline_after(*options.timeout);
  const auto* const until = limit ? &*limit : nullptr;
  switch (options.until) {
    case return_when::first_completed:
      return wait_for_any(states, until, [](const shared_state& state) { return state.done(); });
    case return_when::first_exception:
      return wait_for_any(states, until, [](const shared_state& state) { return state.failed(); });
    case return_when::all_completed:
      return wait_for_all(states, until);
  }
}

}  // namespace futures::detail
