// SPDX-License-Identifier: MIT
// Sleeping between processes, and the memory that they share.
#include "reference/process/idle_seats.hpp"

#include <linux/futex.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <new>
#include <system_error>

namespace futures::reference {
namespace {

constexpr std::size_t mapped_bytes = 4096;
static_assert(sizeof(idle_seats) <= mapped_bytes);
static_assert(std::atomic<std::uint32_t>::is_always_lock_free, "processes share them");

// Not the private kind: the processes have different addresses for the word.
void wake(std::atomic<std::uint32_t>& word, int most) noexcept {
  syscall(SYS_futex, &word, FUTEX_WAKE, most, nullptr, nullptr, 0);
}

[[noreturn]] void fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

}  // namespace

void sleep_between_processes::wait(std::atomic<std::uint32_t>& word, std::uint32_t value) noexcept {
  syscall(SYS_futex, &word, FUTEX_WAIT, value, nullptr, nullptr, 0);
}
void sleep_between_processes::wake_one(std::atomic<std::uint32_t>& word) noexcept { wake(word, 1); }
void sleep_between_processes::wake_all(std::atomic<std::uint32_t>& word) noexcept {
  wake(word, INT_MAX);
}

std::pair<shared_seats, descriptor> shared_seats::make() {
  descriptor memory(memfd_create("futures-idle-workers", MFD_CLOEXEC));
  if (!memory || ftruncate(memory.number(), mapped_bytes) != 0) fail("process pool: memfd_create");
  shared_seats made(memory);
  if (made.get() == nullptr) fail("process pool: mmap");
  new (made.get()) idle_seats;
  return {std::move(made), std::move(memory)};
}

shared_seats::shared_seats(const descriptor& memory) noexcept {
  void* const place =
      mmap(nullptr, mapped_bytes, PROT_READ | PROT_WRITE, MAP_SHARED, memory.number(), 0);
  if (place != MAP_FAILED) seats_ = static_cast<idle_seats*>(place);
}

shared_seats::~shared_seats() {
  if (seats_ != nullptr) munmap(seats_, mapped_bytes);
}

}  // namespace futures::reference
