#include "ui/dialogs/import_times.h"

#include "ui/style/numbers.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/plain_table.h"
#include "ui/widgets/row_drag.h"
#include "ui/widgets/segmented_control.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr int kTextColumn = 0, kTimeColumn = 1, kRowHeight = 28;

/// As a person may type it again without loss.
QString exactText(engine::Real time) { return QString::number(time, 'g', 12); }

/// "0, 1, 2, …": the times a file brings along.
QString timesOf(const engine::Dataset& dataset) {
    QStringList few;
    for (const engine::Snapshot& snapshot : dataset.snapshots)
        if (few.size() < 4)
            few += shortText(snapshot.time);
    return few.join(QStringLiteral(", ")) + (dataset.snapshots.size() > 4 ? QStringLiteral(", …") : QString());
}

std::optional<engine::TimeAxis> dates(const engine::TableColumn& column, engine::DateOrder order) {
    engine::TimeAxis axis = engine::guessTimeAxis(column, order);
    return axis.kind == engine::TimeKind::Dates ? std::optional(axis) : std::nullopt;
}

/// Whether day and month can be told either way, with different results.
bool isAmbiguous(const engine::TableColumn& column, const engine::TimeAxis& axis) {
    if (axis.kind != engine::TimeKind::Dates || !column.isText || axis.entries.size() > std::size_t(engine::kMostTimes))
        return false;
    const auto day = dates(column, engine::DateOrder::DayFirst), month = dates(column, engine::DateOrder::MonthFirst);
    return day && month && day->entries != month->entries;
}

} // namespace

ImportTimes::ImportTimes(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(makeHeading(tr("What each time is")));
    m_words = makeExplanation({});
    m_words->setObjectName(QStringLiteral("timeWords"));
    layout->addWidget(m_words);
    makeOrderRow(layout);

    m_table = makePlainTable(true);
    m_table->setObjectName(QStringLiteral("timeTable"));
    m_table->setAccessibleName(tr("Times: what stands in the file and its value"));
    m_table->setToolTip(tr("Type another time; an empty one leaves its rows out. Drag a row, or press Alt with ↑ or ↓, to "
                           "move it."));
    m_table->setFocusPolicy(Qt::StrongFocus);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                             QAbstractItemView::AnyKeyPressed | QAbstractItemView::SelectedClicked);
    m_table->setColumnCount(2);
    m_table->verticalHeader()->setDefaultSectionSize(kRowHeight);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    connect(m_table, &QTableWidget::itemChanged, this, &ImportTimes::takeTime);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &ImportTimes::showEnabled);
    auto* drag = new RowDrag(*m_table, [this] { return isCut() ? 0 : movableRows(); });
    connect(drag, &RowDrag::moved, this, &ImportTimes::moveRow);
    setFocusProxy(m_table);
    layout->addWidget(m_table, 1);
    m_cut = makeExplanation(tr("The time is continuous: what becomes of it is listed at the right."));
    layout->addWidget(m_cut);

    auto* tools = new QHBoxLayout;
    const auto addMove = [&](const QString& name, const QString& text, int step, Qt::Key key) {
        auto* button = new QPushButton(text);
        button->setObjectName(name);
        button->setToolTip(step < 0 ? tr("Give the chosen row the time before it (Alt+↑).")
                                    : tr("Give the chosen row the time behind it (Alt+↓)."));
        connect(button, &QPushButton::clicked, this, [this, step] { move(step); });
        auto* shortcut = new QShortcut(QKeySequence(Qt::ALT | key), m_table, nullptr, nullptr, Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, this, [this, step] { move(step); });
        tools->addWidget(button);
        return button;
    };
    m_earlier = addMove(QStringLiteral("earlier"), tr("Earlier"), -1, Qt::Key_Up);
    m_later = addMove(QStringLiteral("later"), tr("Later"), 1, Qt::Key_Down);
    tools->addStretch(1);
    tools->addWidget(makeLabel(tr("Unit"), TextSize::Small, Tone::Secondary));
    m_unit = new QLineEdit;
    m_unit->setObjectName(QStringLiteral("timeUnit"));
    m_unit->setAccessibleName(tr("Unit of time"));
    m_unit->setToolTip(tr("Written beside the times; it changes no number."));
    m_unit->setFixedWidth(110);
    connect(m_unit, &QLineEdit::editingFinished, this, &ImportTimes::takeUnit);
    tools->addWidget(m_unit);
    layout->addLayout(tools);
    makeBins(layout);
    layout->addStretch(0);
}

