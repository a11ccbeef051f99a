#include "engine/core/instruction_set.h"

#include <cstdlib>

namespace engine {

std::string_view name(InstructionSet set) {
    switch (set) {
    case InstructionSet::Avx2:
        return "avx2";
    case InstructionSet::Avx512:
        return "avx512";
    default:
        return "baseline";
    }
}

bool isAvailable(InstructionSet set) {
    if (set == InstructionSet::Baseline)
        return true;
#if defined(__x86_64__)
    if (set == InstructionSet::Avx2)
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512cd");
#else
    return false;
#endif
}

InstructionSet instructionSet() {
    static const InstructionSet chosen = [] {
        const char* wish = std::getenv("KINETOSCOPE_INSTRUCTION_SET");
        for (InstructionSet set : {InstructionSet::Avx512, InstructionSet::Avx2})
            if (isAvailable(set) && (!wish || name(set) == wish))
                return set;
        return InstructionSet::Baseline;
    }();
    return chosen;
}

} // namespace engine
