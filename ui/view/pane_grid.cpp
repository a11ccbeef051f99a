#include "ui/view/pane_grid.h"

#include "ui/export/pane_composer.h"
#include "ui/style/theme.h"
#include "ui/view/legend_strip.h"
#include "ui/view/pane.h"
#include "ui/view/scene_view.h"

#include <QPainter>

namespace ui {

namespace {
constexpr int kLine = 1;
}

PaneGrid::PaneGrid(QWidget* parent) : QWidget(parent), m_legend(new LegendStrip(this)) {
    setObjectName(QStringLiteral("paneGrid"));
    connect(m_legend, &LegendStrip::entriesChanged, this, &PaneGrid::place);
    setCount(1);
}

SceneView& PaneGrid::view(int index) const { return pane(index).view(); }

void PaneGrid::addPane() {
    auto* pane = new Pane(this);
    const int index = int(m_panes.size());
    m_panes.push_back(pane);
    SceneView& view = pane->view();
    connect(pane, &Pane::chosen, this, [this, index] { emit chosen(index); });
    connect(pane, &Pane::closeWanted, this, [this, index] { emit closeWanted(index); });
    connect(&view, &SceneView::cameraChanged, this, [this, &view] {
        follow(view);
        emit cameraChanged(&view);
    });
    emit viewAdded(&view);
}

void PaneGrid::setCount(int count) {
    if (count == m_count)
        return;
    while (int(m_panes.size()) < count)
        addPane();
    for (int i = 0; i < int(m_panes.size()); ++i) {
        if (i >= count)
            pane(i).view().setState({}); // lets go of what it has shown
        pane(i).setAlone(count == 1);
        pane(i).setVisible(i < count);
    }
    m_count = count;
    setActive(std::min(m_active, count - 1));
    place();
}

void PaneGrid::setActive(int index) {
    m_active = index;
    setFocusProxy(&activeView());
    for (int i = 0; i < m_count; ++i)
        pane(i).setActive(i == index);
}

void PaneGrid::follow(const SceneView& leader) {
    for (int i = 0; i < m_count; ++i)
        if (&view(i) != &leader)
            view(i).lookAs(leader);
}

void PaneGrid::place() {
    const int legend = m_count > 1 ? m_legend->heightForWidth(width()) : 0;
    m_legend->setVisible(legend > 0);
    m_legend->setGeometry(0, height() - legend, width(), legend);
    const int high = height() - (legend > 0 ? legend + kLine : 0);
    const std::vector<PaneRectangle> places = paneRectangles(m_count, width(), high, kLine);
    for (int i = 0; i < m_count; ++i) {
        const PaneRectangle& at = places[std::size_t(i)];
        pane(i).setGeometry(at.x, at.y, at.width, at.height);
    }
}

void PaneGrid::resizeEvent(QResizeEvent*) { place(); }

void PaneGrid::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), m_count > 1 ? theme().colors().border : theme().colors().stage);
}

} // namespace ui
