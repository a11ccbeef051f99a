#pragma once

#include "engine/action/dynamics.h"
#include "ui/panels/marked_slider.h"

namespace ui {

/// How strong the noise is that particles are shown with: from none to twice the trained level, which is marked. The
/// pair of networks gives every level without new training.
/// Units: data units/√time; usual: the trained level.
class NoiseSlider : public MarkedSlider {
    Q_OBJECT

public:
    static constexpr double kMost = 2; ///< times the trained level

    explicit NoiseSlider(QWidget* parent = nullptr);

    /// `trained`: the level of the method, whose root mean square is the mark.
    void setTrained(const engine::NoiseSchedule& trained);
};

} // namespace ui
