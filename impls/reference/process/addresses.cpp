// SPDX-License-Identifier: MIT
// Finds addresses in objects that are copied as bytes.
//
// How it works. A word that could be an address is one if the page is mapped, which msync(2) tells
// in a fifth of a microsecond. Addresses in the program itself are the same in its copies, and so
// are functions of libraries and memory that processes share. What is left, stacks and heaps, is
// mapped as private and writable: proc(5), maps.
#include <sys/mman.h>

#include <cstdint>
#include <cstring>
#include <fstream>
#include <limits>
#include <stdexcept>
#include <string>

#include "futures/detail/plain_bytes.hpp"

extern "C" const char __executable_start[], end[];  // of the program in memory: ld(1), end(3)

namespace futures::detail {
namespace {

bool is_in_program(std::uintptr_t address) noexcept {
  return address >= reinterpret_cast<std::uintptr_t>(__executable_start) &&
         address < reinterpret_cast<std::uintptr_t>(end);
}

bool is_mapped(std::uintptr_t address) noexcept {
  // Below 4 GiB are numbers; only programs linked with -no-pie have a heap there.
  constexpr std::uintptr_t lowest = std::uintptr_t{1} << 32U, highest = std::uintptr_t{1} << 47U,
                           page = 4096;
  if (address < lowest || address >= highest) return false;
  auto* const start = reinterpret_cast<void*>(address / page * page);  // never read
  return msync(start, 1, MS_ASYNC) == 0;
}

bool is_private_and_writable(std::uintptr_t address) {
  std::ifstream maps("/proc/self/maps");
  std::uintptr_t first = 0, last = 0;
  char dash = 0;
  std::string rights;
  while (maps >> std::hex >> first >> dash >> last >> rights) {
    if (first <= address && address < last) return rights[1] == 'w' && rights[3] == 'p';
    maps.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
  }
  return false;
}

}  // namespace

void refuse_addresses(const void* object, std::size_t size) {
  constexpr auto step = sizeof(std::uintptr_t);
  const auto* at = static_cast<const unsigned char*>(object);
  for (; size >= step; at += step, size -= step) {
    std::uintptr_t word = 0;
    std::memcpy(&word, at, step);
    if (is_in_program(word) || !is_mapped(word) || !is_private_and_writable(word)) continue;
    throw std::invalid_argument(
        "an object that is to be copied to another process holds the address of an object in this "
        "one, such as a lambda's [&]: capture, pass and return values");
  }
}

}  // namespace futures::detail
