#include "ui/panels/charts_panel.h"

#include "ui/panels/chart.h"
#include "ui/panels/chart_contents.h"

#include <QHBoxLayout>
#include <algorithm>

namespace ui {

namespace {
constexpr int kDrawInterval = 200; // milliseconds
constexpr int kWidthOfFour = 1500;

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
    m_actionMeter = new Chart(QStringLiteral("actionMeter"), tr("Action meter"), tr("length²/time"),
                              tr("−L of the averaged network, in length²/time. It can only rise towards K, the kinetic "
                                 "energy of the true flow."));
    m_loss = new Chart(QStringLiteral("loss"), tr("Loss"), tr("length²/time"),
                       tr("Loss of the batches (thin) and of the averaged network (thick), in length²/time. Its least "
                          "possible value is −K."));
    m_distance = new Chart(QStringLiteral("distance"), tr("Distance W1"), tr("length"),
                           tr("How far the moved particles are from each snapshot, as a length. The dashed line is "
                              "what two random halves of the data differ by."));
    m_actionGap = new Chart(QStringLiteral("actionGap"), tr("Action gap"), tr("length²/time"),
                            tr("K + L, in length²/time: half the mean squared error of the learned velocity."));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 1, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_actionMeter, 1);
    layout->addWidget(line());
    layout->addWidget(m_loss, 1);
    layout->addWidget(line());
    layout->addWidget(m_distance, 1);
    m_gapLine = line();
    layout->addWidget(m_gapLine);
    layout->addWidget(m_actionGap, 1);
    m_pending.setSingleShot(true);
    connect(&m_pending, &QTimer::timeout, this, &ChartsPanel::draw);
    draw();
}

QSize ChartsPanel::sizeHint() const { return {800, window()->height() >= 1000 ? 112 : 100}; }

void ChartsPanel::show(std::shared_ptr<const engine::RunUpdate> run, const engine::Dataset& dataset) {
    m_run = std::move(run);
    m_dataset = dataset;
    if (!m_pending.isActive())
        m_pending.start(
            std::max(0, kDrawInterval - int(m_sinceDrawn.isValid() ? m_sinceDrawn.elapsed() : kDrawInterval)));
}

void ChartsPanel::draw() {
    if (!isVisible() && m_sinceDrawn.isValid())
        return;
    m_sinceDrawn.start();
    static const engine::RunUpdate nothing;
    const engine::RunUpdate& run = m_run ? *m_run : nothing;
    m_actionMeter->show(charts::actionMeter(run));
    m_actionMeter->readout()->setRuns(charts::actionMeterNumbers(run));
    m_loss->show(charts::loss(run));
    m_loss->readout()->setRuns(charts::lossNumbers(run));
    m_distance->show(charts::distance(run, m_dataset));
    m_distance->readout()->setRuns(charts::distanceNumbers(run));
    if (m_actionGap->isVisible()) {
        m_actionGap->show(charts::actionGap(run));
        m_actionGap->readout()->setRuns(charts::actionGapNumbers(run));
    }
}

void ChartsPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const bool four = width() > kWidthOfFour;
    m_gapLine->setVisible(four);
    m_actionGap->setVisible(four);
    draw();
}

void ChartsPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    draw();
}

} // namespace ui
