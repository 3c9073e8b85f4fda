// SPDX-License-Identifier: MIT
// Takes a submission's requests for operations, keeps the virtual clock, and makes the answers.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "exercises/runtime/protocol.hpp"
#include "grader/judge/run.hpp"

namespace judge {

/// The operations of one run. Knows nothing of processes: who calls decides when to answer.
class operation_desk {
 public:
  operation_desk(const operation_table& table, const run_request& request, std::uint64_t most)
      : table_(table), request_(request), most_(most) {
    for (const auto given : request.operands) known_.emplace(given, known_.size());
  }

  /// Takes a request. Returns: why it is refused; empty when it waits for its answer now.
  std::optional<std::string> take(const protocol::frame& request);

  bool anything_waits() const noexcept { return !waiting_.empty(); }
  /// Answers the operation that finishes first, after setting the clock to its finish. Of several
  /// with the same finish it is the one whose operands come first, among those that were given and
  /// then the values answered: threads that asked at the same time race, but the order of the
  /// answers is the same in every run. Requires: anything_waits().
  protocol::frame answer_next();
  /// What waits for its answer runs outside the pool.
  void mark_waiting_as_off_the_pool();

  std::int64_t now() const noexcept { return now_; }  ///< virtual time, in steps
  std::size_t most_at_once() const noexcept { return most_at_once_; }
  const std::vector<operation>& operations() const noexcept { return operations_; }

 private:
  /// The places of both operands among the known values; what nobody knows comes last.
  using operand_places = std::pair<std::size_t, std::size_t>;
  struct waiting_operation {
    std::size_t index;  ///< in operations_
    std::int64_t finish;
    operand_places places;
  };

  std::int64_t cost_of(std::uint32_t which) const {
    return request_.costs.empty() ? 1 : request_.costs.at(which);
  }
  std::size_t place_of(number value) const;

  const operation_table& table_;
  const run_request& request_;
  std::uint64_t most_;
  std::vector<operation> operations_;                   // in the order they were asked for
  std::map<std::uint32_t, waiting_operation> waiting_;  // by the id of the request
  std::map<number, std::size_t> known_;                 // value -> its place
  std::size_t most_at_once_ = 0;
  std::size_t answered_ = 0;
  std::int64_t now_ = 0;
};

}  // namespace judge
