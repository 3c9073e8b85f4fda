// SPDX-License-Identifier: MIT
// The submission process: makes the pool, loads the student's code, runs it for the judge.
//
// How it works. Everything up to the loading is ours and happens before any of the student's code
// can run, static constructors included: the filter of system calls, the pool, and, when the judge
// asks for it, one blocked task on each worker. So what an operation does while the workers are
// blocked, it does outside the pool. After the loading nothing in this process is trusted.
#include <cxxabi.h>
#include <dlfcn.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <latch>
#include <memory>
#include <numeric>
#include <string>
#include <thread>
#include <typeinfo>
#include <vector>

#include "exercises/runtime/connection.hpp"
#include "exercises/runtime/lockdown.hpp"
#include "exercises/runtime/recorder.hpp"
#include "exercises/runtime/runtime.hpp"
#include "exercises/runtime/trace_cost.hpp"
#include "futures/registry.hpp"
#include "futures/trace.hpp"
#include "futures/unobserved.hpp"

namespace runtime {
namespace {

using protocol::frame;
using protocol::kind;

using entry_point = std::int64_t (*)(futures::executor&, const std::int64_t*);

connection& judge() {
  static auto& link = *new connection;  // outlives every thread
  return link;
}

frame setup;

/// Nobody judges: operations burn, and say nothing.
bool alone = false;

std::string type_of_current_exception() {
  const auto* type = abi::__cxa_current_exception_type();
  if (type == nullptr) return "unknown";
  const std::unique_ptr<char, void (*)(void*)> name(
      abi::__cxa_demangle(type->name(), nullptr, nullptr, nullptr), std::free);
  return name ? name.get() : type->name();
}

/// Sends the outcome and leaves the end of the process to the judge, who may still look at it.
[[noreturn]] void say_last(const frame& packet) {
  std::fflush(nullptr);
  judge().send(packet);
  for (;;) pause();
}

std::unique_ptr<futures::executor> make_pool() {
  futures::executor_options options;
  if (setup.workers != 0) options.max_workers = setup.workers;
  const auto name = protocol::get_text(setup.name);
  options.in_order = futures::find_backend(name).caps.fifo_start;  // so that runs can be repeated
  return futures::make_executor(name, options);
}

constexpr frame plug_request{.kind = kind::request, .operation = protocol::plug_operation};

/// Blocks every worker until the judge answers. Returns: once all of them have asked.
void plug(futures::executor& pool) {
  auto& asked = *new std::latch(static_cast<std::ptrdiff_t>(pool.max_workers()));
  for (std::size_t worker = 0; worker < pool.max_workers(); ++worker)
    static_cast<void>(pool.submit([&asked] {
      auto answer = judge().request(plug_request);
      asked.count_down();
      answer.get();
    }));
  asked.wait();
}

/// Lets the pool block again once it has come through what it was given so far.
void plug_again(futures::executor& pool) noexcept {
  try {
    static_cast<void>(pool.submit([] { judge().ask(plug_request); }));
  } catch (const std::exception&) {
    // The student's code has shut the pool down: there is nothing to block any more.
  }
}

/// Before any thread is started, for each thread has the filter of the one that started it.
void give_up_forbidden_calls() {
  const int told = lock_down();
  judge().send({.kind = kind::locked}, told);
  if (told >= 0) close(told);
}

void start_recording(int trace_area) {
  auto& recording = recorder::current();
  recording.open(trace_area);
  install_signal_handlers();
  futures::set_trace_sink(&recording);
  futures::set_unobserved_handler(
      [&](const std::exception_ptr&) { recording.note(protocol::trace_kind::fails); });
}

/// What is linked into each submission.
struct loaded_submission {
  entry_point entry = nullptr;
  const void* function = nullptr;  ///< the student's
};

loaded_submission load(const char* path) {
  void* library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  void* entry = library != nullptr ? dlsym(library, "lab_evaluate") : nullptr;
  void* where = library != nullptr ? dlsym(library, "lab_function") : nullptr;
  if (entry != nullptr && where != nullptr)
    return {reinterpret_cast<entry_point>(entry), reinterpret_cast<const void* (*)()>(where)()};
  frame packet{.kind = kind::unloadable};
  protocol::set_text(packet.text, dlerror());
  say_last(packet);
}

/// Burns on that many threads at once. Returns: something that needs all of it.
std::int64_t burn_on_threads(unsigned count, std::int64_t steps) {
  std::vector<std::int64_t> ends(count);
  std::vector<std::jthread> threads;
  for (unsigned i = 1; i < count; ++i)
    threads.emplace_back([&ends, i, steps] { ends[i] = protocol::burn(0, i, 1, steps); });
  ends[0] = protocol::burn(0, 0, 1, steps);
  threads.clear();  // joins
  return std::accumulate(ends.begin(), ends.end(), std::int64_t{0},
                         [](auto sum, auto end) { return sum ^ end; });
}

std::int64_t value_of(entry_point entry, futures::executor* pool, const std::int64_t* operands) {
  switch (setup.mode) {
    case protocol::mode::reference:
      return evaluate_sequentially(operands);
    case protocol::mode::ceiling:
      return burn_on_threads(setup.workers, setup.value);
    default:
      return entry(*pool, operands);
  }
}

frame outcome_of(entry_point entry, futures::executor* pool, const std::int64_t* operands) {
  frame packet{.kind = kind::threw};
  try {
    packet.value = value_of(entry, pool, operands);
    packet.kind = kind::returned;
  } catch (const std::exception& problem) {
    protocol::set_text(packet.name, type_of_current_exception());
    protocol::set_text(packet.text, problem.what());
  } catch (...) {
    protocol::set_text(packet.name, type_of_current_exception());
  }
  return packet;
}

/// Prints what becomes of a forbidden system call: whoever supervises is "told", or the process is
/// "killed".
void print_lockdown() { std::puts(lock_down() >= 0 ? "told" : "killed"); }

/// Prints what tracing costs on the submission's evaluation with operations of 10 us: microseconds
/// without and with it, their ratio, pairs.
void print_trace_cost(const char* submission) {
  constexpr double operation_us = 10;
  constexpr std::int64_t probe = 1'000'000;
  const auto start = std::chrono::steady_clock::now();
  volatile auto end = protocol::burn(0, 1, 1, probe);
  static_cast<void>(end);
  const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;
  setup.value = static_cast<std::int64_t>(operation_us * probe / took.count());
  alone = true;
  const auto cost = measure_trace_cost(load(submission).entry, 3);
  std::printf("%.2f %.2f %.4f %d\n", cost.plain_us, cost.traced_us, cost.ratio, cost.pairs);
}

[[noreturn]] void run(const char* submission) {
  judge().send({.kind = kind::hello});
  const auto [packet, trace_area] = judge().receive_with_descriptor();
  setup = packet;
  give_up_forbidden_calls();
  if (trace_area >= 0) start_recording(trace_area);
  const bool ours =
      setup.mode == protocol::mode::reference || setup.mode == protocol::mode::ceiling;
  auto pool = ours ? nullptr : make_pool();
  judge().start_answering({.plug_again = [&pool] { plug_again(*pool); },
                           .note_places = [] { recorder::current().note_standstill(); }});
  if (setup.plugged != 0) plug(*pool);
  judge().send({.kind = kind::loading});
  const auto [entry, function] = ours ? loaded_submission{} : load(submission);
  recorder::current().set_submission(reinterpret_cast<const void*>(entry));
  recorder::current().set_stage(pool.get(), function);
  const auto go = judge().ask({.kind = kind::ready});
  say_last(outcome_of(entry, pool.get(), go.operands.data()));
}

}  // namespace

std::int64_t perform(std::uint32_t operation, std::int64_t x, std::int64_t y) {
  frame packet{.kind = kind::request, .operation = operation};
  packet.operands[0] = x;
  packet.operands[1] = y;
  if (alone) {
    recorder::current().note(protocol::trace_kind::asks);
    static_cast<void>(*const_cast<volatile std::int64_t*>(&packet.value) =
                          protocol::burn(operation, x, y, setup.value));
    return apply(operation, x, y);
  }
  if (setup.mode != protocol::mode::served) {
    packet.kind = kind::receipt;
    packet.value = protocol::burn(operation, x, y, setup.value);
    judge().send(packet);
    return apply(operation, x, y);
  }
  packet.operands[2] =
      static_cast<std::int64_t>(recorder::current().note(protocol::trace_kind::asks));
  const auto answer = judge().ask(packet);
  if (answer.kind == kind::failure)
    throw operation_failure(std::string(protocol::get_text(answer.text)));
  return answer.value;
}

}  // namespace runtime

/// One line a backend: its name, and whether its user chooses the number of workers.
static void list_backends() {
  for (const auto& each : futures::backends())
    std::printf("%s %d\n", std::string(each.name).c_str(), each.caps.bounded_workers ? 1 : 0);
}

int main(int argc, char** argv) {
  if (argc != 2 && argc != 3) {
    std::fprintf(stderr, "a submission process is started by a judge, not by hand\n");
    return 2;
  }
  try {
    if (std::string(argv[1]) == "--backends") return list_backends(), 0;
    if (std::string(argv[1]) == "--lockdown") return runtime::print_lockdown(), 0;
    if (std::string(argv[1]) == "--trace-cost" && argc == 3)
      return runtime::print_trace_cost(argv[2]), 0;
    runtime::run(argv[1]);
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "submission process: %s\n", problem.what());
    return 2;
  }
}
