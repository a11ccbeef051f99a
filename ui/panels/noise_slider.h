#pragma once

#include "engine/action/dynamics.h"

#include <QWidget>
#include <optional>

class QToolButton;

namespace ui {

class SliderField;

/// How strong the noise is that particles are shown with: from none to twice the trained level, which is marked. The
/// pair of networks gives every level without new training.
/// Units:  data units; empty: the trained level.
class NoiseSlider : public QWidget {
    Q_OBJECT

public:
    explicit NoiseSlider(QWidget* parent = nullptr);

    /// `trained`: the level of the method, whose root mean square is the mark.
    void setTrained(const engine::NoiseSchedule& trained);
    void show(std::optional<double> noise);
    using QWidget::show;
    std::optional<double> noise() const;

    static constexpr double kMost = 2; ///< times the trained level

signals:
    /// While it is dragged, and once when it is let go: `finished`.
    void edited(std::optional<double> noise, bool finished);

private:
    void showReset();

    double m_trained = 1;
    SliderField* m_slider; ///< in parts of the trained level
    QToolButton* m_reset;
};

} // namespace ui
