#pragma once

#include <QDoubleSpinBox>

class QLabel;

namespace ui {

/// A number with its unit: typed, stepped by arrow keys or wheel. Says `committed` once an edit is done, not at every
/// keystroke, because each change restarts work.
class NumberField : public QDoubleSpinBox {
    Q_OBJECT

public:
    explicit NumberField(const QString& unit = {}, QWidget* parent = nullptr);

    /// `brief`: what is shown where the whole does not fit beside the number; the tool tip then says the whole.
    void setUnit(const QString& unit, const QString& brief = {});
    /// Up and down multiply or divide by this instead of adding: for learning rates and the like. 0: off.
    void setStepFactor(double factor) { m_stepFactor = factor; }
    /// Fixed number of decimals off: as few as needed.
    void setShortest(bool shortest) { m_shortest = shortest; }
    /// Silent, and left alone while a person is typing.
    void show(double value);
    using QDoubleSpinBox::show;

    QString textFromValue(double value) const override;
    double valueFromText(const QString& text) const override;
    QValidator::State validate(QString& text, int& position) const override;
    void stepBy(int steps) override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void committed(double value);

protected:
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void commit();
    void placeUnit();

    QString m_wholeUnit, m_briefUnit;
    QString m_placedFor; ///< the text beside which the unit has found its room
    QLabel* m_unit;
    double m_stepFactor = 0;
    bool m_shortest = false;
    double m_shown = 0;
};

} // namespace ui
