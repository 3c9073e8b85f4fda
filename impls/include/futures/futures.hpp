// SPDX-License-Identifier: MIT
// Everything a program needs to compute with futures.
#pragma once

#include "futures/executor.hpp"
#include "futures/manual_executor.hpp"
#include "futures/map.hpp"
#include "futures/promise.hpp"
#include "futures/registry.hpp"
#include "futures/thread_pool.hpp"
#include "futures/trace.hpp"
#include "futures/wait.hpp"
