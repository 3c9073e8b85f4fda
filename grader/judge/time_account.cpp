// SPDX-License-Identifier: MIT
// How much of its time limit a submission has used.
#include "grader/judge/time_account.hpp"

#include "grader/judge/run.hpp"

namespace judge {
namespace {

using namespace std::chrono_literals;

/// Kernels let a process that is ready wait for a minute, behind one that never sleeps.
constexpr auto patience_with_the_machine = 5min;

}  // namespace

void time_account::begin(const thread_watch& whom) {
  whom_ = &whom;
  own_.emplace(clock::now(), own_time::sample{});
}

void time_account::look(clock::time_point now) {
  if (!own_ || now - own_->last_look() < between_looks_) return;
  own_->look(now, {.cpu = whom_->cpu_time(),
                   .delay = std::chrono::nanoseconds(whom_->run_queue_delay_ns()),
                   .asleep = !whom_->some_thread_is_ready()});
}

bool time_account::is_over(clock::time_point now, bool has_started) {
  look(now);
  if (own_ && own_->spent() > limit_) return true;
  if (attended_.look(now) <= patience_with_the_machine + limit_) return false;
  throw fault(has_started ? "the submission process had no processor for most of five minutes"
                          : "the submission process did not start within five minutes");
}

}  // namespace judge
