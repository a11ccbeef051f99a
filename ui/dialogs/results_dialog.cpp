#include "ui/dialogs/results_dialog.h"

#include "ui/panels/inspector_choices.h"
#include "ui/style/numbers.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/plain_table.h"
#include "ui/widgets/segmented_control.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace ui {

namespace {

constexpr int kDigits = 3;
constexpr int kWords = 2;        ///< columns at the left that hold words
constexpr int kTime = 5;         ///< the column of the training time
constexpr int kLeastColumn = 64; ///< pixels
const QString kNone = QStringLiteral("–");

QString pathTitle(const engine::TrainingSettings& settings) {
    for (const PathChoice& choice : pathChoices())
        if (choice.path == settings.path)
            return *choice.value ? translated(choice.value) : ResultsDialog::tr("automatic");
    return kNone;
}

QString numberOr(std::optional<double> value) { return value ? shortText(*value, kDigits) : kNone; }

QString noiseText(const std::optional<engine::NoiseSchedule>& sigma) {
    if (!sigma)
        return kNone;
    const QString start = shortText(sigma->start, kDigits);
    return sigma->isConstant() ? start : start + QStringLiteral(" to ") + shortText(sigma->end, kDigits);
}

} // namespace

ResultsDialog::ResultsDialog(QWidget* parent)
    : StudioDialog(tr("Table of results"), parent), m_measure(new SegmentedControl), m_table(makePlainTable(true)) {
    setObjectName(QStringLiteral("resultsDialog"));
    m_measure->setObjectName(QStringLiteral("resultMeasure"));
    m_measure->setAccessibleName(tr("Distance"));
    m_measure->addSegment(QStringLiteral("w1"), tr("W1"), tr("Wasserstein distance of order 1, a length"));
    m_measure->addSegment(QStringLiteral("w2"), tr("W2"), tr("Wasserstein distance of order 2, a length"));
    m_measure->addSegment(QStringLiteral("mmd"), tr("MMD²"), tr("Squared maximum mean discrepancy, without unit"));
    m_measure->setCurrent(QStringLiteral("w1"));
    m_measure->setFixedWidth(220);
    m_table->setObjectName(QStringLiteral("resultsTable"));
    m_table->setAccessibleName(tr("Results of the panes"));
    m_table->setFocusPolicy(Qt::StrongFocus);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    auto* head = new QHBoxLayout;
    m_explanation = makeExplanation({});
    head->addWidget(m_explanation, 1);
    head->addSpacing(16);
    head->addWidget(m_measure, 0, Qt::AlignTop);
    auto* layout = new QVBoxLayout;
    layout->setContentsMargins(24, 16, 24, 16);
    layout->setSpacing(12);
    layout->addLayout(head);
    layout->addWidget(m_table, 1);
    body()->addLayout(layout, 1);
    QPushButton* copy = addButton(QStringLiteral("copyButton"), tr("Copy"));
    copy->setToolTip(tr("Copy the whole table, all three distances, for a spreadsheet."));
    connect(copy, &QPushButton::clicked, this, [this] {
        QApplication::clipboard()->setText(QString::fromStdString(resultsText(m_rows, '\t')));
        say(tr("Copied"));
    });
    QPushButton* save = addButton(QStringLiteral("saveButton"), tr("Save as CSV…"));
    connect(save, &QPushButton::clicked, this, &ResultsDialog::saveAsked);
    QPushButton* close = addButton(QStringLiteral("closeButton"), tr("Close"), true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_measure, &SegmentedControl::chosen, this, &ResultsDialog::fill);
    const QSize wanted(1040, 370);
    resize(wanted.boundedTo(parent ? parent->window()->size() - QSize(40, 40) : wanted));
}

ResultMeasure ResultsDialog::measure() const {
    const QString current = m_measure->current();
    return current == QLatin1String("w2")    ? ResultMeasure::W2
           : current == QLatin1String("mmd") ? ResultMeasure::Mmd
                                             : ResultMeasure::W1;
}

void ResultsDialog::say(const QString& words) { note()->setText(words); }

void ResultsDialog::show(const std::vector<ResultRow>& rows, const QString& timeUnit) {
    m_rows = rows;
    m_timeUnit = timeUnit;
    fill();
}

