// SPDX-License-Identifier: MIT
// What a worker process does.
#include "reference/process/worker.hpp"

#include <poll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <exception>
#include <iostream>

#include "core/spin.hpp"
#include "core/worker_index.hpp"
#include "futures/detail/remote_call.hpp"
#include "futures/remote_exception.hpp"
#include "reference/process/message.hpp"

namespace futures::reference {
namespace {

using clock = std::chrono::steady_clock;

bool this_is_one = false;

/// Without what the program registered for its end: that belongs to the process it was copied from.
[[noreturn]] void end_worker(int code) noexcept {
  std::cout.flush();
  std::fflush(nullptr);
  _exit(code);
}

void call(std::span<const std::byte> bytes, detail::byte_buffer& result) {
  detail::byte_reader reader(bytes);
  detail::call_function function = nullptr;
  reader.read(&function, sizeof function);
  function(reader, result);
}

/// Runs the call that `bytes` returns. Returns: the kind of message to send, with `result` as its
/// bytes.
template <class Bytes>
message_kind call_storing(Bytes bytes, detail::byte_buffer& result) {
  try {
    call(bytes(), result);
    return message_kind::value;
  } catch (...) {
    result.clear();
    detail::write_exception(result, std::current_exception());
    return message_kind::exception;
  }
}

class worker {
 public:
  explicit worker(const worker_setup& setup) : setup_(setup) {}

  void run() {
    if (!setup_.initializer.empty() &&
        call_of_ours([this] { return setup_.initializer; }) == message_kind::exception) {
      send({.kind = message_kind::initializer_failed});
      return;
    }
    for (std::uint64_t done = 1; receive_and_run(done == setup_.max_tasks); ++done)
      if (done == setup_.max_tasks) return;
  }

 private:
  /// Returns: false when there will be no more calls.
  bool receive_and_run(bool is_last) {
    if (receive() != incoming_message::outcome::received) return false;
    const auto start = clock::now();
    const auto kind = call_of_ours([this] { return calls_.bytes(); });
    send({.kind = kind,
          .id = calls_.header().id,
          .number = std::chrono::nanoseconds(clock::now() - start).count(),
          .retires = is_last ? 1U : 0U});
    return true;
  }

  /// Whether this process is a copy that a call has made of the worker. Not by getpid(2): a system
  /// call may take as long as the task. Source: madvise(2), MADV_WIPEONFORK.
  bool is_copy() const noexcept {
    return no_copy_ != nullptr ? *no_copy_ == 0 : getpid() != process_;
  }

  /// A byte that is 1 here and 0 in copies; null when the system does not do that.
  static const volatile char* make_no_copy() noexcept {
    constexpr std::size_t bytes = 4096;
    void* const page =
        mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED || madvise(page, bytes, MADV_WIPEONFORK) != 0) return nullptr;
    *static_cast<char*>(page) = 1;
    return static_cast<const volatile char*>(page);
  }

  /// As call_storing() into `result_`; does not return in a copy of the process that the call made
  /// and let return as well.
  template <class Bytes>
  message_kind call_of_ours(Bytes bytes) {
    result_.clear();
    const auto kind = call_storing(std::move(bytes), result_);
    if (is_copy()) _exit(0);
    return kind;
  }

  /// Takes the next call, if there is one, else waits for it.
  incoming_message::outcome receive() {
    auto received = try_to_receive();
    while (received == incoming_message::outcome::nothing_yet) {
      if (setup_.seats->sit_down()) {
        received = listen();
        setup_.seats->stand_up();
      } else {
        received = try_to_receive();
      }
    }
    if (received == incoming_message::outcome::received)
      setup_.seats->on_taken([this] { return has_another_call(); });
    else
      setup_.seats->wake_all();
    return received;
  }

  bool has_another_call() const {
    pollfd more{setup_.calls, POLLIN, 0};
    return poll(&more, 1, 0) != 0;
  }

  incoming_message::outcome try_to_receive() { return calls_.receive(setup_.calls, MSG_DONTWAIT); }

  /// The next call often comes soon after the last result: then it needs no wake-up.
  incoming_message::outcome listen() {
    auto received = incoming_message::outcome::nothing_yet;
    detail::spin_until([&] {
      received = try_to_receive();
      return received != incoming_message::outcome::nothing_yet;
    });
    if (received != incoming_message::outcome::nothing_yet) return received;
    return calls_.receive(setup_.calls, 0);
  }

  void send(message_header header) {
    header.worker = setup_.index;
    header.status = process_;
    try {
      send_message(setup_.results, header, result_.bytes(), 0);
    } catch (const std::system_error&) {  // no memory for a large result, or nobody is there
      result_.clear();
      detail::write_exception(result_, std::current_exception());
      if (header.kind == message_kind::value) header.kind = message_kind::exception;
      send_message(setup_.results, header, result_.bytes(), 0);
    }
  }

  const worker_setup setup_;
  const pid_t process_ = getpid();
  const volatile char* const no_copy_ = make_no_copy();
  incoming_message calls_;
  detail::byte_buffer result_;
};

}  // namespace

bool is_worker_process() noexcept { return this_is_one; }

void run_worker(const worker_setup& setup) noexcept {
  this_is_one = true;
  detail::worker_index = setup.index;
  try {
    worker(setup).run();
  } catch (const std::exception& problem) {
    // The pool is gone, or no message can be sent: its end tells the pool.
    std::fprintf(stderr, "futures: a worker process ends: %s\n", problem.what());
    end_worker(1);
  }
  end_worker(0);
}

}  // namespace futures::reference
