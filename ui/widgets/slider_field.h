#pragma once

#include <QWidget>
#include <functional>
#include <optional>

class QLabel;
class QSlider;

namespace ui {

/// A slider with its value in numbers beside it. `moved` comes while it is dragged, `committed` when it is let go.
class SliderField : public QWidget {
    Q_OBJECT

public:
    /// Values run from `minimum` to `maximum`, logarithmically when asked for.
    SliderField(double minimum, double maximum, bool logarithmic, std::function<QString(double)> text,
                QWidget* parent = nullptr);

    double value() const;
    /// Silent, and left alone while a person drags.
    void show(double value);
    using QWidget::show;
    QSlider* slider() const { return m_slider; }
    /// A tick below the groove at a value that means something.
    void setMark(double value);

signals:
    void moved(double value);
    void committed(double value);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void showText();
    double valueAt(int position) const;
    int positionOf(double value) const;

    double m_minimum, m_maximum;
    bool m_logarithmic;
    std::function<QString(double)> m_text;
    double m_value;
    std::optional<double> m_mark;
    QSlider* m_slider;
    QLabel* m_label;
};

} // namespace ui
