#pragma once

#include "ui/panels/marked_slider.h"

namespace ui {

/// The growth weight λ by hand: from a hundredth of what fits the data's spread, where mass moves rather than grows, to a
/// hundred times that, where it grows rather than moves. The run is learned anew for every λ, from the weights it has,
/// and answers while the hand still holds the slider.
/// Units: 1/length²; usual: what fits the data.
class GrowthSlider : public MarkedSlider {
    Q_OBJECT

public:
    static constexpr double kReach = 100; ///< times the usual one, and its reciprocal

    explicit GrowthSlider(QWidget* parent = nullptr);
};

} // namespace ui
