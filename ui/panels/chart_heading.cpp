#include "ui/panels/chart_heading.h"

#include "ui/widgets/labels.h"
#include "ui/widgets/readout.h"

#include <QEvent>
#include <QLabel>
#include <algorithm>

namespace ui {

namespace {
constexpr int kSpace = 8, kHeight = 16; // pixels
}

ChartHeading::ChartHeading(const QString& title, const QString& unit, const QString& briefUnit,
                           const QString& explanation)
    : m_words(QStringLiteral("<b>%1</b><br>%2").arg(title, explanation)),
      m_wholeUnit(unit),
      m_briefUnit(briefUnit.isEmpty() ? unit : briefUnit),
      m_title(makeLabel(title, TextSize::Small, Tone::Normal, TextWeight::Semibold)),
      m_unit(makeLabel(unit, TextSize::Small, Tone::Secondary)),
      m_dashed(new Readout),
      m_readout(new Readout) {
    m_unit->setObjectName(QStringLiteral("unit"));
    m_dashed->setObjectName(QStringLiteral("note"));
    m_readout->setObjectName(QStringLiteral("readout"));
    m_readout->setAlignment(Qt::AlignRight);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setFixedHeight(kHeight);
    for (QWidget* part : {static_cast<QWidget*>(m_title), static_cast<QWidget*>(m_unit),
                          static_cast<QWidget*>(m_dashed), static_cast<QWidget*>(m_readout)})
        part->setParent(this);
    setNote({});
}

void ChartHeading::setNote(const QString& note) {
    m_note = note;
    m_dashed->setRuns(note.isEmpty() ? QVector<Readout::Run>()
                                     : QVector<Readout::Run>{{Readout::Kind::Dashed}, {Readout::Kind::Word, note}});
    arrange();
}

void ChartHeading::arrange() {
    const auto wide = [](int width) { return width > 0 ? width + kSpace : 0; };
    const auto widthOfUnit = [this](const QString& unit) { return m_unit->fontMetrics().horizontalAdvance(unit) + 1; };
    const int title = m_title->sizeHint().width(), whole = widthOfUnit(m_wholeUnit);
    const int room = width() - title - wide(m_readout->wholeWidth());
    const bool isNoted = !m_note.isEmpty() && wide(whole) + wide(m_dashed->wholeWidth()) + kSpace <= room;
    m_dashed->setVisible(isNoted);
    const QString& shown = wide(whole) > room ? m_briefUnit : m_wholeUnit;
    const int unit = widthOfUnit(shown);
    m_readout->setBrief(wide(unit) > room);
    const int numbers = m_readout->sizeHint().width();
    m_unit->setText(shown);
    m_title->setGeometry(0, 0, title, height());
    m_unit->setGeometry(title + kSpace, 0, unit, height());
    const int from = std::min(title + kSpace + wide(unit), width());
    m_readout->setGeometry(std::max(width() - numbers, from), 0, std::max(std::min(numbers, width() - from), 0),
                           height());
    const int dashed = m_dashed->wholeWidth();
    m_dashed->setGeometry(width() - wide(numbers) - kSpace - dashed, 0, dashed, height());
    m_title->setToolTip(m_words + (m_note.isEmpty() || isNoted ? QString() : tr("<br>Dashed: %1.").arg(m_note)) +
                        tr("<br><br>Unit: %1.").arg(m_wholeUnit) +
                        tr("<br><br>Hover for values, roll to zoom, right click to save. By keyboard: arrows read, "
                           "+, − and 0 zoom."));
}

bool ChartHeading::event(QEvent* event) {
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Polish)
        arrange();
    return QWidget::event(event);
}

void ChartHeading::resizeEvent(QResizeEvent*) { arrange(); }

} // namespace ui
