#pragma once

#include "engine/core/error.h"

#include <functional>
#include <stop_token>

namespace engine {

/// How a long read tells where it is and hears that nobody wants it any more.
struct ReadControl {
    std::function<void(double)> progress; ///< hears the part done, 0 … 1, in the reading thread; may be empty
    std::stop_token stop;

    /// Errors: Error{Cancelled} when a stop was asked for.
    void report(double part) const {
        if (stop.stop_requested())
            throw Error(ErrorCode::Cancelled, Sentence::of("Reading was cancelled."));
        if (progress)
            progress(part);
    }
};

} // namespace engine
