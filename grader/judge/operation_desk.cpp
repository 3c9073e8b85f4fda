// SPDX-License-Identifier: MIT
// Takes requests for operations and makes their answers.
#include "grader/judge/operation_desk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <tuple>

namespace judge {

std::optional<std::string> operation_desk::take(const protocol::frame& request) {
  if (request.operation >= table_.names.size()) return "asked for an operation that does not exist";
  if (operations_.size() >= most_) return fmt::format("asked for more than {} operations", most_);
  const auto x = request.operands[0], y = request.operands[1];
  if (!waiting_
           .try_emplace(request.id, waiting_operation{operations_.size(),
                                                      now_ + cost_of(request.operation),
                                                      {place_of(x), place_of(y)}})
           .second)
    return "asked twice under one number";
  operations_.push_back({.which = request.operation,
                         .x = x,
                         .y = y,
                         .value = table_.apply(request.operation, x, y),
                         .start = now_,
                         .answered_before = answered_,
                         .event = static_cast<std::uint64_t>(request.operands[2])});
  most_at_once_ = std::max(most_at_once_, waiting_.size());
  return {};
}

protocol::frame operation_desk::answer_next() {
  const bool in_steps = request_.pace == pace::virtual_time;
  const auto first = std::ranges::min_element(waiting_, {}, [&](const auto& entry) {
    const auto& [index, finish, places] = entry.second;
    return in_steps ? std::tuple(finish, places, operations_[index].which, index)
                    : std::tuple(std::int64_t{0}, operand_places{}, 0u, index);
  });
  auto& done = operations_[first->second.index];
  if (in_steps) now_ = std::max(now_, first->second.finish);
  done.finish = now_;
  done.answer_index = answered_++;
  protocol::frame packet{.kind = protocol::kind::answer, .id = first->first, .value = done.value};
  if (const auto text = request_.fails ? request_.fails(done) : std::nullopt) {
    packet.kind = protocol::kind::failure;
    protocol::set_text(packet.text, *text);
  }
  known_.emplace(done.value, known_.size());
  waiting_.erase(first);
  return packet;
}

std::size_t operation_desk::place_of(number value) const {
  const auto found = known_.find(value);
  return found != known_.end() ? found->second : std::numeric_limits<std::size_t>::max();
}

void operation_desk::mark_waiting_as_off_the_pool() {
  for (const auto& [id, each] : waiting_) operations_[each.index].off_the_pool = true;
}

}  // namespace judge
