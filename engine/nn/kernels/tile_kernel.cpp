#include "engine/nn/kernels/tile_kernel.h"

namespace engine {

#define DECLARE_TABLES(isa)                                                                                            \
    namespace kernels_##isa {                                                                                          \
    extern const KernelTable<float> floatTable;                                                                        \
    extern const KernelTable<double> doubleTable;                                                                      \
    }
DECLARE_TABLES(baseline)
#if defined(__x86_64__)
DECLARE_TABLES(avx2)
DECLARE_TABLES(avx512)
#endif
#undef DECLARE_TABLES

template <>
const KernelTable<float>& kernelTable<float>(InstructionSet set) {
#if defined(__x86_64__)
    if (set == InstructionSet::Avx512)
        return kernels_avx512::floatTable;
    if (set == InstructionSet::Avx2)
        return kernels_avx2::floatTable;
#endif
    (void)set;
    return kernels_baseline::floatTable;
}

template <>
const KernelTable<double>& kernelTable<double>(InstructionSet set) {
#if defined(__x86_64__)
    if (set == InstructionSet::Avx512)
        return kernels_avx512::doubleTable;
    if (set == InstructionSet::Avx2)
        return kernels_avx2::doubleTable;
#endif
    (void)set;
    return kernels_baseline::doubleTable;
}

} // namespace engine
