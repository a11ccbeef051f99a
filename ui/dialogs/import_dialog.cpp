#include "ui/dialogs/import_dialog.h"

#include "ui/dialogs/cloud_preview.h"
#include "ui/panels/snapshot_row.h"
#include "ui/style/icons.h"
#include "ui/style/numbers.h"
#include "ui/style/theme.h"
#include "ui/widgets/labels.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace ui {

namespace {

using engine::ColumnRole;
using engine::Table;
using engine::TableColumn;

constexpr int kFirstRows = 8;

struct RoleChoice {
    ColumnRole role;
    const char* icon;
    const char* text;
};
constexpr RoleChoice kRoles[] = {{ColumnRole::Time, "clock", QT_TRANSLATE_NOOP("ui::ImportDialog", "Time")},
                                 {ColumnRole::Coordinate, "probe", QT_TRANSLATE_NOOP("ui::ImportDialog", "Coordinate")},
                                 {ColumnRole::Weight, "pressure", QT_TRANSLATE_NOOP("ui::ImportDialog", "Weight")},
                                 {ColumnRole::Attribute, "text", QT_TRANSLATE_NOOP("ui::ImportDialog", "Goes along")},
                                 {ColumnRole::Ignore, "eyeoff", QT_TRANSLATE_NOOP("ui::ImportDialog", "Leave out")}};

QString cellText(const TableColumn& column, engine::Index row) {
    if (column.isText) {
        const std::int32_t code = column.codes[std::size_t(row)];
        return code < 0 ? QString() : QString::fromStdString(column.categories[std::size_t(code)]);
    }
    return shortText(column.numbers[std::size_t(row)], 6);
}

/// "3 numbers", "numbers", "12 words": what was found in the column.
QString foundText(const TableColumn& column) {
    if (column.isText)
        return ImportDialog::tr("%1 words").arg(countLabel(std::int64_t(column.categories.size())));
    std::vector<double> different;
    for (const double value : column.numbers)
        if (std::isfinite(value) && std::find(different.begin(), different.end(), value) == different.end()) {
            different.push_back(value);
            if (different.size() > 12)
                return ImportDialog::tr("numbers");
        }
    return ImportDialog::tr("%1 numbers").arg(different.size());
}

QString valuesText(const TableColumn& column) {
    QStringList few;
    if (column.isText) {
        for (std::size_t i = 0; i < std::min<std::size_t>(3, column.categories.size()); ++i)
            few += QString::fromStdString(column.categories[i]);
        return few.join(QStringLiteral(", ")) + (column.categories.size() > 3 ? QStringLiteral(", …") : QString());
    }
    double low = INFINITY, high = -INFINITY;
    for (const double value : column.numbers)
        if (std::isfinite(value)) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    if (!(low <= high))
        return ImportDialog::tr("no number");
    return low == high ? shortText(low, 3) : QStringLiteral("%1 … %2").arg(shortText(low, 3), shortText(high, 3));
}

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

QTableWidget* makeTable(bool boxed) {
    auto* table = new QTableWidget;
    table->setProperty("boxed", boxed);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionMode(QAbstractItemView::NoSelection);
    table->setFocusPolicy(Qt::NoFocus);
    table->setShowGrid(false);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setFont(textFont(TextSize::Small));
    return table;
}

QTableWidgetItem* cell(const QString& text, bool number, Qt::Alignment alignment = Qt::AlignRight) {
    auto* item = new QTableWidgetItem(text);
    item->setFont(number ? numberFont(12.0) : textFont(TextSize::Small));
    item->setTextAlignment(alignment | Qt::AlignVCenter);
    return item;
}

QLabel* heading(const QString& text) { return makeLabel(text, TextSize::Body, Tone::Normal, TextWeight::Semibold); }

} // namespace

ImportDialog::ImportDialog(const QString& fileName, const engine::ImportedData& data, QWidget* parent)
    : StudioDialog(tr("Import %1").arg(fileName), parent), m_data(data) {
    setObjectName(QStringLiteral("importDialog"));
    auto* line = new QWidget;
    line->setFixedWidth(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Mid);
    auto* halves = new QHBoxLayout;
    halves->setSpacing(0);
    halves->addWidget(makeColumns(), 1);
    halves->addWidget(line);
    halves->addWidget(makeOutcome(), 1);
    body()->addLayout(halves, 1);
    QPushButton* cancel = addButton(QStringLiteral("cancelButton"), tr("Cancel"));
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    m_import = addButton(QStringLiteral("importDataButton"), tr("Import"), true);
    connect(m_import, &QPushButton::clicked, this, &QDialog::accept);
    resize(1120, 648);
    fillRows();
    show(m_data.dataset);
    if (!m_roles.isEmpty())
        m_roles.first()->setFocus();
}

