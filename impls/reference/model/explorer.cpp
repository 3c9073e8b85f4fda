// SPDX-License-Identifier: MIT
// The search: coroutines, store buffers, and the sequences of choices.
#include "reference/model/explorer.hpp"

#include <setjmp.h>
#include <ucontext.h>

#include <deque>
#include <unordered_set>

namespace futures::model {
namespace {

constexpr std::size_t stack_bytes = 64 * 1024;

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) noexcept {
  hash ^= value + 0x9e3779b97f4a7c15ULL + (hash << 6U) + (hash >> 2U);  // as boost::hash_combine
  return hash * 0xff51afd7ed558ccdULL;
}

struct buffered {
  detail::cell to;
  std::uint64_t value;
};

struct coroutine {
  std::function<void()> body;
  ucontext_t first{};  // enters the body
  bool entered = false;
  jmp_buf here;  // where it gave up control: _longjmp is ten times faster than setcontext
  std::unique_ptr<char[]> stack;
  std::deque<buffered> buffer;
  std::function<bool()> may_go_on = [] { return true; };  // asked before the pending step
  std::uint64_t history = 0;                              // a hash of all that it has read
  bool ended = false;
  bool asleep = false;
  detail::cell sleeps_on = 0;
};

/// One run of a scenario, up to the choices it is told.
class execution {
 public:
  static inline execution* current = nullptr;

  execution(const std::function<void(scenario&)>& set_up, int preemptions)
      : preemptions_left_(preemptions) {
    current = this;
    scenario made;
    set_up(made);
    end_ = made.end;
    threads_.resize(made.threads.size());
    for (std::size_t i = 0; i < threads_.size(); ++i) start(threads_[i], made.threads[i]);
  }
  ~execution() { current = nullptr; }

  /// What can happen next: thread i makes a step (i), or its oldest store reaches memory (n + i).
  /// The thread that made the last step comes first, and alone if it may not be interrupted.
  std::vector<std::size_t> choices() {
    std::vector<std::size_t> found;
    const bool goes_on = last_ < threads_.size() && can_step(threads_[last_]);
    if (goes_on) found.push_back(last_);
    for (std::size_t i = 0; i < threads_.size(); ++i) {
      if (i != last_ && can_step(threads_[i]) && (!goes_on || preemptions_left_ > 0))
        found.push_back(i);
      if (!threads_[i].buffer.empty()) found.push_back(threads_.size() + i);
    }
    return found;
  }
  void take(std::size_t choice) {
    if (choice >= threads_.size()) return flush(threads_[choice - threads_.size()]);
    if (choice != last_ && last_ < threads_.size() && can_step(threads_[last_]))
      --preemptions_left_;
    last_ = choice;
    running_ = &threads_[choice];
    running_->history = mix(running_->history, 0);  // it makes a step
    if (_setjmp(explorer_) == 0) {
      if (running_->entered) _longjmp(running_->here, 1);
      running_->entered = true;
      setcontext(&running_->first);
    }
    running_ = nullptr;
  }
  bool all_ended() const {
    for (const auto& each : threads_)
      if (!each.ended) return false;
    return true;
  }
  std::string check() {
    running_ = nullptr;
    return used_after_end_ ? "used after it was destroyed" : end_();
  }
  detail::cell cells() const { return static_cast<detail::cell>(memory_.size()); }
  void forbid(detail::cell first, detail::cell end) {
    forbidden_from_ = first;
    forbidden_to_ = end;
  }
  std::uint64_t hash() const {
    std::uint64_t all = mix(last_, static_cast<std::uint64_t>(preemptions_left_));
    for (const auto value : memory_) all = mix(all, value);
    all = mix(all, forbidden_to_ * 2 + (used_after_end_ ? 1 : 0));
    for (const auto& each : threads_) {
      all = mix(all, each.history * 4 + (each.asleep ? 2 : 0) + (each.ended ? 1 : 0));
      for (const auto& store : each.buffer) all = mix(mix(all, store.to), store.value);
    }
    return all;
  }

  // The steps, called by atomic objects. Outside threads they happen at once.
  detail::cell new_cell(std::uint64_t value) {
    memory_.push_back(value);
    return static_cast<detail::cell>(memory_.size() - 1);
  }
  std::uint64_t load(detail::cell from) {
    wait_turn([] { return true; });
    look_at(from);
    if (running_ == nullptr) return memory_[from];
    for (auto store = running_->buffer.rbegin(); store != running_->buffer.rend(); ++store)
      if (store->to == from) return note(store->value);
    return note(memory_[from]);
  }
  void store(detail::cell to, std::uint64_t value, bool drained) {
    drained ? wait_until_drained() : wait_turn([] { return true; });
    look_at(to);
    if (running_ == nullptr || drained) {
      write(to, value);
    } else {
      running_->buffer.push_back({to, value});
    }
    note(value);
  }
  std::uint64_t modify(detail::cell at,
                       const std::function<bool(std::uint64_t, std::uint64_t&)>& change) {
    wait_until_drained();
    look_at(at);
    const auto old = memory_[at];
    auto next = old;
    if (change(old, next)) write(at, next);
    return note(old);
  }
  void full_fence() {
    wait_until_drained();
    note(1);
  }
  void heavy_fence() {
    wait_until_drained();
    for (auto& each : threads_) {
      if (&each == running_) continue;
      wait_turn([&each] { return each.buffer.empty(); });
      note(2);
    }
  }
  void relax() {
    wait_turn([this, seen = writes_] { return writes_ != seen; });
    note(3);
  }
  void sleep_while(detail::cell at, std::uint64_t value) {
    wait_until_drained();
    note(memory_[at]);
    if (memory_[at] != value) return;
    running_->asleep = true;
    running_->sleeps_on = at;
    give_up_control();
    note(4);
  }
  void wake(detail::cell at, std::size_t most) {
    wait_until_drained();
    note(5);
    for (auto& each : threads_)  // which one does not matter: they wait for the same thing
      if (most > 0 && each.asleep && each.sleeps_on == at) {
        each.asleep = false;
        each.may_go_on = [] { return true; };
        --most;
      }
  }

