// SPDX-License-Identifier: MIT
// The input side of map(): takes elements from ranges and submits them, alone or in chunks.
#pragma once

#include <memory>
#include <optional>
#include <ranges>
#include <tuple>
#include <variant>
#include <vector>

#include "futures/executor.hpp"

namespace futures::detail {

/// What became of the elements of a chunk. Reports the exceptions that nobody read.
template <class T>
class chunk_results {
 public:
  chunk_results(handler_ptr on_unobserved, std::size_t count)
      : on_unobserved_(std::move(on_unobserved)) {
    results_.reserve(count);
  }
  chunk_results(const chunk_results&) = delete;
  chunk_results& operator=(const chunk_results&) = delete;
  ~chunk_results() {
    for (const auto& each : results_)
      if (const auto* problem = std::get_if<failure>(&each); problem != nullptr && !problem->read)
        report_unobserved(on_unobserved_, problem->thrown);
  }

  /// Calls `call` for the next element.
  template <class Call>
  void add(Call call) {
    auto& result = results_.emplace_back();
    try {
      if constexpr (std::is_void_v<T>) {
        call();
        result.template emplace<1>();
      } else {
        result.template emplace<1>(call());
      }
    } catch (...) {
      result.template emplace<failure>(std::current_exception());
    }
  }
  /// Moves the value of element i out. Throws: its exception. Requires: called once for a value.
  stored_t<T> read(std::size_t i) {
    auto& result = results_[i];
    if (auto* const problem = std::get_if<failure>(&result)) {
      problem->read = true;
      std::rethrow_exception(problem->thrown);
    }
    auto value = std::move(std::get<1>(result));
    result.template emplace<0>();
    return value;
  }

 private:
  struct failure {
    std::exception_ptr thrown;
    bool read = false;
  };
  const handler_ptr on_unobserved_;
  std::vector<std::variant<std::monostate, stored_t<T>, failure>> results_;
};

/// A task of a map(): of one element or of a chunk.
template <class T>
class map_task {
 public:
  explicit map_task(future<T> one) : task_(std::move(one)) {}
  map_task(future<std::unique_ptr<chunk_results<T>>> several, std::size_t count)
      : task_(std::move(several)), count_(count) {}

  std::size_t count() const noexcept { return count_; }
  any_future& handle() noexcept {
    return std::visit([](any_future& task) -> any_future& { return task; }, task_);
  }
  /// Moves the value of element i out. Throws: its exception, or the task's. Requires: done.
  stored_t<T> read(std::size_t i) {
    if (auto* const several = std::get_if<1>(&task_)) return several->result()->read(i);
    if constexpr (std::is_void_v<T>) {
      std::get<0>(task_).result();
      return {};
    } else {
      return std::get<0>(task_).take();
    }
  }

 private:
  std::variant<future<T>, future<std::unique_ptr<chunk_results<T>>>> task_;
  std::size_t count_ = 1;
};

/// Where the tasks of a map() come from.
template <class T>
class map_source {
 public:
  virtual ~map_source() = default;
  /// Submits the next task. Returns: nothing at the end of the input. Throws: as submit().
  virtual std::optional<map_task<T>> submit_next() = 0;
};

/// Whether the elements are the view's own.
template <class View>
inline constexpr bool is_owned = false;
template <class R>
inline constexpr bool is_owned<std::ranges::owning_view<R>> = true;

/// A range and the place up to which it was read.
template <std::ranges::view View>
class map_input {
 public:
  explicit map_input(View view) : view_(std::move(view)) {}
  /// Goes to the next element. Returns: whether there is one.
  bool step() {
    if (at_)
      ++*at_;
    else
      at_.emplace(std::ranges::begin(view_));
    return *at_ != std::ranges::end(view_);
  }
  /// The element, which may be moved from if the range is nobody else's.
  decltype(auto) element() {
    if constexpr (is_owned<View>)
      return std::ranges::iter_move(*at_);
    else
      return **at_;
  }

 private:
  View view_;
  std::optional<std::ranges::iterator_t<View>> at_;  // before the first element it is none
};

/// Reads an element of its ranges when a task needs it, and no earlier. `Submit` submits: one(value
/// of each range) and several(vector of tuples of these) return the map_task<T>.
template <class T, class Submit, std::ranges::view... V>
class zipped_source final : public map_source<T> {
 public:
  zipped_source(Submit submit, std::size_t chunksize, V... views)
      : submit_(std::move(submit)), chunksize_(chunksize), inputs_(std::move(views)...) {}

  std::optional<map_task<T>> submit_next() override {
    return chunksize_ == 1 ? submit_one() : submit_chunk();
  }

 private:
  bool step() {
    if (!ended_) ended_ = !std::apply([](auto&... each) { return (each.step() && ...); }, inputs_);
    return !ended_;
  }

  std::optional<map_task<T>> submit_one() {
    if (!step()) return {};
    return std::apply(
        [this](auto&... each) {
          return submit_.one(std::ranges::range_value_t<V>(each.element())...);
        },
        inputs_);
  }

  std::optional<map_task<T>> submit_chunk() {
    std::vector<std::tuple<std::ranges::range_value_t<V>...>> chunk;
    while (chunk.size() < chunksize_ && step())
      std::apply([&](auto&... each) { chunk.emplace_back(each.element()...); }, inputs_);
    if (chunk.empty()) return {};
    return submit_.several(std::move(chunk));
  }

  Submit submit_;
  const std::size_t chunksize_;
  std::tuple<map_input<V>...> inputs_;
  bool ended_ = false;
};

/// Submits to an executor whose tasks share the callable.
template <class T, class F>
class task_submitter {
 public:
  task_submitter(executor& pool, shared_callable<F> call) : pool_(pool), call_(std::move(call)) {}

  template <class... Values>
  map_task<T> one(Values&&... values) {
    return map_task<T>(pool_.submit(call_, std::forward<Values>(values)...));
  }
  template <class Element>
  map_task<T> several(std::vector<Element> chunk) {
    const auto count = chunk.size();
    auto work = [call = call_, chunk = std::move(chunk), told = pool_.unobserved()]() mutable {
      auto results = std::make_unique<chunk_results<T>>(std::move(told), chunk.size());
      for (auto& each : chunk)
        results->add([&]() -> T {
          return std::apply([&](auto&... value) -> T { return call(std::move(value)...); }, each);
        });
      return results;
    };
    return map_task<T>(pool_.submit(std::move(work)), count);
  }

 private:
  executor& pool_;
  shared_callable<F> call_;
};

}  // namespace futures::detail
