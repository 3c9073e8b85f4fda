// SPDX-License-Identifier: MIT
// Unwinding.
#include "exercises/runtime/call_path.hpp"

#include <dlfcn.h>
#include <link.h>
#include <unwind.h>

#include <algorithm>
#include <array>
#include <cstddef>

namespace runtime {
namespace {

constexpr int most_frames = 48;

/// What an unwinding collects.
struct path_in {
  std::uintptr_t first, last;
  protocol::call_path path{};
  std::size_t length = 0;
  int frames_left = most_frames;

  /// Of a call the address after it is known; what belongs to its line is the one before.
  /// Returns: whether there is room for more.
  bool take(std::uintptr_t address, bool is_exact) {
    if (address > first && address <= last)
      path[length++] = static_cast<std::uint32_t>(address - first - (is_exact ? 0 : 1));
    return length < path.size() && --frames_left > 0;
  }
};

_Unwind_Reason_Code take_frame(_Unwind_Context* context, void* data) {
  int is_exact = 0;
  const auto address = _Unwind_GetIPInfo(context, &is_exact);
  const bool go_on = static_cast<path_in*>(data)->take(address, is_exact != 0);
  return go_on ? _URC_NO_REASON : _URC_END_OF_STACK;
}

}  // namespace

void call_path_finder::prepare() noexcept {
  // Not linked: it has functions of the names that C++ exceptions use, which would come first.
  if (void* const library = dlopen("libunwind.so.8", RTLD_NOW | RTLD_LOCAL))
    quick_ = reinterpret_cast<backtrace>(dlsym(library, "unw_backtrace"));
}

void call_path_finder::set_object(const void* inside) noexcept {
  Dl_info found{};
  link_map* map = nullptr;
  if (dladdr1(inside, &found, reinterpret_cast<void**>(&map), RTLD_DL_LINKMAP) == 0) return;
  struct search {
    std::uintptr_t base, end;
  } where{map->l_addr, 0};
  dl_iterate_phdr(
      [](dl_phdr_info* info, std::size_t, void* data) {
        auto& to = *static_cast<search*>(data);
        if (info->dlpi_addr != to.base) return 0;
        for (int i = 0; i < info->dlpi_phnum; ++i)
          if (const auto& part = info->dlpi_phdr[i]; part.p_type == PT_LOAD)
            to.end = std::max(to.end, to.base + part.p_vaddr + part.p_memsz);
        return 1;
      },
      &where);
  last_ = where.end;
  first_ = where.base;
}

std::uint32_t call_path_finder::place_of(const void* address) const noexcept {
  const auto place = reinterpret_cast<std::uintptr_t>(address);
  return place > first_ && place < last_ ? static_cast<std::uint32_t>(place - first_) : 0;
}

protocol::call_path call_path_finder::here() const noexcept {
  if (first_ == 0) return {};
  if (quick_ == nullptr) return in_signal_handler();
  std::array<void*, most_frames> addresses;
  const int count = quick_(addresses.data(), most_frames);
  path_in found{.first = first_, .last = last_};
  for (int i = 0; i < count; ++i)
    if (!found.take(reinterpret_cast<std::uintptr_t>(addresses[static_cast<std::size_t>(i)]),
                    false))
      break;
  return found.path;
}

protocol::call_path call_path_finder::in_signal_handler() const noexcept {
  if (first_ == 0) return {};
  path_in found{.first = first_, .last = last_};
  _Unwind_Backtrace(take_frame, &found);
  return found.path;
}

}  // namespace runtime