void ImportTimes::makeOrderRow(QVBoxLayout* layout) {
    m_orderRow = new QWidget;
    auto* row = new QHBoxLayout(m_orderRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(makeLabel(tr("The dates begin with"), TextSize::Small, Tone::Secondary));
    m_order = new SegmentedControl;
    m_order->setObjectName(QStringLiteral("order"));
    m_order->addSegment(QStringLiteral("dayFirst"), tr("Day"), tr("01/02/2024 is the first of February."));
    m_order->addSegment(QStringLiteral("monthFirst"), tr("Month"), tr("01/02/2024 is the second of January."));
    connect(m_order, &SegmentedControl::chosen, this, &ImportTimes::takeOrder);
    row->addWidget(m_order);
    row->addStretch(1);
    layout->addWidget(m_orderRow);
}

void ImportTimes::makeBins(QVBoxLayout* layout) {
    m_binRow = new QWidget;
    auto* row = new QHBoxLayout(m_binRow);
    row->setContentsMargins(0, 0, 0, 0);
    m_binned = new QCheckBox(tr("Cut into"));
    m_binned->setObjectName(QStringLiteral("binned"));
    m_binned->setToolTip(tr("Put rows of neighbouring times into one snapshot, for a time that hardly ever repeats."));
    m_bins = new NumberField(tr("snapshots"));
    m_bins->setObjectName(QStringLiteral("bins"));
    m_bins->setAccessibleName(tr("Number of snapshots"));
    m_bins->setToolTip(tr("How many snapshots the time is cut into."));
    m_bins->setDecimals(0);
    m_bins->setRange(2, 200);
    m_rule = new SegmentedControl;
    m_rule->setObjectName(QStringLiteral("rule"));
    m_rule->addSegment(QStringLiteral("equalCount"), tr("Equal counts"), tr("Equally many points in each."));
    m_rule->addSegment(QStringLiteral("equalWidth"), tr("Equal times"), tr("Equally long times, however many points."));
    connect(m_binned, &QCheckBox::clicked, this, &ImportTimes::takeBins);
    connect(m_bins, &NumberField::committed, this, &ImportTimes::takeBins);
    connect(m_rule, &SegmentedControl::chosen, this, &ImportTimes::takeBins);
    row->addWidget(m_binned);
    row->addWidget(m_bins);
    row->addWidget(m_rule, 1);
    layout->addWidget(m_binRow);
}

void ImportTimes::show(std::shared_ptr<const engine::TableColumn> column, const engine::TimeAxis& axis) {
    const QString name = QString::fromStdString(column->name),
                  words = QString::fromStdString(engine::description(axis));
    m_words->setText(words.isEmpty() ? tr("Column %1: times as they stand there.").arg(name)
                                     : tr("Column %1: %2.").arg(name, words));
    if (column == m_column && axis == m_axis)
        return; // a person may be typing the next one
    m_column = std::move(column);
    m_axis = axis;
    m_names.clear();
    m_rows.clear();
    for (const engine::TimeEntry& entry : axis.entries)
        m_names += QString::fromStdString(entry.text);
    const bool ambiguous = isAmbiguous(*m_column, axis);
    m_orderRow->setVisible(ambiguous);
    if (ambiguous)
        m_order->setCurrent(dates(*m_column, engine::DateOrder::MonthFirst)->entries == axis.entries
                                ? QStringLiteral("monthFirst")
                                : QStringLiteral("dayFirst"));
    m_table->setHorizontalHeaderLabels({tr("In the file"), tr("Time")});
    const bool isWords = axis.kind == engine::TimeKind::Categories || axis.kind == engine::TimeKind::Chosen;
    m_binRow->setVisible(axis.bins || !isWords);
    fill();
}

void ImportTimes::show(const engine::SnapshotFiles& files) {
    if (!m_column && m_axis == files.times && !m_names.isEmpty())
        return;
    m_column.reset();
    m_axis = files.times;
    m_names.clear();
    m_rows.clear();
    for (const engine::SnapshotFile& file : files.files) {
        const QString name = QString::fromStdString(file.name);
        m_names += name;
        if (file.hasOwnTimes)
            m_rows += Row{{}, name, timesOf(file.data.dataset)};
    }
    m_words->setText(files.times.kind == engine::TimeKind::Categories
                         ? tr("The names of the files say no times: they are counted in the order given.")
                         : tr("One snapshot a file: the names say when. Files with times of their own keep them."));
    m_orderRow->hide();
    m_table->setHorizontalHeaderLabels({tr("File"), tr("Time")});
    m_binRow->hide();
    fill();
}

void ImportTimes::fill() {
    m_filling = true;
    const bool cut = isCut();
    m_binned->setChecked(m_axis.bins.has_value());
    m_bins->setEnabled(m_axis.bins.has_value());
    m_rule->setEnabled(m_axis.bins.has_value());
    const engine::TimeBins bins = m_axis.bins.value_or(engine::TimeBins());
    m_bins->show(bins.count);
    m_rule->setCurrent(bins.rule == engine::TimeBins::Rule::EqualCount ? QStringLiteral("equalCount")
                                                                       : QStringLiteral("equalWidth"));
    if (!m_unit->hasFocus())
        m_unit->setText(QString::fromStdString(m_axis.unit));
    m_cut->setVisible(cut);
    m_table->setVisible(!cut);
    m_earlier->setVisible(!cut);
    m_later->setVisible(!cut);
    fillRows();
    m_filling = false;
    showEnabled();
}

void ImportTimes::fillRows() {
    const int current = m_table->currentRow();
    m_rows.removeIf([](const Row& row) { return row.entry.has_value(); });
    const QVector<Row> fixed = m_rows;
    m_rows.clear();
    if (!isCut()) {
        for (const std::size_t entry : m_axis.order())
            addRow(entry);
        for (std::size_t entry = 0; m_column && entry < m_axis.entries.size(); ++entry)
            if (!m_axis.entries[entry].time)
                addRow(entry);
    }
    m_rows += fixed;
    m_table->setRowCount(int(m_rows.size()));
    for (int i = 0; i < int(m_rows.size()); ++i) {
        const Row& row = m_rows[i];
        auto* text = makeCell(row.text, false, Qt::AlignLeft);
        text->setFlags(text->flags() & ~Qt::ItemIsEditable);
        text->setToolTip(row.text);
        m_table->setItem(i, kTextColumn, text);
        auto* time = makeCell(row.time, true, Qt::AlignLeft);
        if (!row.entry)
            time->setFlags(time->flags() & ~Qt::ItemIsEditable);
        m_table->setItem(i, kTimeColumn, time);
    }
    if (!m_rows.isEmpty())
        m_table->setCurrentCell(std::clamp(current, 0, int(m_rows.size()) - 1), kTimeColumn);
}

void ImportTimes::addRow(std::size_t entry) {
    const auto& time = m_axis.entries[entry].time;
    m_rows += Row{entry, m_names[qsizetype(entry)].isEmpty() ? tr("(empty)") : m_names[qsizetype(entry)],
                  time ? exactText(*time) : QString()};
}

bool ImportTimes::isCut() const { return m_axis.bins || m_axis.entries.size() > std::size_t(engine::kMostTimes); }

int ImportTimes::movableRows() const { return int(m_axis.order().size()); }

void ImportTimes::takeTime(QTableWidgetItem* item) {
    if (m_filling || item->column() != kTimeColumn || !m_rows[item->row()].entry)
        return;
    const std::size_t entry = *m_rows[item->row()].entry;
    const QString text = item->text().trimmed();
    bool isNumber = false;
    const double time = numberFromText(text, &isNumber);
    const bool isLeftOut = text.isEmpty() && m_column;
    const std::optional<engine::Real> wanted = isLeftOut ? std::nullopt : std::optional<engine::Real>(time);
    const bool changes = (isLeftOut || (isNumber && std::isfinite(time))) && wanted != m_axis.entries[entry].time;
    if (changes)
        m_axis.setTime(entry, wanted);
    // Not here: the table is still busy with its editor.
    QMetaObject::invokeMethod(this, &ImportTimes::fill, Qt::QueuedConnection);
    if (changes)
        emit changed();
}

void ImportTimes::move(int step) { moveRow(m_table->currentRow(), m_table->currentRow() + step); }

void ImportTimes::moveRow(int from, int to) {
    std::vector<std::size_t> order = m_axis.order();
    if (std::min(from, to) < 0 || std::max(from, to) >= movableRows())
        return;
    const std::size_t entry = order[std::size_t(from)];
    order.erase(order.begin() + from);
    order.insert(order.begin() + to, entry);
    m_axis.reorder(order);
    const QPushButton* pressed = m_earlier->hasFocus() ? m_earlier : m_later->hasFocus() ? m_later : nullptr;
    fill();
    m_table->setCurrentCell(to, kTimeColumn);
    if (pressed && !pressed->isEnabled())
        m_table->setFocus(); // at the end of the way, not at whatever comes next
    emit changed();
}

void ImportTimes::takeBins() {
    m_axis.bins.reset();
    if (m_binned->isChecked()) {
        m_axis.bins.emplace();
        m_axis.bins->count = int(m_bins->value());
        m_axis.bins->rule = m_rule->current() == QLatin1String("equalWidth") ? engine::TimeBins::Rule::EqualWidth
                                                                             : engine::TimeBins::Rule::EqualCount;
    }
    fill();
    emit changed();
}

void ImportTimes::takeUnit() {
    const std::string unit = m_unit->text().trimmed().toStdString();
    if (unit == m_axis.unit)
        return;
    m_axis.unit = unit;
    emit changed();
}

void ImportTimes::takeOrder(const QString& id) {
    m_axis = *dates(*m_column,
                    id == QLatin1String("monthFirst") ? engine::DateOrder::MonthFirst : engine::DateOrder::DayFirst);
    fill();
    emit changed();
}

void ImportTimes::showEnabled() {
    const int row = m_table->currentRow(), count = movableRows();
    m_earlier->setEnabled(row > 0 && row < count);
    m_later->setEnabled(row >= 0 && row + 1 < count);
}

} // namespace ui
