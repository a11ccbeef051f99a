#pragma once

#include <QWidget>

class QLabel;

namespace ui {

class Readout;

/// The line above a chart: name, unit, what the dashed line is, and the numbers. Where it is narrow, first the words
/// about the dashed line go into the name's tool tip, then the unit is abbreviated, then words among the numbers go.
class ChartHeading : public QWidget {
    Q_OBJECT

public:
    /// `briefUnit`: empty where there is no shorter one.
    ChartHeading(const QString& title, const QString& unit, const QString& briefUnit, const QString& explanation);

    Readout* readout() const { return m_readout; }
    /// What the dashed line is; empty: there is none.
    void setNote(const QString& note);
    /// As wide as anything is still legible.
    QSize minimumSizeHint() const override { return {40, 16}; }

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();

    QString m_words, m_wholeUnit, m_briefUnit, m_note;
    QLabel *m_title, *m_unit;
    Readout *m_dashed, *m_readout;
};

} // namespace ui
