#include "ui/panels/charts_panel.h"

#include "engine/session/snapshot_comparison.h"
#include "ui/panels/chart.h"
#include "ui/panels/chart_contents.h"

#include <QHBoxLayout>
#include <QMenu>
#include <algorithm>

namespace ui {

namespace {
constexpr int kDrawInterval = 200; // milliseconds
constexpr int kWidthOfFour = 1500, kWidthOfFive = 1800;

QWidget* line() {
    auto* line = new QWidget;
    line->setFixedWidth(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Mid);
    return line;
}
} // namespace

ChartsPanel::ChartsPanel(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("chartsPanel"));
    setAttribute(Qt::WA_StyledBackground);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 1, 0, 0);
    layout->setSpacing(0);
    const QString energy = tr("L²/T", "length²/time");
    m_actionMeter = add("actionMeter", tr("Action meter"), tr("length²/time"),
                        tr("−L of the averaged network, in length²/time. It can only rise towards K, the kinetic "
                           "energy of the true flow."),
                        energy);
    m_loss = add("loss", tr("Loss"), tr("length²/time"),
                 tr("Loss of the batches (thin) and of the averaged network (thick), in length²/time. Its least "
                    "possible value is −K."),
                 energy);
    m_mass = add("mass", tr("Mass"), tr("of the start"),
                 tr("Sum of the particles' weights over the data's time, in units of the one at the start. Dashed: "
                    "the effective sample size, as a part of the particles: how many of equal weight they are "
                    "worth."));
    m_distance = add("distance", tr("Distance W1"), tr("length"),
                     tr("How far the moved particles are from each snapshot, as a length. The dashed line is "
                        "what two random halves of the data differ by. Of at most %1 particles and points each.")
                         .arg(engine::kComparedPoints));
    m_actionGap = add("actionGap", tr("Action gap"), tr("length²/time"),
                      tr("K + L, in length²/time: half the mean squared error of the learned velocity."), energy);
    m_gradientNorm = add("gradientNorm", tr("Gradient norm"), tr("training units"),
                         tr("Length of the gradient of the loss of a batch with respect to all weights of the network, "
                            "before it is clipped, in training units. It falls while much is learned; jumps tell that "
                            "the learning rate is high."));
    for (Chart* chart : {m_actionMeter, m_loss, m_actionGap, m_gradientNorm})
        connect(chart, &Chart::clicked, this, &ChartsPanel::stepChosen);
    m_pending.setSingleShot(true);
    connect(&m_pending, &QTimer::timeout, this, &ChartsPanel::draw);
    draw();
}

Chart* ChartsPanel::add(const char* name, const QString& title, const QString& unit, const QString& explanation,
                        const QString& briefUnit) {
    auto* chart = new Chart(QLatin1String(name), title, unit, explanation, briefUnit);
    connect(chart, &Chart::failed, this, &ChartsPanel::failed);
    connect(chart, &Chart::menuOpening, this, [this](QMenu* menu) { offerCharts(*menu); });
    m_places.push_back({chart, line()});
    auto* layout = static_cast<QHBoxLayout*>(this->layout());
    layout->addWidget(m_places.back().line);
    layout->addWidget(chart, 1);
    return chart;
}

QSize ChartsPanel::sizeHint() const { return {800, window()->height() >= 1000 ? 112 : 100}; }

void ChartsPanel::show(std::shared_ptr<const engine::RunUpdate> run, const engine::Dataset& dataset) {
    m_run = std::move(run);
    m_dataset = dataset;
    if (!m_pending.isActive())
        m_pending.start(
            std::max(0, kDrawInterval - int(m_sinceDrawn.isValid() ? m_sinceDrawn.elapsed() : kDrawInterval)));
}

void ChartsPanel::showStep(std::optional<std::int64_t> step) {
    m_step = step;
    draw();
}

void ChartsPanel::choose(const QStringList& charts) {
    m_chosen.clear();
    for (const Place& place : m_places)
        if (charts.contains(place.chart->objectName()))
            m_chosen += place.chart->objectName();
    draw();
}

