#include "ui/widgets/number_field.h"

#include "ui/style/numbers.h"
#include "ui/widgets/labels.h"

#include <QLineEdit>
#include <QWheelEvent>
#include <cmath>

namespace ui {

NumberField::NumberField(const QString& unit, QWidget* parent)
    : QDoubleSpinBox(parent), m_unit(makeLabel(unit, TextSize::Small, Tone::Secondary)) {
    m_unit->setParent(lineEdit());
    m_unit->setAttribute(Qt::WA_TransparentForMouseEvents);
    setButtonSymbols(NoButtons);
    setKeyboardTracking(false);
    setFont(numberFont(12.5));
    setFixedHeight(28);
    setFocusPolicy(Qt::StrongFocus);
    connect(this, &QDoubleSpinBox::editingFinished, this, &NumberField::commit);
    placeUnit();
}

void NumberField::setUnit(const QString& unit) {
    m_unit->setText(unit);
    placeUnit();
}

void NumberField::show(double value) {
    if (hasFocus() && lineEdit()->isModified())
        return;
    const QSignalBlocker silence(this);
    setValue(value);
    m_shown = this->value();
}

QString NumberField::textFromValue(double value) const {
    return m_shortest ? shortText(value, 4) : fixedText(value, decimals());
}

double NumberField::valueFromText(const QString& text) const {
    bool ok = false;
    const double value = numberFromText(text, &ok);
    return ok ? value : this->value();
}

QValidator::State NumberField::validate(QString& text, int&) const {
    bool ok = false;
    const double value = numberFromText(text, &ok);
    if (!ok)
        return QValidator::Intermediate;
    return value >= minimum() && value <= maximum() ? QValidator::Acceptable : QValidator::Intermediate;
}

void NumberField::stepBy(int steps) {
    if (m_stepFactor > 0)
        setValue(value() * std::pow(m_stepFactor, steps));
    else
        QDoubleSpinBox::stepBy(steps);
    commit();
}

QSize NumberField::sizeHint() const { return {110, 28}; }
QSize NumberField::minimumSizeHint() const { return {48, 28}; }

void NumberField::commit() {
    lineEdit()->setModified(false);
    if (value() == m_shown)
        return;
    m_shown = value();
    emit committed(m_shown);
}

void NumberField::resizeEvent(QResizeEvent* event) {
    QDoubleSpinBox::resizeEvent(event);
    placeUnit();
}

void NumberField::wheelEvent(QWheelEvent* event) {
    // Rolling over a panel must not change a number by accident.
    if (hasFocus())
        QDoubleSpinBox::wheelEvent(event);
    else
        event->ignore();
}

void NumberField::placeUnit() {
    const int wide = m_unit->text().isEmpty() ? 0 : m_unit->sizeHint().width() + 2;
    lineEdit()->setTextMargins(0, 0, wide, 0);
    m_unit->setGeometry(lineEdit()->width() - wide, 0, wide, lineEdit()->height());
}

} // namespace ui
