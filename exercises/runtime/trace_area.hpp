// SPDX-License-Identifier: MIT
// What happened in a submission process, event after event, in memory that the judge sees, too.
//
// How it works. The judge makes the memory and hands it over with the setup packet, so it is there
// after the process has crashed, hangs, or was killed. A writer takes the next place by one atomic
// addition and stores the kind of the event last. What comes when the area is full is counted, not
// kept; but where threads stand at the end of a run, and where it crashes, has places of its own,
// so that a long run can be explained, too. The judge copies the area and believes none of it: the
// student's code can write there, so it serves to explain, never to mark.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace protocol {

enum class trace_kind : std::uint32_t {
  nothing,  ///< this place has not been written, or not to its end
  submitted,
  started,
  finished,
  wait_begins,
  wait_ends,
  asks,    ///< for an operation; the request carries the event's number
  fails,   ///< the task ended by an exception that nobody fetched
  sleeps,  ///< `detail` nanoseconds
  starts_thread,
  standstill,  ///< where a thread is when the judge asks for that
  crashes,     ///< `detail`: the signal
};

/// Addresses in the submission's shared object, the innermost first; 0: no more of them.
using call_path = std::array<std::uint32_t, 4>;

struct trace_event {
  std::atomic<trace_kind> kind{};
  std::uint32_t thread = 0;      ///< as gettid(2) has it inside the sandbox
  std::uint64_t task = 0;        ///< unique among the tasks that exist at that time
  std::uint64_t by = 0;          ///< the task in which it happened; 0 outside any task
  std::uint64_t executor = 0;    ///< of the task; 0 for a promise
  std::int64_t nanoseconds = 0;  ///< of the steady clock
  std::uint64_t detail = 0;
  call_path path{};
};

struct trace_area {
  static constexpr std::size_t capacity = 8192;
  static constexpr std::size_t last_places = 512;  ///< more than a run may have threads

  std::atomic<std::uint32_t> count{0};       ///< of all events, also those that found no place
  std::atomic<std::uint32_t> last_count{0};  ///< likewise of those that go to `last`
  std::uint32_t main_thread = 0;             ///< the one that runs the student's function
  std::uint32_t function = 0;                ///< where that is in its shared object; 0: unknown
  std::uint64_t pool = 0;                    ///< the executor that it was given
  std::array<trace_event, capacity> events;
  std::array<trace_event, last_places> last;  ///< standstill and crashes
};
static_assert(std::atomic<trace_kind>::is_always_lock_free);

}  // namespace protocol
