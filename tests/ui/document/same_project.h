#pragma once

#include "ui/document/project.h"

#include <cstring>

namespace tests {

template <class Block> bool sameBits(const Block& a, const Block& b) {
    return a.size() == b.size() &&
           std::memcmp(a.data(), b.data(), std::size_t(a.size()) * sizeof(typename Block::Scalar)) == 0;
}

bool sameBits(const engine::Checkpoint& a, const engine::Checkpoint& b);

/// Equal in everything, checkpoints and overlays by content.
bool sameProject(ui::Project a, ui::Project b);

} // namespace tests
