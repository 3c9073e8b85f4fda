// SPDX-License-Identifier: MIT
// What this process uses: processor time and memory.
#include "bench/overhead/process_usage.hpp"

#include <malloc.h>
#include <unistd.h>

#include <ctime>
#include <fstream>
#include <stdexcept>

namespace bench::overhead {

double process_cpu_seconds() {
  timespec used{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return static_cast<double>(used.tv_sec) + 1e-9 * static_cast<double>(used.tv_nsec);
}

std::int64_t resident_bytes() {
  std::ifstream file("/proc/self/statm");
  std::int64_t all_pages = 0, resident_pages = 0;
  if (!(file >> all_pages >> resident_pages))
    throw std::runtime_error("cannot read /proc/self/statm, which tells how much memory we use");
  return resident_pages * sysconf(_SC_PAGESIZE);
}

std::int64_t resident_bytes_after_trim() {
  malloc_trim(0);
  return resident_bytes();
}

}  // namespace bench::overhead
