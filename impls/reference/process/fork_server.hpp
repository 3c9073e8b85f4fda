// SPDX-License-Identifier: MIT
// The fork server: a copy of this program with a single thread, which starts the worker processes.
//
// How it works. fork(2) copies only the thread that calls it, with the memory as it is in that
// moment: locks that other threads hold stay locked for ever. So the program is copied once, while
// it has one thread, and this copy, which never has another, makes all the workers. It is their
// parent, so it learns how they end, and nobody else can signal a process that took the number of
// one. It takes requests from one socket, and reports on the socket on which a pool's workers send
// results: behind the last result of a worker comes the report that it ended. When the program
// ends, however it does, the socket's other end closes, and the server kills what is left and ends.
// Source: fork(2), signal-safety(7), prctl(2) PR_SET_PDEATHSIG; after the fork server of Python's
// multiprocessing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "futures/errors.hpp"
#include "reference/process/descriptor.hpp"

namespace futures::reference {

/// What a pool asks of the fork server. Each throws: broken_process_pool when the server has ended;
/// each waits while the system has no memory for a message. Threads: any.
namespace fork_server {

/// Starts it if it does not run. Throws: error when this program has more than one thread, or is a
/// worker; std::system_error. Returns: generation().
unsigned start();

/// Makes a pool known; its workers have these ends of the sockets, and wait in these seats. Throws:
/// broken_process_pool when the server has ended since start(); std::system_error. Returns: the
/// pool's number. When the server has no descriptor free for the pool, it says so as start_worker()
/// does, or closes the sockets.
std::uint64_t open_pool(int calls, int results, int seats, std::uint64_t max_tasks,
                        std::span<const std::byte> initializer);
/// worker_started is reported, with its process, or with an error number as its status; and when
/// the worker ends worker_ended, with its process and status.
void start_worker(std::uint64_t pool, std::uint32_t index);
/// Sends a signal to all workers of the pool.
void signal_workers(std::uint64_t pool, int signal);
/// Reports pool_closed when all workers have ended, and forgets the pool. Those that have not ended
/// by themselves after `grace_ms` are killed; negative: never.
void close_pool(std::uint64_t pool, std::int64_t grace_ms);

/// Becomes readable when the server ends. Throws: std::system_error.
descriptor watch_end();

/// Differs in a process that was forked from the one that a pool belongs to.
unsigned generation() noexcept;

/// Asks, if there is a server: if not, the manager of the pool finds out and ends it.
template <class Ask>
void if_there(Ask ask) {
  try {
    ask();
  } catch (const broken_process_pool&) {
  }
}

}  // namespace fork_server
}  // namespace futures::reference
