// SPDX-License-Identifier: MIT
// A seccomp filter: see seccomp(2) and seccomp_rule_add(3).
#include "exercises/runtime/lockdown.hpp"

#include <unistd.h>

#include <cerrno>
#include <memory>
#include <stdexcept>

#include "exercises/runtime/allowed_calls.hpp"

namespace runtime {
namespace {

using filter = std::unique_ptr<void, void (*)(void*)>;

void require(int status) {
  if (status != 0) throw std::runtime_error("cannot make a seccomp filter");
}

filter make_filter(std::uint32_t when_forbidden) {
  filter result(seccomp_init(when_forbidden), seccomp_release);
  if (!result) throw std::runtime_error("cannot make a seccomp filter");
  const auto allow = [&](int call) {
    require(seccomp_rule_add(result.get(), SCMP_ACT_ALLOW, call, 0));
  };
  const auto allow_if = [&](int call, scmp_arg_cmp condition) {
    require(seccomp_rule_add_array(result.get(), SCMP_ACT_ALLOW, call, 1, &condition));
  };
  for (const auto& group : allowed_calls)
    for (const int call : group) allow(call);
  for (const auto& each : allowed_with_arguments)
    allow_if(each.call, SCMP_CMP(each.argument, SCMP_CMP_MASKED_EQ, each.mask, each.value));
  const auto self = static_cast<std::uint64_t>(getpid());
  for (const int call : allowed_to_oneself)
    allow_if(call, SCMP_CMP(0, SCMP_CMP_MASKED_EQ, low_half, self));
  // The flags of clone3 are in memory, where no filter can see them; glibc then falls back to
  // clone.
  require(seccomp_rule_add(result.get(), SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0));
  require(seccomp_attr_set(result.get(), SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS));
  return result;
}

}  // namespace

int lock_down() {
  const auto told = make_filter(SCMP_ACT_NOTIFY);
  if (seccomp_load(told.get()) == 0) return seccomp_notify_fd(told.get());
  const auto killing = make_filter(SCMP_ACT_KILL_PROCESS);
  if (seccomp_load(killing.get()) != 0)
    throw std::runtime_error("cannot install the seccomp filter");
  return -1;
}

}  // namespace runtime
