// SPDX-License-Identifier: MIT
// metg_fft: how small tasks may be that need three others, ever farther away.
#include "bench/overhead/metg.hpp"

namespace bench::overhead {
namespace {

const work_registration registered{make_metg_work<task_bench::fft>(
    14, "metg_fft", "the same where each task needs three at a distance that doubles")};

}  // namespace
}  // namespace bench::overhead
