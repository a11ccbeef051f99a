// The network kernels for one instruction set; engine/CMakeLists.txt says which. Eigen is renamed so that its inline
// functions, compiled here for this processor, are never taken for those of the rest of the program.
#define Eigen Eigen_avx2
#include <Eigen/Core>

#include "engine/nn/kernels/tile_kernel.h"

namespace engine::kernels_avx2 {
#include "engine/nn/kernels/matrix_kernel.h"
#include "engine/nn/kernels/tile_kernel_impl.h"

extern constinit const KernelTable<float> floatTable = table<float>(InstructionSet::Avx2);
extern constinit const KernelTable<double> doubleTable = table<double>(InstructionSet::Avx2);
} // namespace engine::kernels_avx2
