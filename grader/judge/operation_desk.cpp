// SPDX-License-Identifier: MIT
// Takes requests for operations and makes their answers.
#include "grader/judge/operation_desk.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace judge {

std::optional<std::string> operation_desk::take(const protocol::frame& request) {
  if (request.operation >= table_.names.size()) return "asked for an operation that does not exist";
  if (operations_.size() >= most_) return fmt::format("asked for more than {} operations", most_);
  if (!waiting_.emplace(request.id, operations_.size()).second)
    return "asked twice under one number";
  const auto x = request.operands[0], y = request.operands[1];
  operations_.push_back({.which = request.operation,
                         .x = x,
                         .y = y,
                         .value = table_.apply(request.operation, x, y),
                         .start = now_,
                         .answered_before = answered_});
  most_at_once_ = std::max(most_at_once_, waiting_.size());
  return {};
}

protocol::frame operation_desk::answer_next() {
  const auto first =
      std::ranges::min_element(waiting_, {}, [](const auto& entry) { return entry.second; });
  auto& done = operations_[first->second];
  if (request_.pace == pace::virtual_time) now_ = std::max(now_, done.start + 1);
  done.finish = now_;
  done.answer_index = answered_++;
  protocol::frame packet{.kind = protocol::kind::answer, .id = first->first, .value = done.value};
  if (const auto text = request_.fails ? request_.fails(done) : std::nullopt) {
    packet.kind = protocol::kind::failure;
    protocol::set_text(packet.text, *text);
  }
  waiting_.erase(first);
  return packet;
}

void operation_desk::mark_waiting_as_off_the_pool() {
  for (const auto& [id, index] : waiting_) operations_[index].off_the_pool = true;
}

}  // namespace judge
