#include "ui/panels/probe_panel.h"

#include "engine/core/text.h"
#include "engine/io/table_text.h"
#include "ui/style/fonts.h"
#include "ui/style/numbers.h"
#include "ui/widgets/dock_title.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <cmath>

namespace ui {

namespace {
constexpr int kDigits = 3, kRowHeight = 26;
} // namespace

ProbePanel::ProbePanel(QWidget* parent)
    : QWidget(parent),
      m_table(new QTableWidget),
      m_export(
          makeIconButton(QStringLiteral("exportProbes"), QStringLiteral("export"), tr("Write the table as CSV"), this)),
      m_remove(
          makeIconButton(QStringLiteral("removeProbe"), QStringLiteral("trash"), tr("Remove the chosen probe"), this)),
      m_removeAll(
          makeIconButton(QStringLiteral("removeProbes"), QStringLiteral("close"), tr("Remove all probes"), this)) {
    setObjectName(QStringLiteral("probePanel"));
    m_table->setObjectName(QStringLiteral("probeTable"));
    m_table->setAccessibleName(tr("Probes"));
    m_table->setFont(numberFont(TextSize::Small));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(kRowHeight);
    m_table->horizontalHeader()->setFont(textFont(TextSize::Small));
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    auto* buttons = new QVBoxLayout; // beside the table, so that a low panel has room for rows
    buttons->setContentsMargins(4, 4, 8, 4);
    buttons->setSpacing(0);
    for (QToolButton* button : {m_export, m_remove, m_removeAll})
        buttons->addWidget(button);
    buttons->addStretch(1);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_table, 1);
    layout->addLayout(buttons);
    connect(m_export, &QToolButton::clicked, this, &ProbePanel::exportAsked);
    connect(m_removeAll, &QToolButton::clicked, this, &ProbePanel::removeAllAsked);
    connect(m_remove, &QToolButton::clicked, this, [this] { emit removeAsked(chosen()); });
}

/// The row that is chosen, otherwise the newest.
int ProbePanel::chosen() const {
    const int row = m_table->currentRow();
    return m_numbers.empty()
               ? 0
               : m_numbers[row >= 0 && row < int(m_numbers.size()) ? std::size_t(row) : m_numbers.size() - 1];
}

void ProbePanel::show(const std::vector<ProbeRow>& rows, const std::vector<std::string>& axisNames,
                      const QString& timeUnit) {
    const QString time = timeUnit.isEmpty() ? tr("time") : timeUnit;
    QStringList heads = {tr("Probe"), QStringLiteral("t")},
                tips = {tr("Number on the stage"), tr("Moment, %1").arg(time)};
    for (const std::string& axis : axisNames) {
        heads += QString::fromStdString(axis);
        tips += tr("Place, length");
    }
    heads += {QStringLiteral("s"),   QStringLiteral("∂s/∂t"), QStringLiteral("‖v‖"),
              QStringLiteral("∇·v"), QStringLiteral("g"),     tr("density")};
    tips += {tr("Action, length² per %1").arg(time),
             tr("Its rate of change, length² per %1 squared").arg(time),
             tr("Speed, length per %1").arg(time),
             tr("Divergence of the velocity, 1 per %1").arg(time),
             tr("Growth rate, 1 per %1; of methods with growth").arg(time),
             tr("Of the learned population, share per length to the power of the dimension")};
    m_table->setColumnCount(int(heads.size()));
    m_table->setHorizontalHeaderLabels(heads);
    for (int c = 0; c < heads.size(); ++c)
        m_table->horizontalHeaderItem(c)->setToolTip(tips[c]);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->setRowCount(int(rows.size()));
    m_numbers.clear();
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const ProbeRow& row = rows[r];
        m_numbers.push_back(row.number);
        int column = 0;
        const auto put = [&](const QString& text) {
            auto* item = new QTableWidgetItem(text);
            item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            m_table->setItem(int(r), column++, item);
        };
        const auto number = [](std::optional<double> value) {
            return value ? shortText(*value, kDigits) : QStringLiteral("–");
        };
        put(QString::number(row.number));
        put(number(row.time));
        for (const double x : row.place)
            put(number(x));
        const auto& v = row.values;
        put(number(v ? std::optional(v->action) : std::nullopt));
        put(number(v ? std::optional(v->actionRate) : std::nullopt));
        put(number(v ? std::optional(v->velocity.norm()) : std::nullopt));
        put(number(v ? std::optional(v->divergence) : std::nullopt));
        put(number(v ? v->growth : std::nullopt));
        put(number(v ? v->density : std::nullopt));
    }
}

std::string ProbePanel::csv(const std::vector<ProbeRow>& rows, const std::vector<std::string>& axisNames) {
    std::vector<std::string> names = {"probe", "t"};
    names.insert(names.end(), axisNames.begin(), axisNames.end());
    names.insert(names.end(), {"s", "ds_dt"});
    for (const std::string& axis : axisNames)
        names.push_back("v_" + axis);
    names.insert(names.end(), {"divergence", "growth", "density"});
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i)
        text += (i ? "," : "") + engine::csvField(names[i]);
    text += '\n';
    for (const ProbeRow& row : rows) {
        if (!row.values)
            continue;
        text += std::to_string(row.number);
        const auto append = [&text](std::optional<double> value) {
            text += ',';
            if (value)
                text += engine::exactNumber(*value);
        };
        append(row.time);
        for (const double x : row.place)
            append(x);
        append(row.values->action);
        append(row.values->actionRate);
        for (const double v : row.values->velocity)
            append(v);
        append(row.values->divergence);
        append(row.values->growth);
        append(row.values->density);
        text += '\n';
    }
    return text;
}

} // namespace ui
