#pragma once

#include "engine/core/types.h"

#include <mutex>

namespace engine {

/// A number that takes a moment to compute: computed when first asked for, once, whoever asks.
/// Thread: any.
class LazyEnergy {
public:
    template <class Compute> Real get(Compute&& compute) const {
        std::call_once(m_once, [&] { m_value = compute(); });
        return m_value;
    }

private:
    mutable std::once_flag m_once;
    mutable Real m_value = 0;
};

} // namespace engine