QWidget* ImportDialog::makeColumns() {
    const Table& table = *m_data.table;
    auto* side = new QWidget;
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(24, 18, 24, 16);
    layout->setSpacing(12);
    auto* head = new QHBoxLayout;
    head->addWidget(heading(tr("What each column is")), 1);
    head->addWidget(
        makeLabel(tr("guessed from %1 rows").arg(countLabel(table.rows())), TextSize::Small, Tone::Secondary));
    layout->addLayout(head);

    auto* list = new QWidget;
    auto* grid = new QGridLayout(list);
    grid->setContentsMargins(0, 0, 8, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(10);
    int column = 0;
    for (const QString& title : {tr("Column"), tr("Found"), tr("Role"), tr("Values")})
        grid->addWidget(makeLabel(title, TextSize::Small, Tone::Secondary), 0, column++);
    grid->setColumnMinimumWidth(0, 64);
    grid->setColumnMinimumWidth(1, 84);
    grid->setColumnMinimumWidth(2, 156);
    grid->setColumnStretch(3, 1);
    for (int i = 0; i < int(table.columns.size()); ++i) {
        const TableColumn& data = table.columns[std::size_t(i)];
        QLabel* name = makeLabel(QString::fromStdString(data.name));
        name->setFont(numberFont(12.0));
        auto* role = new QComboBox;
        role->setObjectName(QStringLiteral("role_") + QString::fromStdString(data.name));
        role->setAccessibleName(tr("Role of column %1").arg(name->text()));
        role->setFocusPolicy(Qt::StrongFocus);
        role->setFont(textFont(TextSize::Small));
        for (const RoleChoice& choice : kRoles)
            role->addItem(icon(QLatin1String(choice.icon)), tr(choice.text), int(choice.role));
        role->setCurrentIndex(role->findData(int(m_data.mapping.roles[std::size_t(i)])));
        connect(role, &QComboBox::activated, this, &ImportDialog::apply);
        m_roles += role;
        QLabel* values = makeLabel(valuesText(data), TextSize::Small, Tone::Secondary);
        values->setFont(numberFont(12.0));
        grid->addWidget(name, i + 1, 0);
        grid->addWidget(makeLabel(foundText(data), TextSize::Small, Tone::Secondary), i + 1, 1);
        grid->addWidget(role, i + 1, 2);
        grid->addWidget(values, i + 1, 3);
    }
    grid->setRowStretch(int(table.columns.size()) + 1, 1);
    auto* scroll = new QScrollArea;
    scroll->setWidget(list);
    scroll->setWidgetResizable(true);
    scroll->viewport()->setAutoFillBackground(false);
    list->setAutoFillBackground(false);
    layout->addWidget(scroll, 1);

    layout->addWidget(heading(tr("First rows")));
    m_rows = makeTable(true);
    m_rows->setObjectName(QStringLiteral("firstRows"));
    m_rows->verticalHeader()->setDefaultSectionSize(23);
    m_rows->setFixedHeight(26 + 23 * kFirstRows + 4);
    layout->addWidget(m_rows);
    return side;
}

QWidget* ImportDialog::makeOutcome() {
    auto* side = new QWidget;
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(24, 18, 24, 16);
    layout->setSpacing(12);
    auto* head = new QHBoxLayout;
    head->addWidget(heading(tr("Preview")), 1);
    m_shown = makeLabel({}, TextSize::Small, Tone::Secondary);
    head->addWidget(m_shown);
    layout->addLayout(head);
    m_preview = new CloudPreview;
    layout->addWidget(m_preview, 3);
    m_snapshots = makeTable(false);
    m_snapshots->setObjectName(QStringLiteral("snapshotTable"));
    m_snapshots->setColumnCount(5);
    m_snapshots->setHorizontalHeaderLabels(
        {tr("Snapshot"), tr("In the file"), tr("On the timeline"), tr("Points"), tr("Mass")});
    m_snapshots->verticalHeader()->setDefaultSectionSize(28);
    m_snapshots->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    for (int i = 0; i < 5; ++i)
        m_snapshots->horizontalHeaderItem(i)->setTextAlignment((i < 3 ? Qt::AlignLeft : Qt::AlignRight) |
                                                               Qt::AlignVCenter);
    m_snapshots->setMinimumHeight(26 + 3 * 28 + 6);
    layout->addWidget(m_snapshots, 1);
    return side;
}

void ImportDialog::fillRows() {
    const Table& table = *m_data.table;
    const int columns = int(table.columns.size()), rows = int(std::min<engine::Index>(kFirstRows, table.rows()));
    m_rows->setRowCount(rows);
    m_rows->setColumnCount(columns + 1);
    QStringList titles = {tr("row")};
    for (const TableColumn& column : table.columns)
        titles += QString::fromStdString(column.name);
    m_rows->setHorizontalHeaderLabels(titles);
    for (int c = 0; c <= columns; ++c) {
        m_rows->horizontalHeaderItem(c)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        for (int r = 0; r < rows; ++r)
            m_rows->setItem(r, c,
                            cell(c == 0 ? QString::number(r + (table.hasHeader ? 2 : 1))
                                        : cellText(table.columns[std::size_t(c - 1)], r),
                                 true));
    }
    m_rows->horizontalHeader()->setSectionResizeMode(columns <= 5 ? QHeaderView::Stretch : QHeaderView::Interactive);
    m_rows->setColumnWidth(0, 56);
    if (columns <= 5)
        m_rows->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Fixed);
}

