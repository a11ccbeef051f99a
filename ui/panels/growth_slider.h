#pragma once

#include <QWidget>
#include <optional>

class QToolButton;

namespace ui {

class SliderField;

/// The growth weight λ by hand: from a hundredth of what fits the data's spread, where mass moves rather than grows, to a
/// hundred times that, where it grows rather than moves. The run is learned anew for every λ, from the weights it has,
/// and answers while the hand still holds the slider.
/// Units: 1/length²; empty: what fits the data, which is marked.
class GrowthSlider : public QWidget {
    Q_OBJECT

public:
    explicit GrowthSlider(QWidget* parent = nullptr);

    /// `usual`: what fits the data.
    void setUsual(double usual);
    void show(std::optional<double> lambda);
    using QWidget::show;
    std::optional<double> lambda() const;

    static constexpr double kReach = 100; ///< times the usual one, and its reciprocal

signals:
    /// While it is dragged, and once when it is let go: `finished`.
    void edited(std::optional<double> lambda, bool finished);

private:
    void showReset();

    double m_usual = 1;
    std::optional<double> m_shown; ///< as it was given, until a hand moves the slider: it may lie beyond its ends
    SliderField* m_slider;         ///< in parts of the usual one
    QToolButton* m_reset;
};

} // namespace ui