 private:
  static bool can_step(const coroutine& thread) {
    return !thread.ended && !thread.asleep && thread.may_go_on();
  }
  void start(coroutine& made, std::function<void()> body) {
    made.body = std::move(body);
    made.stack = std::make_unique<char[]>(stack_bytes);
    getcontext(&made.first);
    made.first.uc_stack.ss_sp = made.stack.get();
    made.first.uc_stack.ss_size = stack_bytes;
    made.first.uc_link = nullptr;
    makecontext(&made.first, enter, 0);
  }
  static void enter() {
    auto& self = *current->running_;
    self.body();
    self.ended = true;
    _longjmp(current->explorer_, 1);
  }
  /// Ends this thread's turn; it goes on when it is chosen again, which needs `condition`.
  void wait_turn(std::function<bool()> condition) {
    if (running_ == nullptr) return;
    running_->may_go_on = std::move(condition);
    give_up_control();
  }
  void wait_until_drained() {
    wait_turn([self = running_] { return self->buffer.empty(); });
  }
  void give_up_control() {
    if (_setjmp(running_->here) == 0) _longjmp(explorer_, 1);
  }
  void look_at(detail::cell at) {
    used_after_end_ = used_after_end_ || (at >= forbidden_from_ && at < forbidden_to_);
  }
  std::uint64_t note(std::uint64_t value) {
    if (running_ != nullptr) running_->history = mix(running_->history, value);
    return value;
  }
  void write(detail::cell to, std::uint64_t value) {
    memory_[to] = value;
    ++writes_;
  }
  void flush(coroutine& thread) {
    const auto oldest = thread.buffer.front();
    thread.buffer.pop_front();
    write(oldest.to, oldest.value);
  }

  int preemptions_left_;
  std::size_t last_ = static_cast<std::size_t>(-1);  // who made the last step
  std::vector<std::uint64_t> memory_;
  std::uint64_t writes_ = 0;
  detail::cell forbidden_from_ = 0;
  detail::cell forbidden_to_ = 0;
  bool used_after_end_ = false;
  std::deque<coroutine> threads_;
  std::function<std::string()> end_;
  jmp_buf explorer_;
  coroutine* running_ = nullptr;
};

struct decision {
  std::vector<std::size_t> choices;
  std::size_t taken = 0;
};

std::string told(const std::vector<decision>& path) {
  std::string text = " [choices:";
  for (const auto& each : path) text += " " + std::to_string(each.choices[each.taken]);
  return text + "]";
}

/// Runs to the end, by the path and then by first choices, which are added to it; stops at a state
/// that was seen. Returns: what is wrong.
std::string run(const std::function<void(scenario&)>& set_up, int preemptions,
                std::vector<decision>& path, std::unordered_set<std::uint64_t>& seen,
                outcome& found) {
  execution now(set_up, preemptions);
  for (std::size_t depth = 0;; ++depth) {
    if (depth == path.size()) {
      if (!seen.insert(now.hash()).second) return {};
      auto choices = now.choices();
      if (choices.empty()) {
        ++found.executions;
        return now.all_ended() ? now.check() : "nobody can go on";
      }
      path.push_back({std::move(choices), 0});
    }
    now.take(path[depth].choices[path[depth].taken]);
  }
}

}  // namespace

outcome explore(const std::function<void(scenario&)>& set_up, int preemptions) {
  outcome found;
  std::vector<decision> path;
  std::unordered_set<std::uint64_t> seen;
  do {
    found.problem = run(set_up, preemptions, path, seen, found);
    if (!found.problem.empty()) found.problem += told(path);
    while (!path.empty() && path.back().taken + 1 == path.back().choices.size()) path.pop_back();
    if (!path.empty()) ++path.back().taken;
  } while (!path.empty() && found.problem.empty());
  found.states = seen.size();
  return found;
}

namespace detail {

cell new_cell(std::uint64_t value) { return execution::current->new_cell(value); }
std::uint64_t load(cell from) { return execution::current->load(from); }
void store(cell to, std::uint64_t value, bool drained) {
  execution::current->store(to, value, drained);
}
std::uint64_t modify(cell at, const std::function<bool(std::uint64_t, std::uint64_t&)>& change) {
  return execution::current->modify(at, change);
}
void full_fence() { execution::current->full_fence(); }
void heavy_fence() { execution::current->heavy_fence(); }
cell cells() { return execution::current->cells(); }
void forbid(cell first, cell end) { execution::current->forbid(first, end); }
void relax() { execution::current->relax(); }
void sleep_while(cell at, std::uint64_t value) { execution::current->sleep_while(at, value); }
void wake(cell at, std::size_t most) { execution::current->wake(at, most); }

}  // namespace detail
}  // namespace futures::model
