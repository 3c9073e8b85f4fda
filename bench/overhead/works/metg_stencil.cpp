// SPDX-License-Identifier: MIT
// metg_stencil: how small tasks may be that need three others each.
#include "bench/overhead/metg.hpp"

namespace bench::overhead {
namespace {

const work_registration registered{make_metg_work<task_bench::stencil>(
    10, "metg_stencil", "the same where each task needs three of the step before")};

}  // namespace
}  // namespace bench::overhead