void ChartsPanel::offerCharts(QMenu& menu) {
    menu.addSeparator();
    QMenu* charts = menu.addMenu(tr("Charts"));
    charts->setObjectName(QStringLiteral("chartsMenu"));
    QStringList shown;
    for (const Place& place : m_places)
        if (isWanted(place.chart))
            shown += place.chart->objectName();
    for (const Place& place : m_places) {
        const QString name = place.chart->objectName();
        QAction* action = charts->addAction(place.chart->accessibleName());
        action->setObjectName(name);
        action->setCheckable(true);
        action->setChecked(shown.contains(name));
        action->setEnabled(shown.size() > 1 || !shown.contains(name)); // the last one stays
        connect(action, &QAction::triggered, this, [this, shown, name](bool wanted) {
            QStringList now = shown;
            if (wanted)
                now += name;
            else
                now.removeAll(name);
            choose(now);
        });
    }
    charts->addSeparator();
    QAction* automatic = charts->addAction(tr("As many as fit"), this, [this] { choose({}); });
    automatic->setObjectName(QStringLiteral("automaticCharts"));
    automatic->setEnabled(!m_chosen.isEmpty());
}

/// Where there is no room for all, the mass takes the place of the loss, which is the action meter turned round, and
/// the norm of the gradient that of a gap that is not known.
bool ChartsPanel::isWanted(const Chart* chart) const {
    if (!m_chosen.isEmpty())
        return m_chosen.contains(chart->objectName());
    const bool wide = width() > kWidthOfFour;
    const bool weighted = m_run && m_run->trajectories && m_run->trajectories->isWeighted();
    if (chart == m_loss)
        return wide || !weighted;
    if (chart == m_mass)
        return weighted;
    const bool hasGap = !m_run || m_run->kineticEnergy || m_run->state == engine::RunState::Empty;
    if (chart == m_actionGap)
        return width() > (hasGap ? kWidthOfFour : kWidthOfFive);
    return chart != m_gradientNorm || width() > (hasGap ? kWidthOfFive : kWidthOfFour);
}

void ChartsPanel::draw() {
    if (!isVisible() && m_sinceDrawn.isValid())
        return;
    m_sinceDrawn.start();
    arrange();
    static const engine::RunUpdate nothing;
    const engine::RunUpdate& run = m_run ? *m_run : nothing;
    const auto put = [this](Chart* chart, auto&& content, const QVector<Readout::Run>& numbers) {
        Chart::Content made = content();
        if (made.isOverSteps() && m_step)
            made.cursor = double(*m_step);
        chart->show(made);
        chart->readout()->setRuns(numbers);
    };
    const auto overRun = [&](Chart* chart, Chart::Content (*content)(const engine::RunUpdate&),
                             QVector<Readout::Run> (*numbers)(const engine::RunUpdate&)) {
        if (isWanted(chart))
            put(chart, [&] { return content(run); }, numbers(run));
    };
    overRun(m_actionMeter, charts::actionMeter, charts::actionMeterNumbers);
    overRun(m_loss, charts::loss, charts::lossNumbers);
    overRun(m_mass, charts::mass, charts::massNumbers);
    if (isWanted(m_distance))
        put(m_distance, [&] { return charts::distance(run, m_dataset); }, charts::distanceNumbers(run));
    overRun(m_actionGap, charts::actionGap, charts::actionGapNumbers);
    overRun(m_gradientNorm, charts::gradientNorm, charts::gradientNormNumbers);
}

void ChartsPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    draw();
}

void ChartsPanel::arrange() {
    bool isFirst = true;
    for (const Place& place : m_places) {
        const bool wanted = isWanted(place.chart);
        place.chart->setVisible(wanted);
        place.line->setVisible(wanted && !isFirst);
        isFirst = isFirst && !wanted;
    }
}

void ChartsPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    draw();
}

} // namespace ui
