#include "ui/panels/probe_panel.h"

#include "engine/core/text.h"
#include "engine/io/table_text.h"
#include "ui/style/fonts.h"
#include "ui/style/numbers.h"
#include "ui/widgets/dock_title.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace ui {

namespace {
constexpr int kDigits = 3, kRowHeight = 24, kHeaderHeight = 34;
constexpr int kLeastWidth = 420, kMostWidth = 540; // pixels
constexpr int kBeside = 50;                        // of the width, for margins and buttons
/// A power as raised digits.
QString raised(std::size_t power) {
    static const QString kDigitsRaised = QStringLiteral("⁰¹²³⁴⁵⁶⁷⁸⁹");
    QString text;
    for (const char digit : std::to_string(power))
        text += kDigitsRaised[digit - '0'];
    return text;
}

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
    m_table->setFont(numberFont(TextSize::Caption));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(kRowHeight);
    m_table->horizontalHeader()->setFont(textFont(TextSize::Caption));
    m_table->horizontalHeader()->setFixedHeight(kHeaderHeight); // names and, below them, units
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setMinimumSectionSize(20);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->viewport()->installEventFilter(this);
    auto* buttons = new QVBoxLayout; // beside the table, so that a low panel has room for rows
    buttons->setContentsMargins(4, 4, 8, 4);
    buttons->setSpacing(0);
    for (QToolButton* button : {m_export, m_remove, m_removeAll})
        buttons->addWidget(button);
    buttons->addStretch(1);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 4, 0, 0);
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
    const bool grows = std::any_of(rows.begin(), rows.end(),
                                   [](const ProbeRow& row) { return row.values && row.values->growth; });
    const QString length = tr("L", "length"), perTime = tr("1/T", "1/time");
    QStringList heads = {tr("Probes"), QStringLiteral("t")}, units = {QString(), tr("T", "time")},
                tips = {tr("Number on the stage"), tr("Moment, %1").arg(time)};
    for (const std::string& axis : axisNames) {
        heads += QString::fromStdString(axis);
        units += length;
        tips += tr("Place, length");
    }
    heads += {QStringLiteral("s"), QStringLiteral("∂s/∂t"), QStringLiteral("|v|"), QStringLiteral("∇·v")};
    units += {tr("L²/T", "length²/time"), tr("L²/T²", "length²/time²"), tr("L/T", "length/time"), perTime};
    tips += {tr("Action, length² per %1").arg(time),
             tr("Its rate of change, length² per %1 squared").arg(time),
             tr("Speed, length per %1").arg(time),
             tr("Divergence of the velocity, 1 per %1").arg(time)};
    if (grows) {
        heads += QStringLiteral("g");
        units += perTime;
        tips += tr("Growth rate, 1 per %1").arg(time);
    }
    heads += tr("density");
    units += axisNames.size() == 1 ? tr("1/L", "1/length")
             : axisNames.size() == 2 ? tr("1/L²", "1/length²")
                                     : tr("1/L%1", "1/length to a power").arg(raised(axisNames.size()));
    tips += tr("Of the learned population, share per length to the power of the dimension");
    for (qsizetype c = 1; c < heads.size(); ++c)
        heads[c] += QLatin1Char('\n') + units[c];
    m_table->setColumnCount(int(heads.size()));
    m_table->setHorizontalHeaderLabels(heads);
    for (int c = 0; c < heads.size(); ++c)
        m_table->horizontalHeaderItem(c)->setToolTip(tips[c]);
    m_table->horizontalHeaderItem(0)->setFont(textFont(TextSize::Small, TextWeight::Semibold)); // the panel's title
    m_table->horizontalHeaderItem(0)->setTextAlignment(Qt::AlignLeft | Qt::AlignTop);
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
        put(timeLabel(row.time));
        for (const double x : row.place)
            put(number(x));
        const auto& v = row.values;
        put(number(v ? std::optional(v->action) : std::nullopt));
        put(number(v ? std::optional(v->actionRate) : std::nullopt));
        put(number(v ? std::optional(v->velocity.norm()) : std::nullopt));
        put(number(v ? std::optional(v->divergence) : std::nullopt));
        if (grows)
            put(number(v ? v->growth : std::nullopt));
        put(number(v ? v->density : std::nullopt));
    }
    spread();
}

/// In the whole width, if there is room for all columns; otherwise as wide as they are.
void ProbePanel::spread() {
    QHeaderView* header = m_table->horizontalHeader();
    header->resizeSections(QHeaderView::ResizeToContents);
    setMinimumWidth(std::clamp(header->length() + kBeside, kLeastWidth, kMostWidth));
    const int columns = header->count(), room = m_table->viewport()->width() - header->length();
    for (int c = 0; room > 0 && c < columns; ++c)
        header->resizeSection(c, header->sectionSize(c) + room / columns);
}

bool ProbePanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_table->viewport() && event->type() == QEvent::Resize)
        spread();
    return QWidget::eventFilter(watched, event);
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
