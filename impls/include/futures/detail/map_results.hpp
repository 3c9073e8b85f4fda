// SPDX-License-Identifier: MIT
// The output side of map(): waits for its tasks, in order or as they complete, and reads them.
#pragma once

#include <algorithm>
#include <deque>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

#include "futures/detail/completion_queue.hpp"
#include "futures/detail/map_source.hpp"

namespace futures::detail {

/// Tasks that were submitted and not yielded.
template <class T>
class map_window {
 public:
  explicit map_window(bool ordered) {
    if (!ordered) done_.emplace();
  }

  std::size_t size() const noexcept { return done_ ? done_->size() : in_order_.size(); }

  void add(map_task<T> task) {
    if (!done_) {
      in_order_.push_back(std::move(task));
      return;
    }
    by_ticket_.resize(std::max(by_ticket_.size(), done_->size() + 1));
    const auto ticket = done_->watch(future_access::state(task.handle()));
    by_ticket_[ticket].emplace(std::move(task));
  }
  /// Waits for the next task. Requires: there is one. Returns: nothing after the limit.
  std::optional<map_task<T>> next(const deadline* limit) {
    std::optional<map_task<T>> found;
    if (!done_) {
      if (!wait_for(future_access::state(in_order_.front().handle()), limit)) return {};
      found.emplace(std::move(in_order_.front()));
      in_order_.pop_front();
    } else if (const auto ticket = done_->next(limit)) {
      found.swap(by_ticket_[*ticket]);
    }
    return found;
  }
  /// Cancels and forgets them all, one by one, for that needs no memory. Nothing may be added after.
  void cancel() {
    done_.reset();  // first, because it looks at the tasks
    while (!in_order_.empty()) {
      auto task = std::move(in_order_.front());
      in_order_.pop_front();
      task.handle().cancel();
    }
    while (!by_ticket_.empty()) {
      auto task = std::move(by_ticket_.back());
      by_ticket_.pop_back();
      if (task) task->handle().cancel();
    }
  }

 private:
  static bool wait_for(shared_state& task, const deadline* limit) {
    if (limit != nullptr) return task.wait_until(*limit);
    task.wait();
    return true;
  }

  std::deque<map_task<T>> in_order_;
  std::vector<std::optional<map_task<T>>> by_ticket_;
  std::optional<completion_queue> done_;  // unless they are yielded in order
};

/// A map() under way. At any time it is at an element, or at the end.
template <class T>
class map_progress {
 public:
  /// Submits what may be submitted at once.
  map_progress(std::unique_ptr<map_source<T>> source, const map_options& options, deadline limit)
      : source_(std::move(source)),
        window_(options.ordered),
        most_(options.buffersize.value_or(std::numeric_limits<std::size_t>::max())),
        limit_(limit),
        is_limited_(options.timeout.has_value()) {
    try {
      fill();
    } catch (...) {
      close();
      throw;
    }
  }
  map_progress(const map_progress&) = delete;
  map_progress& operator=(const map_progress&) = delete;
  ~map_progress() { close(); }

  bool at_end() const noexcept { return !task_; }

  /// Waits for the first or next element, whatever became of it.
  void advance() {
    value_.reset();
    if (task_ && ++index_ < task_->count()) return fill_behind_last();
    task_.reset();
    index_ = 0;
    if (window_.size() == 0) return rethrow_input_problem();
    task_ = window_.next(is_limited_ ? &limit_ : nullptr);
    if (!task_) {
      close();
      throw timeout_error("map: the next result did not come in time");
    }
    fill_behind_last();
  }
  /// The element's value. Throws: its exception.
  stored_t<T>& read() {
    if (!value_) value_.emplace(task_->read(index_));
    return *value_;
  }
  /// Cancels what was not yielded, and goes to the end.
  void close() {
    source_.reset();
    input_problem_ = nullptr;
    window_.cancel();
    value_.reset();
    task_.reset();
  }

 private:
  void fill() {
    while (source_ != nullptr && window_.size() < most_) {
      if (auto next = source_->submit_next())
        window_.add(std::move(*next));
      else
        source_.reset();
    }
  }
  /// Submits in the place of a task whose last element is being yielded.
  void fill_behind_last() {
    if (index_ + 1 != task_->count()) return;
    try {
      fill();
    } catch (...) {
      input_problem_ = std::current_exception();
      source_.reset();
    }
  }
  void rethrow_input_problem() {
    if (input_problem_ != nullptr) std::rethrow_exception(std::exchange(input_problem_, nullptr));
  }

  std::unique_ptr<map_source<T>> source_;  // null at the end of the input
  map_window<T> window_;
  const std::size_t most_;
  const deadline limit_;
  const bool is_limited_;
  std::exception_ptr input_problem_;  // thrown after what was submitted before it is yielded
  std::optional<map_task<T>> task_;   // has the element
  std::size_t index_ = 0;             // of the element in it
  std::optional<stored_t<T>> value_;  // when it was read
};

}  // namespace futures::detail
