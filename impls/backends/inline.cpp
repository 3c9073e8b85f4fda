// SPDX-License-Identifier: MIT
// inline: submit() runs the task before it returns; the serial baseline.
#include "futures/adapted_executor.hpp"
#include "futures/registry.hpp"

namespace futures {
namespace {

constexpr capabilities promises{.fifo_start = true};

class inline_executor final : public adapted_executor {
 public:
  ~inline_executor() override { end_scope(); }
  std::size_t max_workers() const noexcept override { return 1; }
  const capabilities& caps() const noexcept override { return promises; }
  std::string_view name() const noexcept override { return "inline"; }

 private:
  void enqueue(task_ptr task) override { run_task(std::move(task)); }
};

const backend_registration registered{
    {.name = "inline",
     .summary = "runs each task inside submit(): the serial baseline",
     .caps = promises,
     .make = [](const executor_options&) -> std::unique_ptr<executor> {
       return std::make_unique<inline_executor>();
     }}};

}  // namespace
}  // namespace futures
