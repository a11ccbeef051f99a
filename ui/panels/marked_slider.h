#pragma once

#include <QWidget>
#include <optional>

class QToolButton;

namespace ui {

class SliderField;

/// A number by hand around a usual one: the slider runs over parts of the usual value, which is marked and catches the
/// hand near it; a button leads back to it.
class MarkedSlider : public QWidget {
    Q_OBJECT

public:
    struct Range {
        double least, most; ///< in parts of the usual value
        bool logarithmic;
        double catches; ///< so near to the mark a hand means the mark: in parts, or in their logarithm
        int digits;     ///< that are shown
    };

    MarkedSlider(const Range& range, const QString& resetTip, QWidget* parent);

    /// What is marked. Anything but a positive number is not taken.
    void setUsual(double usual);
    /// Empty: the usual value.
    void show(std::optional<double> value);
    using QWidget::show;
    std::optional<double> value() const { return m_shown; }

signals:
    /// While it is dragged, and once when it is let go: `finished`. Empty: the usual value.
    void edited(std::optional<double> value, bool finished);

protected:
    SliderField* slider() const { return m_slider; }
    QToolButton* reset() const { return m_reset; }

private:
    void take(double part, bool finished);
    void showReset();

    Range m_range;
    double m_usual = 1;
    std::optional<double> m_shown; ///< as it was given, until a hand moves the slider: it may lie beyond its ends
    SliderField* m_slider;         ///< in parts of the usual one
    QToolButton* m_reset;
};

} // namespace ui