void ImportDialog::apply() {
    engine::ColumnMapping mapping;
    for (const QComboBox* role : std::as_const(m_roles))
        mapping.roles.push_back(ColumnRole(role->currentData().toInt()));
    // There is one time and one weight: the newest choice takes the place of the older.
    for (const ColumnRole single : {ColumnRole::Time, ColumnRole::Weight}) {
        auto columns = mapping.columnsOf(single);
        if (columns.size() < 2)
            continue;
        for (const int column : columns)
            if (m_roles[column] != sender()) {
                mapping.roles[std::size_t(column)] = ColumnRole::Ignore;
                m_roles[column]->setCurrentIndex(m_roles[column]->findData(int(ColumnRole::Ignore)));
            }
    }
    const int number = ++m_applied;
    m_import->setEnabled(false);
    m_work.run([table = m_data.table, mapping](std::stop_token) { return engine::importTable(table, mapping); },
               [this, number](Outcome<engine::ImportedData> outcome) {
                   if (number != m_applied)
                       return;
                   if (outcome.error) {
                       refuse(*outcome.error);
                       return;
                   }
                   outcome.value->dataset.title = m_data.dataset.title;
                   m_data = std::move(*outcome.value);
                   show(m_data.dataset);
               });
}

void ImportDialog::show(const engine::Dataset& dataset) {
    m_preview->show(dataset);
    m_shown->setText(
        tr("%1 of %2 points shown").arg(countLabel(m_preview->shownPoints()), countLabel(dataset.pointCount())));
    const int count = int(dataset.snapshots.size());
    m_snapshots->setRowCount(count);
    const double range = count > 1 ? dataset.lastTime() - dataset.firstTime() : 1;
    for (int i = 0; i < count; ++i) {
        const engine::Snapshot& snapshot = dataset.snapshots[std::size_t(i)];
        m_snapshots->setCellWidget(i, 0, new KeyCell(i + 1, count));
        m_snapshots->setItem(i, 1, cell(QStringLiteral("t = ") + shortText(snapshot.time), true, Qt::AlignLeft));
        m_snapshots->setItem(i, 2,
                             cell(fixedText((snapshot.time - dataset.firstTime()) / range, 2), true, Qt::AlignLeft));
        m_snapshots->setItem(i, 3, cell(countLabel(snapshot.points.size()), true));
        m_snapshots->setItem(
            i, 4,
            cell(fixedText(double(snapshot.points.size()) /
                               double(std::max<engine::Index>(1, dataset.snapshots.front().points.size())),
                           2),
                 true));
    }
    m_import->setText(tr("Import %1 points").arg(countLabel(dataset.pointCount())));
    try {
        dataset.requireTrainable();
        setVerdict(true, tr("%1 times, %2-D").arg(count).arg(dataset.dimension()));
    } catch (const engine::Error& error) { // can be looked at all the same
        setVerdict(false, QString::fromStdString(error.fullText()));
    }
    m_import->setEnabled(true);
}

void ImportDialog::refuse(const engine::Error& error) {
    setVerdict(false, QString::fromStdString(error.fullText()));
    m_import->setEnabled(false);
}

void ImportDialog::setVerdict(bool good, const QString& text) {
    const Colors& c = theme().colors();
    note()->setTextFormat(Qt::RichText);
    note()->setWordWrap(true);
    note()->setText(
        QStringLiteral("<span style='color:%1; font-weight:600'>%2</span>&nbsp; <span style='color:%3'>%4</span>")
            .arg((good ? c.success : c.warning).name(), good ? tr("Ready") : tr("Not yet"), c.text.name(),
                 text.toHtmlEscaped()));
}

} // namespace ui
