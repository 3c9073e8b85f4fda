// SPDX-License-Identifier: MIT
// wait() and as_completed(): several futures at once, of one executor or of many.
//
// A task that waits for tasks of its own executor cannot starve it: wait() for all of them runs
// those that are still pending, one after the other; a wait for one of several runs one only when
// every worker of the executor waits for futures, and a timed one never does. See the claim rule in
// detail/shared_state.hpp.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <optional>
#include <ranges>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "futures/detail/completion_queue.hpp"
#include "futures/future.hpp"

namespace futures {

/// What wait() waits for; all of it is true at the latest when every future is done.
enum class return_when {
  first_completed,  ///< a future is done, be it cancelled
  first_exception,  ///< a task has failed; a cancelled one has not
  all_completed
};

/// How wait() waits; by default until all are done.
struct wait_options {
  std::optional<nanoseconds> timeout{};  ///< none: without a time limit
  return_when until = return_when::all_completed;
};

/// What wait() found, each in the order of its input.
template <class F>
struct done_and_not_done {
  std::vector<F> done;
  std::vector<F> not_done;
};

/// A range of futures, all of one type.
template <class R>
concept future_range =
    std::ranges::input_range<R> && std::derived_from<std::ranges::range_value_t<R>, any_future>;

namespace detail {

/// The futures of the range, each once, in order; moved out of a container that nobody else has.
template <future_range R>
auto collect(R&& futures) {
  constexpr bool owned = !std::is_lvalue_reference_v<R> && !std::ranges::view<R>;
  std::vector<std::ranges::range_value_t<R>> all;
  std::unordered_set<const shared_state*> seen;
  for (auto&& each : futures) {
    if (!seen.insert(&future_access::state(each)).second) continue;
    if constexpr (owned)
      all.push_back(std::move(each));
    else
      all.push_back(std::forward<decltype(each)>(each));
  }
  return all;
}

/// Waits as wait() does. Requires: the states stay alive.
void wait_for_states(std::span<shared_state* const> states, const wait_options& options);

}  // namespace detail

/// Waits until what `options.until` says is true, or the timeout ends. Cancelled counts as done.
/// Returns: the futures that are done and those that are not, without duplicates; a timeout is no
/// error. Throws: deadlock_error when it would wait for ever.
template <future_range R>
auto wait(R&& futures, wait_options options = {})
    -> done_and_not_done<std::ranges::range_value_t<R>> {
  auto all = detail::collect(std::forward<R>(futures));
  std::vector<detail::shared_state*> states;
  states.reserve(all.size());
  for (const auto& each : all) states.push_back(&detail::future_access::state(each));
  detail::wait_for_states(states, options);
  done_and_not_done<std::ranges::range_value_t<R>> found;
  for (auto& each : all) (each.done() ? found.done : found.not_done).push_back(std::move(each));
  return found;
}

/// The same for futures of different types: `wait({sum, name})`.
inline auto wait(std::initializer_list<any_future> futures, wait_options options = {}) {
  return wait(std::span(futures.begin(), futures.size()), options);
}

/// The futures in the order in which they become done: see as_completed().
/// Threads: one at a time.
template <std::derived_from<any_future> F>
class [[nodiscard]] as_completed_view : public std::ranges::view_interface<as_completed_view<F>> {
 public:
  /// An input iterator. Advancing it waits for the next future, and drops the one before.
  class iterator {
   public:
    using value_type = F;
    using difference_type = std::ptrdiff_t;
    using iterator_concept = std::input_iterator_tag;

    explicit iterator(as_completed_view& view) noexcept : from_(view.from_.get()) {}
    /// The future; to own its last handle, move from it.
    F& operator*() const noexcept { return *from_->current; }
    F* operator->() const noexcept { return &*from_->current; }
    iterator& operator++() {
      from_->advance();
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const iterator& at, std::default_sentinel_t) noexcept {
      return !at.from_->current.has_value();
    }

   private:
    typename as_completed_view::source* from_;
  };

  as_completed_view(std::vector<F> futures, std::optional<nanoseconds> timeout)
      : from_(std::make_unique<source>(std::move(futures), timeout)) {}

  /// Waits for the first future. Throws: as advancing; see as_completed().
  iterator begin() {
    if (!from_->current) from_->advance();
    return iterator(*this);
  }
  static std::default_sentinel_t end() noexcept { return {}; }

 private:
  struct source {
    source(std::vector<F> futures, std::optional<nanoseconds> timeout);
    void advance();

    std::vector<F> left;  // by the ticket that the queue gave; moved from when handed out
    std::optional<detail::deadline> limit;
    std::size_t total = 0;
    std::optional<F> current;
    detail::completion_queue done;  // goes first: it looks at states of the futures left
    bool timed_out = false;
  };

  std::unique_ptr<source> from_;
};

template <std::derived_from<any_future> F>
as_completed_view<F>::source::source(std::vector<F> futures, std::optional<nanoseconds> timeout)
    : left(std::move(futures)), total(left.size()) {
  if (timeout) limit = detail::deadline_after(*timeout);
  std::ranges::stable_partition(left, [](const F& each) { return each.done(); });
  for (const auto& each : left) done.watch(detail::future_access::state(each));
}

template <std::derived_from<any_future> F>
void as_completed_view<F>::source::advance() {
  current.reset();
  if (timed_out || done.size() == 0) return;
  if (const auto ticket = done.next(limit ? &*limit : nullptr)) {
    current.emplace(std::move(left[*ticket]));
    return;
  }
  timed_out = true;
  throw timeout_error(std::to_string(done.size()) + " (of " + std::to_string(total) +
                      ") futures unfinished");
}

/// Hands out the futures in the order in which they become done, each once; those that are done
/// already come first. Meant for `for (auto& done : as_completed(futures))`; see the iterator.
/// Throws, when it advances: timeout_error when the time from this call to the end of the next
/// wait is greater than `timeout`, and the view ends there; deadlock_error when the wait would last
/// for ever. Cost: constant for each future.
template <future_range R>
auto as_completed(R&& futures, std::optional<nanoseconds> timeout = {}) {
  return as_completed_view<std::ranges::range_value_t<R>>(detail::collect(std::forward<R>(futures)),
                                                          timeout);
}
/// The same for futures of different types.
inline auto as_completed(std::initializer_list<any_future> futures,
                         std::optional<nanoseconds> timeout = {}) {
  return as_completed(std::span(futures.begin(), futures.size()), timeout);
}

}  // namespace futures
