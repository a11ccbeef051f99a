#include "ui/widgets/number_field.h"

#include "ui/style/numbers.h"
#include "ui/widgets/labels.h"

#include <QHelpEvent>
#include <QLineEdit>
#include <QToolTip>
#include <QWheelEvent>
#include <cmath>

namespace ui {

namespace {

/// What a person may have written as it is, what was computed to three digits.
QString roundedText(double value) {
    constexpr int kWritten = 4, kComputed = 3;
    const QString whole = shortText(value, kWritten);
    bool ok = false;
    return std::abs(numberFromText(whole, &ok) - value) <= 1e-9 * std::abs(value) ? whole
                                                                                   : shortText(value, kComputed);
}

} // namespace

NumberField::NumberField(const QString& unit, QWidget* parent)
    : QDoubleSpinBox(parent), m_wholeUnit(unit), m_unit(makeLabel(unit, TextSize::Small, Tone::Secondary)) {
    m_unit->setObjectName(QStringLiteral("unit"));
    m_unit->setParent(lineEdit());
    m_unit->setAttribute(Qt::WA_TransparentForMouseEvents);
    setButtonSymbols(NoButtons);
    setKeyboardTracking(false);
    setFont(numberFont(12.5));
    setFixedHeight(28);
    setFocusPolicy(Qt::StrongFocus);
    lineEdit()->installEventFilter(this);
    connect(lineEdit(), &QLineEdit::textChanged, this, &NumberField::placeUnit);
    connect(this, &QDoubleSpinBox::editingFinished, this, &NumberField::commit);
    connect(this, &QDoubleSpinBox::valueChanged, this, &NumberField::placeUnit);
    placeUnit();
}

void NumberField::setUnit(const QString& unit, const QString& brief) {
    m_wholeUnit = unit;
    m_briefUnit = brief;
    placeUnit();
}

void NumberField::show(double value) {
    if (hasFocus() && lineEdit()->isModified())
        return;
    const QSignalBlocker silence(this);
    setValue(value);
    m_shown = this->value();
    placeUnit(); // a number that is set does not tell the line's own signal
}

QString NumberField::textFromValue(double value) const {
    return m_shortest ? roundedText(value) : fixedText(value, decimals());
}

double NumberField::valueFromText(const QString& text) const {
    if (text == textFromValue(value())) // not touched: what is not seen of the number stays
        return value();
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

bool NumberField::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && !m_wholeUnit.isEmpty() &&
        (m_unit->isHidden() || m_unit->text() != m_wholeUnit)) {
        const QString unit = tr("Unit: %1.").arg(m_wholeUnit);
        const QString tip = toolTip().isEmpty() ? unit : toolTip() + QLatin1Char(' ') + unit;
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), tip, this);
        return true;
    }
    return QDoubleSpinBox::event(event);
}

/// The style gives the line its place after the field has got its own.
bool NumberField::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize || event->type() == QEvent::FontChange)
        placeUnit();
    return QDoubleSpinBox::eventFilter(watched, event);
}

/// The style's own changes of the line tell nobody.
void NumberField::paintEvent(QPaintEvent* event) {
    if (lineEdit()->text() != m_placedFor)
        placeUnit();
    QDoubleSpinBox::paintEvent(event);
}

void NumberField::wheelEvent(QWheelEvent* event) {
    // Rolling over a panel must not change a number by accident.
    if (hasFocus())
        QDoubleSpinBox::wheelEvent(event);
    else
        event->ignore();
}

void NumberField::placeUnit() {
    constexpr int kGap = 12; // left of the number, and between it and the unit
    const int room = lineEdit()->width() - lineEdit()->fontMetrics().horizontalAdvance(lineEdit()->text()) - kGap;
    int wide = 0;
    for (const QString& unit : {m_wholeUnit, m_briefUnit}) { // the number comes first
        if (wide > 0 || unit.isEmpty())
            continue;
        m_unit->setText(unit);
        if (const int needed = m_unit->sizeHint().width() + 2; needed <= room)
            wide = needed;
    }
    m_placedFor = lineEdit()->text();
    m_unit->setVisible(wide > 0);
    lineEdit()->setTextMargins(0, 0, wide, 0);
    m_unit->setGeometry(lineEdit()->width() - wide, 0, wide, lineEdit()->height());
}

} // namespace ui
