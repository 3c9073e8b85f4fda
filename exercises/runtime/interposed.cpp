// SPDX-License-Identifier: MIT
// The C library's functions that pass the time or start a thread, in its place: they note that, and
// call it.
//
// How it works. A program's own functions come before a library's of the same name, in the shared
// objects that it loads, too: ld.so(8). std::this_thread::sleep_for() calls nanosleep(2) in the
// header that the student's code includes, or clock_nanosleep(2).
#include <dlfcn.h>
#include <pthread.h>
#include <time.h>
#include <unistd.h>

#include <cstdint>

#include "exercises/runtime/recorder.hpp"

namespace {

template <class Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

std::int64_t nanoseconds(const timespec& of) {
  constexpr std::int64_t second = 1'000'000'000;
  return of.tv_sec > 1'000'000 ? 1'000'000 * second : of.tv_sec * second + of.tv_nsec;
}

void note(std::int64_t duration) {
  if (duration > 0)
    runtime::recorder::current().note(protocol::trace_kind::sleeps,
                                      static_cast<std::uint64_t>(duration));
}

}  // namespace

extern "C" {

int nanosleep(const timespec* duration, timespec* left) {
  note(nanoseconds(*duration));
  static auto* const real = next<decltype(nanosleep)>("nanosleep");
  return real(duration, left);
}

int clock_nanosleep(clockid_t clock, int flags, const timespec* until, timespec* left) {
  auto duration = nanoseconds(*until);
  if (timespec now{}; (flags & TIMER_ABSTIME) != 0 && clock_gettime(clock, &now) == 0)
    duration -= nanoseconds(now);
  note(duration);
  static auto* const real = next<decltype(clock_nanosleep)>("clock_nanosleep");
  return real(clock, flags, until, left);
}

int usleep(useconds_t microseconds) {
  note(std::int64_t{1000} * microseconds);
  static auto* const real = next<decltype(usleep)>("usleep");
  return real(microseconds);
}

unsigned sleep(unsigned seconds) {
  note(std::int64_t{1'000'000'000} * seconds);
  static auto* const real = next<decltype(sleep)>("sleep");
  return real(seconds);
}

int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*run)(void*),
                   void* argument) {
  runtime::recorder::current().note(protocol::trace_kind::starts_thread);
  static auto* const real = next<decltype(pthread_create)>("pthread_create");
  return real(thread, attributes, run, argument);
}

}  // extern "C"
