#pragma once

#include <string_view>

namespace engine {

/// Processor generations the network kernels are compiled for.
enum class InstructionSet { Baseline, Avx2, Avx512 };

std::string_view name(InstructionSet set);

/// The best set this processor and this build have. The environment variable KINETOSCOPE_INSTRUCTION_SET
/// (baseline, avx2, avx512) asks for a lesser one, for tests and comparisons.
InstructionSet instructionSet();

/// Whether this processor and this build can run `set`.
bool isAvailable(InstructionSet set);

} // namespace engine
