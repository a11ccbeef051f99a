#include "ui/panels/snapshots_panel.h"

#include "ui/panels/snapshot_row.h"
#include "ui/style/numbers.h"
#include "ui/widgets/labels.h"

#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

namespace ui {

namespace {
constexpr int kThumbnailPoints = 420, kOtherPoints = 160;
constexpr int kGapLine = 2;
constexpr int kMostOthers = 12; // in a long series the neighbours say enough
} // namespace

SnapshotsPanel::SnapshotsPanel(QWidget* parent)
    : QWidget(parent),
      m_scroll(new QScrollArea),
      m_empty(new QWidget),
      m_gap(nullptr),
      m_foot(makeLabel({}, TextSize::Caption, Tone::Secondary)) {
    setObjectName(QStringLiteral("dockBody"));
    setAttribute(Qt::WA_StyledBackground);
    auto* content = new QWidget;
    m_list = new QVBoxLayout(content);
    m_list->setContentsMargins(0, 0, 0, 0);
    m_list->setSpacing(0);
    m_list->addStretch(1);
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    m_gap = new QWidget(content);
    m_gap->setObjectName(QStringLiteral("dropLine"));
    m_gap->setAutoFillBackground(true);
    m_gap->setBackgroundRole(QPalette::Highlight);
    m_gap->hide();

    auto* add = new QPushButton(tr("Add snapshot"));
    add->setObjectName(QStringLiteral("addFirstSnapshot"));
    connect(add, &QPushButton::clicked, this, &SnapshotsPanel::addWanted);
    QLabel* nothing = makeExplanation(tr("No snapshots yet. Draw one or open a file."));
    nothing->setAlignment(Qt::AlignCenter);
    auto* emptyLayout = new QVBoxLayout(m_empty);
    emptyLayout->setContentsMargins(16, 16, 16, 16);
    emptyLayout->addStretch(1);
    emptyLayout->addWidget(nothing);
    emptyLayout->addWidget(add, 0, Qt::AlignCenter);
    emptyLayout->addStretch(1);

    m_foot->setObjectName(QStringLiteral("snapshotsFoot"));
    m_foot->setWordWrap(true);
    m_foot->setContentsMargins(16, 8, 16, 8);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_foot);
    m_scroll->hide();
}

void SnapshotsPanel::makeRows(int count) {
    while (m_rows.size() > count)
        delete m_rows.takeLast();
    while (m_rows.size() < count) {
        auto* row = new SnapshotRow(int(m_rows.size()), m_scroll->widget());
        connect(row, &SnapshotRow::chosen, this, &SnapshotsPanel::chosen);
        connect(row, &SnapshotRow::timeEdited, this, &SnapshotsPanel::timeEdited);
        connect(row, &SnapshotRow::renamed, this, &SnapshotsPanel::renamed);
        connect(row, &SnapshotRow::hiddenToggled, this, &SnapshotsPanel::hiddenToggled);
        connect(row, &SnapshotRow::massEdited, this, &SnapshotsPanel::massEdited);
        connect(row, &SnapshotRow::dragged, this,
                [this](int index, const QPoint& position) { showGap(index, gapAt(position)); });
        connect(row, &SnapshotRow::dropped, this, &SnapshotsPanel::drop);
        connect(row, &SnapshotRow::dragCancelled, m_gap, &QWidget::hide);
        connect(row, &SnapshotRow::menuWanted, this, &SnapshotsPanel::menuWanted);
        connect(row, &SnapshotRow::stepped, this, [this](int index, int by) {
            if (SnapshotRow* next = m_rows.value(index + by)) {
                next->setFocus(Qt::TabFocusReason);
                emit chosen(index + by);
            }
        });
        m_list->insertWidget(int(m_rows.size()), row);
        m_rows += row;
    }
}

void SnapshotsPanel::show(const engine::Dataset& dataset, int current) {
    const bool same = dataset == m_dataset && m_rows.size() == qsizetype(dataset.snapshots.size());
    if (!same) {
        m_dataset = dataset;
        const int count = int(dataset.snapshots.size());
        makeRows(count);
        const CloudPainter view(engine::boundsOf(dataset));
        QVector<FlatCloud> small;
        for (const engine::Snapshot& snapshot : dataset.snapshots)
            small += view.flattened(snapshot.points, kOtherPoints);
        for (int i = 0; i < count; ++i) {
            const engine::Snapshot& snapshot = dataset.snapshots[std::size_t(i)];
            SnapshotRow::Content content{snapshot, count, timeLabel(snapshot.time), {}, {}, view};
            content.cloud = view.flattened(content.snapshot.points, kThumbnailPoints);
            const int first = std::max(0, i - kMostOthers / 2), last = std::min(count, i + kMostOthers / 2 + 1);
            for (int j = first; j < last; ++j)
                if (j != i)
                    content.others += small[j];
            m_rows[i]->show(content);
        }
        m_scroll->setVisible(count > 0);
        m_empty->setVisible(count == 0);
        m_foot->setVisible(count > 0);
        m_foot->setText(footText());
        fitThumbnails();
    }
    for (int i = 0; i < m_rows.size(); ++i)
        m_rows[i]->setCurrent(i == current);
    if (SnapshotRow* row = m_rows.value(current))
        m_scroll->ensureWidgetVisible(row, 0, 8);
}

int SnapshotsPanel::gapAt(const QPoint& globalPosition) const {
    const int y = m_scroll->widget()->mapFromGlobal(globalPosition).y();
    int gap = 0;
    while (gap < m_rows.size() && y > m_rows[gap]->geometry().center().y())
        ++gap;
    return gap;
}

void SnapshotsPanel::showGap(int from, int gap) {
    const QRect around = gap < m_rows.size() ? m_rows[gap]->geometry() : m_rows.last()->geometry();
    const int y = std::max(0, (gap < m_rows.size() ? around.top() : around.bottom()) - 3);
    m_gap->setGeometry(around.left() + 8, y, around.width() - 16, kGapLine);
    m_gap->setVisible(gap != from && gap != from + 1); // beside itself a row stays
    m_gap->raise();
    m_scroll->ensureVisible(0, y, 0, 40);
}

void SnapshotsPanel::drop(int from, const QPoint& globalPosition) {
    m_gap->hide();
    const int gap = gapAt(globalPosition), to = gap > from ? gap - 1 : gap;
    if (to != from)
        emit moved(from, to);
}

QString SnapshotsPanel::footText() const {
    QString text = tr("%1 points").arg(countLabel(m_dataset.pointCount()));
    QStringList heldOut;
    for (std::size_t i = 0; i < m_dataset.snapshots.size(); ++i)
        if (m_dataset.snapshots[i].heldOut)
            heldOut += QString::number(i + 1);
    if (heldOut.size() == 1)
        text += QLatin1Char('\n') + tr("Snapshot %1 is held out").arg(heldOut.first());
    else if (!heldOut.isEmpty())
        text += QLatin1Char('\n') + tr("Snapshots %1 are held out").arg(heldOut.join(QStringLiteral(", ")));
    return text;
}

void SnapshotsPanel::fitThumbnails() {
    if (m_rows.isEmpty())
        return;
    // As tall as the room for all of them allows, within what still shows a shape.
    const int room = height() - m_foot->sizeHint().height();
    const int wanted = std::clamp(room / int(m_rows.size()) - SnapshotRow::kAround, 52, 84);
    for (SnapshotRow* row : std::as_const(m_rows))
        row->setThumbnailHeight(wanted);
}

void SnapshotsPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitThumbnails();
}

} // namespace ui
