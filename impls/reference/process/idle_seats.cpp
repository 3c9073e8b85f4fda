// SPDX-License-Identifier: MIT
// Sitting down and waking: see the header for how it works.
#include "reference/process/idle_seats.hpp"

#include <linux/futex.h>
#include <poll.h>
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
void sleep_on(std::atomic<std::uint32_t>& word, std::uint32_t expected) noexcept {
  syscall(SYS_futex, &word, FUTEX_WAIT, expected, nullptr, nullptr, 0);
}
void wake(std::atomic<std::uint32_t>& word, int most) noexcept {
  syscall(SYS_futex, &word, FUTEX_WAKE, most, nullptr, nullptr, 0);
}

[[noreturn]] void fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

}  // namespace

bool idle_seats::sit_down() noexcept {
  if (taken_.exchange(1) == 0) return true;
  ++sleeping_;
  const auto bell = bell_.load();
  if (taken_ != 0) sleep_on(bell_, bell);
  --sleeping_;
  return false;
}

void idle_seats::on_taken(int calls) noexcept {
  if (count_sleeping() == 0 || taken_ != 0) return;
  pollfd more{calls, POLLIN, 0};
  if (poll(&more, 1, 0) != 0) wake_one();
}

void idle_seats::on_sent() noexcept {
  if (count_sleeping() != 0 && taken_ == 0) wake_one();
}

void idle_seats::wake_one() noexcept {
  ++bell_;
  wake(bell_, 1);
}

void idle_seats::wake_all() noexcept {
  ++bell_;
  wake(bell_, INT_MAX);
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
