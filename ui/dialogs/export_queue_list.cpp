#include "ui/dialogs/export_queue_list.h"

#include "ui/dialogs/export_row.h"
#include "ui/widgets/labels.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QUrl>
#include <algorithm>

namespace ui {

namespace {
constexpr int kShownJobs = 3;
} // namespace

ExportQueueList::ExportQueueList(ExportQueue& queue, QWidget* parent) : QWidget(parent), m_queue(queue) {
    auto* head = new QHBoxLayout;
    head->addWidget(makeLabel(tr("Queue"), TextSize::Small, Tone::Normal, TextWeight::Semibold), 1);
    head->addWidget(makeLabel(tr("The window stays usable while files are written"), TextSize::Small, Tone::Secondary));
    m_empty = makeExplanation(tr("Nothing here yet. Files you add are written one after another."));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addSpacing(12);
    layout->addWidget(m_empty);
    connect(&queue, &ExportQueue::changed, this, &ExportQueueList::refresh);
    refresh();
}

void ExportQueueList::refresh() {
    const QVector<ExportQueue::Job> shown = m_queue.jobs().last(std::min<qsizetype>(kShownJobs, m_queue.jobs().size()));
    const bool same = std::equal(m_rows.begin(), m_rows.end(), shown.begin(), shown.end(),
                                 [](const ExportRow* row, const ExportQueue::Job& job) { return row->id() == job.id; });
    if (!same) {
        qDeleteAll(std::exchange(m_rows, {}));
        for (const ExportQueue::Job& job : shown) {
            auto* row = new ExportRow(job.id);
            connect(row, &ExportRow::cancelWanted, &m_queue, &ExportQueue::cancel, Qt::QueuedConnection);
            connect(row, &ExportRow::folderWanted, this, [](const QString& file) {
                QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(file).absolutePath()));
            });
            layout()->addWidget(row);
            m_rows += row;
        }
    }
    m_empty->setVisible(shown.isEmpty());
    for (qsizetype i = 0; i < shown.size(); ++i)
        m_rows[i]->show(shown[i]);
}

} // namespace ui
