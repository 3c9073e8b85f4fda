// SPDX-License-Identifier: MIT
// How the sanitizers behave in a submission process: its environment is empty, so they ask here.

extern "C" {

/// Leaks are no business of a process that is killed when all is known, and looking for them needs
/// a system call that is forbidden here. The same inline variable in the process and in the
/// submission is no mistake. Freed memory is kept for a while, but within the limit of memory.
const char* __asan_default_options();
const char* __asan_default_options() {
  return "detect_stack_use_after_return=1:detect_leaks=0:detect_odr_violation=0:"
         "quarantine_size_mb=64";
}

/// Only what concerns data: a mutex of the student's that is destroyed while it is locked, or a
/// thread that is never joined, is another story.
const char* __tsan_default_options();
const char* __tsan_default_options() {
  return "report_thread_leaks=0:report_destroy_locked=0:report_signal_unsafe=0:detect_deadlocks=0";
}

/// The counter inside an exception_ptr is in libstdc++, which is not instrumented: what an
/// exception's last owner does to it looks unsynchronised.
const char* __tsan_default_suppressions();
const char* __tsan_default_suppressions() {
  return "race:std::__exception_ptr::exception_ptr\n"
         "race:std::rethrow_exception\n"
         "race:__cxa_\n";
}
}
