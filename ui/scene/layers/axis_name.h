#pragma once

#include "ui/scene/draw/label_batch.h"

namespace ui {

/// The name of an axis: one letter with an optional number in STIX italic with the number lowered, as formulas have it
/// (x₁); anything longer in the text face. An empty name is x with the axis' number.
/// Units: logical pixels. `axis` counts from 0.
void addAxisName(LabelBatch& labels, const std::string& name, int axis, float size, Color color, float x,
                 float baseline, Align align);

} // namespace ui
