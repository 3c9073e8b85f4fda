// SPDX-License-Identifier: MIT
// A model of a machine with store buffers, and a search through all that it can do.
//
// How it works. The threads of a scenario are coroutines. Each step on an atomic object gives
// control back to the explorer, which chooses who goes on: so one run of the scenario is a sequence
// of choices, and the explorer runs it again and again until it has tried every sequence (stateless
// search by replay, as Godefroid's VeriSoft, POPL 1997). A state that was seen before, in memory,
// buffers, and all that each thread has read, is not searched again.
//
// The machine is x86's total store order (Owens, Sarkar and Sewell, "A better x86 memory model:
// x86-TSO", TPHOLs 2009): a store goes into the thread's buffer and reaches memory later, in order,
// which is a choice of its own; loads look into the thread's own buffer first; a read-modify-write,
// a sequentially consistent store and a full fence wait until the buffer is empty. A heavy fence
// waits until each other thread's buffer was empty once, one after the other, since a barrier runs
// on every processor at a time of its own. A light fence does nothing: that is what is modelled.
#pragma once

#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <atomic>

namespace futures::model {

/// What a search found.
struct outcome {
  std::size_t executions = 0;  ///< complete ones, each with another sequence of choices
  std::size_t states = 0;      ///< different ones
  std::string problem;         ///< the first one found, with its choices; empty if there is none
};

/// The threads of one run, and what must be true at its end.
class scenario {
 public:
  void thread(std::function<void()> body) { threads.push_back(std::move(body)); }
  /// `check` is called when all threads have ended. Returns: what is wrong, or nothing.
  void at_end(std::function<std::string()> check) { end = std::move(check); }

  std::vector<std::function<void()>> threads;
  std::function<std::string()> end = [] { return std::string(); };
};

constexpr int unbounded = 1 << 30;

/// Runs the scenario that `set_up` makes in every possible way. A run in which nobody can go on,
/// but somebody has not ended, is a problem. With `preemptions`, a thread that can go on is
/// interrupted at most so often in a run, which keeps searches of three threads short and still
/// finds nearly every fault (Musuvathi and Qadeer, "Iterative context bounding", PLDI 2007); stores
/// reach memory at any time all the same. Threads: one search at a time in a program.
outcome explore(const std::function<void(scenario&)>& set_up, int preemptions = unbounded);

namespace detail {

using cell = std::uint32_t;  // an atomic object, by the order of construction

cell new_cell(std::uint64_t value);
std::uint64_t load(cell from);
void store(cell to, std::uint64_t value, bool drained);
/// Calls `change(old, new)`; what it returns tells whether the new value is stored.
std::uint64_t modify(cell at, const std::function<bool(std::uint64_t, std::uint64_t&)>& change);
void full_fence();
void heavy_fence();
/// How many atomic objects there are.
cell cells();
/// From now on a step on one of these is a problem: their memory was given back.
void forbid(cell first, cell end);
/// Lets others go on until memory has changed.
void relax();
/// futex(2).
void sleep_while(cell at, std::uint64_t value);
void wake(cell at, std::size_t most);

}  // namespace detail

/// Stands for std::atomic in a search.
template <class T>
class atomic {
 public:
  atomic() : atomic(T{}) {}
  atomic(T value) : cell_(detail::new_cell(bits(value))) {}  // NOLINT: as std::atomic's
  atomic(const atomic&) = delete;
  atomic& operator=(const atomic&) = delete;

  T load(std::memory_order = std::memory_order_seq_cst) const { return value(detail::load(cell_)); }
  void store(T desired, std::memory_order order = std::memory_order_seq_cst) {
    detail::store(cell_, bits(desired), order == std::memory_order_seq_cst);
  }
  T exchange(T desired, std::memory_order = std::memory_order_seq_cst) {
    return change([&](T) { return desired; });
  }
  T fetch_add(T by, std::memory_order = std::memory_order_seq_cst) {
    return change([&](T old) { return static_cast<T>(old + by); });
  }
  T fetch_sub(T by, std::memory_order = std::memory_order_seq_cst) {
    return change([&](T old) { return static_cast<T>(old - by); });
  }
  T fetch_or(T by, std::memory_order = std::memory_order_seq_cst) {
    return change([&](T old) { return static_cast<T>(old | by); });
  }
  T fetch_and(T by, std::memory_order = std::memory_order_seq_cst) {
    return change([&](T old) { return static_cast<T>(old & by); });
  }
  bool compare_exchange_strong(T& expected, T desired, std::memory_order = {},
                               std::memory_order = {}) {
    bool done = false;
    const auto old = detail::modify(cell_, [&](std::uint64_t now, std::uint64_t& next) {
      done = now == bits(expected);
      next = bits(desired);
      return done;
    });
    if (!done) expected = value(old);
    return done;
  }
  bool compare_exchange_weak(T& expected, T desired, std::memory_order first = {},
                             std::memory_order second = {}) {
    return compare_exchange_strong(expected, desired, first, second);
  }
  detail::cell cell() const { return cell_; }

 private:
  static std::uint64_t bits(T value) {
    std::uint64_t result = 0;
    std::memcpy(&result, &value, sizeof value);
    return result;
  }
  static T value(std::uint64_t bits) {
    T result;
    std::memcpy(&result, &bits, sizeof result);
    return result;
  }
  template <class Change>
  T change(Change how) {
    return value(detail::modify(cell_, [&](std::uint64_t now, std::uint64_t& next) {
      next = bits(how(value(now)));
      return true;
    }));
  }

  detail::cell cell_;
};

/// The machine, in place of futures::detail::hardware.
struct machine {
  template <class T>
  using atomic = model::atomic<T>;
  static void light_fence() {}
  static void heavy_fence() { detail::heavy_fence(); }
  static void full_fence() { detail::full_fence(); }
  static void relax() { detail::relax(); }
};

/// The same without the heavy fence: a search must find what goes wrong then.
struct machine_without_heavy_fence : machine {
  static void heavy_fence() {}
};

/// Sleeping on a word, in place of the kernel's.
struct sleep {
  static void wait(atomic<std::uint32_t>& word, std::uint32_t value) {
    detail::sleep_while(word.cell(), value);
  }
  static void wake_one(atomic<std::uint32_t>& word) { detail::wake(word.cell(), 1); }
  static void wake_all(atomic<std::uint32_t>& word) { detail::wake(word.cell(), SIZE_MAX); }
};

}  // namespace futures::model
