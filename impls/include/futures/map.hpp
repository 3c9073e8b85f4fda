// SPDX-License-Identifier: MIT
// executor::map(): a callable over ranges, in tasks; a view yields the results.
#pragma once

#include <iterator>
#include <ranges>
#include <stdexcept>

#include "futures/detail/map_results.hpp"

namespace futures {

/// The results of a map(), one for each element; for a callable that returns nothing, an empty
/// object each. Meant for `for (auto& result : pool.map(f, inputs))`.
///
/// Advancing waits for the next element to be done, and lets go of the one before. An element whose
/// call threw throws the same when it is read, `*it`, and each time; after that `++it` goes on with
/// the next one. Advancing itself throws timeout_error, after which the rest is cancelled and the
/// view is at its end; deadlock_error; and, behind the last result, what the input or submit()
/// threw in the meantime.
///
/// Going away, the view cancels what it did not yield, without waiting for what runs. With
/// `buffersize` the executor, and ranges that are no temporaries, must live until the end was
/// reached. Threads: one at a time.
template <class T>
class [[nodiscard]] map_view : public std::ranges::view_interface<map_view<T>> {
 public:
  class iterator {
   public:
    using value_type = detail::stored_t<T>;
    using difference_type = std::ptrdiff_t;
    using iterator_concept = std::input_iterator_tag;

    explicit iterator(detail::map_progress<T>& at) noexcept : at_(&at) {}
    /// The result, which may be moved from. Throws: the element's exception.
    value_type& operator*() const { return at_->read(); }
    value_type* operator->() const { return &at_->read(); }
    iterator& operator++() {
      at_->advance();
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const iterator& it, std::default_sentinel_t) noexcept {
      return it.at_->at_end();
    }

   private:
    detail::map_progress<T>* at_;
  };

  /// Made by executor::map().
  explicit map_view(std::unique_ptr<detail::map_progress<T>> progress) noexcept
      : progress_(std::move(progress)) {}

  /// Waits for the first element. Throws: as advancing.
  iterator begin() {
    if (progress_->at_end()) progress_->advance();
    return iterator(*progress_);
  }
  static std::default_sentinel_t end() noexcept { return {}; }
  /// Cancels what was not yielded; the view is at its end.
  void close() { progress_->close(); }

 private:
  std::unique_ptr<detail::map_progress<T>> progress_;
};

namespace detail {

/// The view over the results of what `submit` submits: see zipped_source.
/// Throws: as executor::map().
template <class T, class Submit, class... R>
map_view<T> make_map_view(const map_options& options, Submit submit, R&&... ranges) {
  if (options.chunksize == 0) throw std::invalid_argument("map: chunksize must be greater than 0");
  if (options.buffersize == std::size_t{0})
    throw std::invalid_argument("map: buffersize must be greater than 0");
  const auto limit = options.timeout ? deadline_after(*options.timeout) : deadline();
  using source = zipped_source<T, Submit, std::views::all_t<R>...>;
  auto input = std::make_unique<source>(std::move(submit), options.chunksize,
                                        std::views::all(std::forward<R>(ranges))...);
  return map_view<T>(std::make_unique<map_progress<T>>(std::move(input), options, limit));
}

}  // namespace detail

template <class F, class... R>
requires mappable<F, R...>
auto executor::map(F&& f, R&&... ranges) -> map_view<map_result_t<F, R...>> {
  return map(map_options{}, std::forward<F>(f), std::forward<R>(ranges)...);
}

template <class F, class... R>
requires mappable<F, R...>
auto executor::map(const map_options& options, F&& f, R&&... ranges)
    -> map_view<map_result_t<F, R...>> {
  using result = map_result_t<F, R...>;
  using callable = std::decay_t<F>;
  const detail::shared_callable<callable> call{
      std::make_shared<const callable>(std::forward<F>(f))};
  return detail::make_map_view<result>(
      options, detail::task_submitter<result, callable>(*this, call), std::forward<R>(ranges)...);
}

}  // namespace futures
