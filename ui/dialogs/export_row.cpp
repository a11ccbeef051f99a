#include "ui/dialogs/export_row.h"

#include "ui/style/fonts.h"
#include "ui/style/icons.h"
#include "ui/style/numbers.h"
#include "ui/style/theme.h"
#include "ui/widgets/dock_title.h"

#include <QFileInfo>
#include <QLocale>
#include <QPainter>
#include <QToolButton>

namespace ui {

using State = ExportQueue::State;

ExportRow::ExportRow(int id, QWidget* parent)
    : QWidget(parent),
      m_id(id),
      m_button(makeIconButton(QStringLiteral("exportButton"), QStringLiteral("close"), tr("Cancel"), this)) {
    setObjectName(QStringLiteral("exportRow"));
    setFixedHeight(42);
    connect(m_button, &QToolButton::clicked, this, [this] {
        if (m_job.state == State::Done)
            emit folderWanted(m_job.order.output);
        else
            emit cancelWanted(m_id);
    });
}

void ExportRow::show(const ExportQueue::Job& job) {
    const bool newState = job.state != m_job.state;
    m_job = job;
    if (newState) {
        m_button->setIcon(icon(job.state == State::Done ? QStringLiteral("folder") : QStringLiteral("close")));
        m_button->setToolTip(job.state == State::Done                                     ? tr("Show it in its folder")
                             : job.state == State::Waiting || job.state == State::Writing ? tr("Cancel")
                                                                                          : tr("Take it off the list"));
        m_button->setAccessibleName(m_button->toolTip());
    }
    setAccessibleName(QFileInfo(job.order.output).fileName());
    update();
}

void ExportRow::resizeEvent(QResizeEvent*) { m_button->setGeometry(width() - 26, 8, 26, 26); }

void ExportRow::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colors& c = theme().colors();
    const AnimationSettings& s = m_job.order.settings;
    const bool writing = m_job.state == State::Writing, failed = m_job.state == State::Failed;
    const char* name = m_job.state == State::Done ? "check" : failed ? "warn" : writing ? "film" : "clock";
    paintIcon(&painter, QLatin1String(name), QRectF(0, 12, 18, 18),
              failed                       ? c.error
              : m_job.state == State::Done ? c.text
                                           : c.textSecondary);

    QString detail, figure;
    switch (m_job.state) {
    case State::Waiting:
        figure = tr("waiting");
        detail = QStringLiteral("%1 × %2").arg(countLabel(s.width), countLabel(s.height));
        break;
    case State::Writing:
        figure = tr("%1 %").arg(m_job.frames > 0 ? 100 * m_job.frame / m_job.frames : 0);
        detail = m_job.frame > 0 ? tr("%1 of %2 frames").arg(countLabel(m_job.frame), countLabel(m_job.frames))
                                 : tr("preparing");
        if (m_job.secondsLeft >= 0)
            detail += tr(" · %1 left").arg(durationText(m_job.secondsLeft));
        break;
    case State::Done:
        figure = tr("done");
        detail = QStringLiteral("%1 × %2").arg(countLabel(s.width), countLabel(s.height));
        if (m_job.bytes > 0)
            detail += QStringLiteral(" · ") + QLocale::c().formattedDataSize(m_job.bytes, 1, QLocale::DataSizeSIFormat);
        break;
    case State::Failed:
        figure = tr("failed");
        detail = m_job.problem;
        break;
    case State::Cancelled:
        figure = tr("cancelled");
        break;
    }
    const int right = width() - 34;
    painter.setFont(numberFont(TextSize::Small));
    painter.setPen(c.text);
    const int figureWidth = std::max(58, painter.fontMetrics().horizontalAdvance(figure));
    painter.drawText(QRect(right - figureWidth, 4, figureWidth, 34), Qt::AlignRight | Qt::AlignVCenter, figure);

    const QRect words(30, 4, right - figureWidth - 12 - 30, writing ? 24 : 34);
    painter.setFont(textFont(TextSize::Small));
    const QString file = QFileInfo(m_job.order.output).fileName();
    const int fileWidth = std::min(painter.fontMetrics().horizontalAdvance(file), words.width() * 2 / 3);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(file, Qt::ElideMiddle, fileWidth + 1));
    painter.setPen(failed ? c.error : c.textSecondary);
    painter.drawText(words.adjusted(fileWidth + 12, 0, 0, 0), Qt::AlignRight | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(detail, Qt::ElideRight, words.width() - fileWidth - 12));
    if (writing) {
        const QRectF bar(words.left(), 30, words.width(), 4);
        painter.setPen(Qt::NoPen);
        painter.setBrush(c.hover);
        painter.drawRoundedRect(bar, 2, 2);
        painter.setBrush(c.accent);
        painter.drawRoundedRect(QRectF(bar.topLeft(), QSizeF(bar.width() * m_job.frame / std::max(1, m_job.frames), 4)),
                                2, 2);
    }
}

} // namespace ui
