#include "ui/dialogs/import_outcome.h"

#include "ui/dialogs/cloud_preview.h"
#include "ui/panels/snapshot_row.h"
#include "ui/style/numbers.h"
#include "ui/style/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/plain_table.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPainter>
#include <algorithm>

namespace ui {

namespace {

/// The number key of a snapshot in a table.
class KeyCell : public QWidget {
public:
    KeyCell(int number, int count) : m_number(number), m_count(count) {}

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        paintSnapshotKey(painter, QRectF(0, height() / 2.0 - 8, 16, 16), m_number,
                         theme().snapshotColor(m_number - 1, m_count), false, theme().colors().panel);
    }

private:
    int m_number, m_count;
};

/// "t = 4", with the name before it where the snapshot has one.
QString placeText(const engine::Snapshot& snapshot) {
    const QString time = QStringLiteral("t = ") + timeLabel(snapshot.time);
    return snapshot.name.empty() ? time : QString::fromStdString(snapshot.name) + QStringLiteral(" · ") + time;
}

/// How much a snapshot weighs before the settings have a say: what it was before it was thinned, else its points.
double massOf(const engine::Snapshot& snapshot) {
    return snapshot.mass.value_or(engine::Real(std::max<engine::Index>(1, snapshot.points.size())));
}

} // namespace

ImportOutcome::ImportOutcome(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    auto* head = new QHBoxLayout;
    head->addWidget(makeHeading(tr("Preview")), 1);
    m_shown = makeLabel({}, TextSize::Small, Tone::Secondary);
    head->addWidget(m_shown);
    layout->addLayout(head);
    m_preview = new CloudPreview;
    layout->addWidget(m_preview, 3);
    m_snapshots = makePlainTable(false);
    m_snapshots->setObjectName(QStringLiteral("snapshotTable"));
    m_snapshots->setColumnCount(5);
    m_snapshots->setHorizontalHeaderLabels(
        {tr("Snapshot"), tr("In the file"), tr("On the timeline"), tr("Points"), tr("Mass")});
    m_snapshots->verticalHeader()->setDefaultSectionSize(28);
    m_snapshots->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_snapshots->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch); // holds names
    m_snapshots->horizontalHeader()->setMinimumSectionSize(64);
    for (int i = 0; i < 5; ++i)
        m_snapshots->horizontalHeaderItem(i)->setTextAlignment((i < 3 ? Qt::AlignLeft : Qt::AlignRight) |
                                                               Qt::AlignVCenter);
    m_snapshots->setMinimumHeight(26 + 3 * 28 + 6);
    layout->addWidget(m_snapshots, 1);
}

void ImportOutcome::show(const engine::Dataset& dataset) {
    m_preview->show(dataset);
    m_shown->setText(
        tr("%1 of %2 points shown").arg(countLabel(m_preview->shownPoints()), countLabel(dataset.pointCount())));
    const int count = int(dataset.snapshots.size());
    m_snapshots->setRowCount(count);
    const double range = count > 1 ? dataset.lastTime() - dataset.firstTime() : 1;
    for (int i = 0; i < count; ++i) {
        const engine::Snapshot& snapshot = dataset.snapshots[std::size_t(i)];
        m_snapshots->setCellWidget(i, 0, new KeyCell(i + 1, count));
        m_snapshots->setItem(i, 1, makeCell(placeText(snapshot), true, Qt::AlignLeft));
        m_snapshots->setItem(
            i, 2, makeCell(fixedText((snapshot.time - dataset.firstTime()) / range, 2), true, Qt::AlignLeft));
        m_snapshots->setItem(i, 3, makeCell(countLabel(snapshot.points.size()), true));
        m_snapshots->setItem(i, 4, makeCell(fixedText(massOf(snapshot) / massOf(dataset.snapshots.front()), 2), true));
    }
}

} // namespace ui
