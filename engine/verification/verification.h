#pragma once

#include "engine/core/parallel.h"
#include "engine/verification/closed_form_case.h"

#include <functional>
#include <stop_token>

namespace engine {

/// How a network trained on a closed form compares with it.
/// Units: data units; errors relative as ClosedFormCase says.
struct VerificationResult {
    Real expected = 0, obtained = 0; ///< the energy, and −L of the trained network on fresh samples
    Real standardError = 0;          ///< of `obtained`
    Real velocityError = 0;          ///< RMS ‖v − v*‖ over RMS ‖v*‖; over deviation/duration where nothing moves
    std::optional<Real> growthError; ///< RMS |g − g*| over RMS |g*|
    std::optional<Real> orbitError;  ///< T4b: relative error of the rate at which a particle runs round
    Real seconds = 0;
    bool passed = false;
};

/// Trains a network on one closed form with the settings of a person who changes nothing but the steps, and compares.
/// Errors: Error{Cancelled}; Error{WorkFailed} when training diverges.
/// Thread: any; uses the pool.
VerificationResult verify(const ClosedFormCase& closedForm, WorkerPool& pool, std::uint64_t seed = 0,
                          std::stop_token stop = {}, const std::function<void(double)>& progress = {});

} // namespace engine