void ResultsDialog::fill() {
    const ResultMeasure measure = this->measure();
    const QString unit = measure == ResultMeasure::Mmd ? tr("no unit") : tr("length");
    const QString name = measure == ResultMeasure::Mmd ? tr("MMD²")
                         : measure == ResultMeasure::W2 ? tr("W2")
                                                        : tr("W1");
    const auto longest = std::max_element(m_rows.begin(), m_rows.end(), [](const ResultRow& a, const ResultRow& b) {
        return a.snapshots.size() < b.snapshots.size();
    });
    QStringList heads = {tr("Pane"),  tr("Path"),          QStringLiteral("σ"), QStringLiteral("λ"),
                         tr("Steps"), tr("Training time"), tr("Gap")};
    QStringList tips = {tr("In the order of the stage"),
                        tr("How samples between snapshots are made"),
                        tr("Noise, length per square root of time"),
                        tr("Growth, 1 per length²"),
                        tr("Steps of training"),
                        tr("Time spent in training"),
                        tr("K + L where the true energy K is known, length² per time")};
    const std::size_t snapshots = longest == m_rows.end() ? 0 : longest->snapshots.size();
    bool holdsOut = false;
    for (std::size_t k = 0; k < snapshots; ++k) {
        const engine::SnapshotComparison& at = longest->snapshots[k];
        holdsOut |= at.heldOut;
        heads += QStringLiteral("t %1%2").arg(timeLabel(at.time), at.heldOut ? QStringLiteral(" ◦") : QString());
        tips += (at.heldOut ? tr("Held out: the model never saw it. %1") : QStringLiteral("%1")).arg(unit);
    }
    if (snapshots > 0) {
        heads += holdsOut ? tr("Mean ◦") : tr("Mean");
        tips += (holdsOut ? tr("Over the held-out snapshots. %1") : tr("Over all snapshots but the first. %1")).arg(unit);
    }
    const QString what = tr("%1 (%2) between particles and the points of each snapshot, up to %3 of each.")
                             .arg(name, unit)
                             .arg(engine::kComparedPoints);
    m_explanation->setText(holdsOut ? what + QLatin1Char(' ') + tr("A ring marks those held out.") : what);
    m_table->setColumnCount(int(heads.size()));
    m_table->setHorizontalHeaderLabels(heads);
    for (int c = 0; c < heads.size(); ++c) {
        m_table->horizontalHeaderItem(c)->setToolTip(tips[c]);
        m_table->horizontalHeaderItem(c)->setTextAlignment((c < kWords ? Qt::AlignLeft : Qt::AlignRight) |
                                                           Qt::AlignVCenter);
    }
    m_table->setRowCount(int(m_rows.size()));
    for (int r = 0; r < int(m_rows.size()); ++r) {
        const ResultRow& row = m_rows[std::size_t(r)];
        int column = 0;
        const auto put = [&](const QString& text, bool number) {
            m_table->setItem(r, column++, makeCell(text, number, number ? Qt::AlignRight : Qt::AlignLeft));
        };
        put(QStringLiteral("%1  %2").arg(r + 1).arg(QString::fromStdString(row.pane)), false);
        put(pathTitle(row.settings), false);
        put(noiseText(row.sigma), true);
        put(numberOr(row.lambda), true);
        put(countLabel(row.steps), true);
        put(durationText(row.seconds), true);
        put(numberOr(row.gap), true);
        for (std::size_t k = 0; k < snapshots; ++k)
            put(k < row.snapshots.size() ? significantText(valueOf(row.snapshots[k].distances, measure), kDigits)
                                         : QStringLiteral("…"),
                true);
        if (snapshots > 0)
            put(meanOf(row, measure) ? significantText(*meanOf(row, measure), kDigits) : kNone, true);
    }
    QHeaderView* header = m_table->horizontalHeader(); // the numbers share what the words leave, in even columns
    header->setMinimumSectionSize(kLeastColumn);
    for (int c = 0; c < heads.size(); ++c)
        header->setSectionResizeMode(c, c < kWords || c == kTime ? QHeaderView::ResizeToContents
                                                                 : QHeaderView::Stretch);
}

} // namespace ui
