// SPDX-License-Identifier: MIT
// Collects the exceptions that nobody fetched.
#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "futures/unobserved.hpp"

namespace conformance {

/// The program's handler of unobserved exceptions until the end of the scope.
class unobserved_exceptions {
 public:
  unobserved_exceptions()
      : before_(futures::set_unobserved_handler([this](const std::exception_ptr& problem) {
          const std::lock_guard lock(mutex_);
          messages_.push_back(text_of(problem));
        })) {}
  unobserved_exceptions(const unobserved_exceptions&) = delete;
  unobserved_exceptions& operator=(const unobserved_exceptions&) = delete;
  ~unobserved_exceptions() { futures::set_unobserved_handler(before_); }

  /// What they said, in the order of their arrival.
  std::vector<std::string> messages() const {
    const std::lock_guard lock(mutex_);
    return messages_;
  }

 private:
  static std::string text_of(const std::exception_ptr& problem) {
    try {
      std::rethrow_exception(problem);
    } catch (const std::exception& known) {
      return known.what();
    } catch (...) {
      return "no std::exception";
    }
  }

  mutable std::mutex mutex_;
  std::vector<std::string> messages_;
  futures::unobserved_handler before_;
};

}  // namespace conformance
