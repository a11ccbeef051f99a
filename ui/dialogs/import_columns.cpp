#include "ui/dialogs/import_columns.h"

#include "ui/style/icons.h"
#include "ui/style/numbers.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/plain_table.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QScrollArea>
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
constexpr RoleChoice kRoles[] = {
    {ColumnRole::Time, "clock", QT_TRANSLATE_NOOP("ui::ImportColumns", "Time")},
    {ColumnRole::Coordinate, "probe", QT_TRANSLATE_NOOP("ui::ImportColumns", "Coordinate")},
    {ColumnRole::Weight, "pressure", QT_TRANSLATE_NOOP("ui::ImportColumns", "Weight")},
    {ColumnRole::Attribute, "text", QT_TRANSLATE_NOOP("ui::ImportColumns", "Goes along")},
    {ColumnRole::Ignore, "eyeoff", QT_TRANSLATE_NOOP("ui::ImportColumns", "Leave out")}};

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
        return ImportColumns::tr("%1 words").arg(countLabel(std::int64_t(column.categories.size())));
    std::vector<double> different;
    for (const double value : column.numbers)
        if (std::isfinite(value) && std::find(different.begin(), different.end(), value) == different.end()) {
            different.push_back(value);
            if (different.size() > 12)
                return ImportColumns::tr("numbers");
        }
    return ImportColumns::tr("%1 numbers").arg(different.size());
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
        return ImportColumns::tr("no number");
    return low == high ? shortText(low, 3) : QStringLiteral("%1 … %2").arg(shortText(low, 3), shortText(high, 3));
}

} // namespace

ImportColumns::ImportColumns(const engine::ImportedData& data, QWidget* parent) : QWidget(parent), m_table(data.table) {
    const Table& table = *m_table;
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    if (data.embeddings.size() > 1)
        layout->addWidget(makeEmbedding(data));
    auto* head = new QHBoxLayout;
    head->addWidget(makeHeading(tr("What each column is")), 1);
    head->addWidget(
        makeLabel(tr("guessed from %1 rows").arg(countLabel(table.rows())), TextSize::Small, Tone::Secondary));
    layout->addLayout(head);

    auto* list = new QWidget;
    auto* grid = new QGridLayout(list);
    grid->setContentsMargins(0, 0, 8, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(10);
    int place = 0;
    for (const QString& title : {tr("Column"), tr("Found"), tr("Role"), tr("Values")})
        grid->addWidget(makeLabel(title, TextSize::Small, Tone::Secondary), 0, place++);
    grid->setColumnMinimumWidth(0, 64);
    grid->setColumnMinimumWidth(1, 84);
    grid->setColumnMinimumWidth(2, 156);
    grid->setColumnStretch(3, 1);
    for (int i = 0; i < int(table.columns.size()); ++i) {
        const TableColumn& column = table.columns[std::size_t(i)];
        QLabel* name = makeLabel(QString::fromStdString(column.name));
        name->setFont(numberFont(12.0));
        auto* role = new QComboBox;
        role->setObjectName(QStringLiteral("role_") + QString::fromStdString(column.name));
        role->setAccessibleName(tr("Role of column %1").arg(name->text()));
        role->setFocusPolicy(Qt::StrongFocus);
        role->setFont(textFont(TextSize::Small));
        for (const RoleChoice& choice : kRoles)
            role->addItem(icon(QLatin1String(choice.icon)), tr(choice.text), int(choice.role));
        role->setCurrentIndex(role->findData(int(data.mapping.roles[std::size_t(i)])));
        connect(role, &QComboBox::activated, this, &ImportColumns::choose);
        m_roles += role;
        QLabel* values = makeLabel(valuesText(column), TextSize::Small, Tone::Secondary);
        values->setFont(numberFont(12.0));
        grid->addWidget(name, i + 1, 0);
        grid->addWidget(makeLabel(foundText(column), TextSize::Small, Tone::Secondary), i + 1, 1);
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

    layout->addWidget(makeHeading(tr("First rows")));
    m_rows = makePlainTable(true);
    m_rows->setObjectName(QStringLiteral("firstRows"));
    m_rows->verticalHeader()->setDefaultSectionSize(23);
    m_rows->setFixedHeight(26 + 23 * kFirstRows + 4);
    layout->addWidget(m_rows);
    fillRows();
    setFocusProxy(m_roles.first());
}

QWidget* ImportColumns::makeEmbedding(const engine::ImportedData& data) {
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(makeHeading(tr("Embedding")));
    auto* box = new QComboBox;
    box->setObjectName(QStringLiteral("embedding"));
    box->setAccessibleName(tr("Embedding"));
    box->setToolTip(tr("Which positions of the points are read from the file."));
    for (const engine::Embedding& embedding : data.embeddings)
        box->addItem(tr("%1, %2-D").arg(QString::fromStdString(embedding.name)).arg(embedding.dimension),
                     QString::fromStdString(embedding.name));
    box->setCurrentIndex(box->findData(QString::fromStdString(data.embedding)));
    connect(box, &QComboBox::activated, this,
            [this, box] { emit embeddingChosen(box->currentData().toString().toStdString()); });
    layout->addWidget(box, 1);
    return row;
}

void ImportColumns::fillRows() {
    const Table& table = *m_table;
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
                            makeCell(c == 0 ? QString::number(r + (table.hasHeader ? 2 : 1))
                                            : cellText(table.columns[std::size_t(c - 1)], r),
                                     true));
    }
    m_rows->horizontalHeader()->setSectionResizeMode(columns <= 5 ? QHeaderView::Stretch : QHeaderView::Interactive);
    if (columns <= 5)
        m_rows->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Fixed);
    m_rows->setColumnWidth(0, 56);
}

std::vector<ColumnRole> ImportColumns::roles() const {
    std::vector<ColumnRole> roles;
    for (const QComboBox* role : m_roles)
        roles.push_back(ColumnRole(role->currentData().toInt()));
    return roles;
}

void ImportColumns::choose() {
    // There is one time and one weight: the newest choice takes the place of the older.
    auto* newest = qobject_cast<QComboBox*>(sender());
    for (const ColumnRole single : {ColumnRole::Time, ColumnRole::Weight})
        for (QComboBox* role : std::as_const(m_roles))
            if (role != newest && role->currentData() == int(single) && newest->currentData() == int(single))
                role->setCurrentIndex(role->findData(int(ColumnRole::Ignore)));
    emit changed();
}

} // namespace ui
