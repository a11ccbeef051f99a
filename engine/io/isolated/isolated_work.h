#pragma once

#include "engine/core/error.h"
#include "engine/io/isolated/pipe.h"
#include "engine/io/read_control.h"

#include <chrono>
#include <cstdint>
#include <functional>

namespace engine {

/// How far isolated work may go before it counts as failed.
struct IsolationLimits {
    std::chrono::seconds silence{5};                ///< of processor time between two reports of progress
    std::uint64_t memory = std::uint64_t(16) << 30; ///< bytes beyond what the program has
};

/// Sends what isolated work has made.
using SendResult = std::function<void(PipeWriter&)>;

/// Work that may crash, hang or ask for endless memory, such as reading a damaged file by a library that trusts what it
/// reads: it runs in a copy of this process that has no other threads, and nothing that happens there harms this one.
/// The work returns how to send its result, which `take` receives here.
/// Errors: what the work throws as Error; `failure` when it dies, hangs or sends nonsense; Error{Cancelled}: the copy is
///         ended at once.
/// Thread: any, also several at a time. The work must not use what other threads may hold: locks, windows.
void runIsolated(const std::function<SendResult(const ReadControl&)>& work,
                 const std::function<void(PipeReader&)>& take, const ReadControl& control, const Error& failure,
                 const IsolationLimits& limits = {});

} // namespace engine
