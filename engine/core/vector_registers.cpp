#include "engine/core/vector_registers.h"

namespace engine {

void releaseVectorRegisters() noexcept {
#if defined(__x86_64__)
    static const bool hasUpperHalves = __builtin_cpu_supports("avx");
    if (hasUpperHalves)
        asm volatile("vzeroupper");
#endif
}

} // namespace engine
