#pragma once

#include "engine/data/dataset.h"
#include "engine/session/session_update.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>
#include <memory>

namespace ui {

class Chart;

/// The row of charts: action meter, loss, distances at the snapshots, and, where there is room, the action gap. Drawn
/// anew a few times a second at most.
class ChartsPanel : public QWidget {
    Q_OBJECT

public:
    explicit ChartsPanel(QWidget* parent = nullptr);

    void show(std::shared_ptr<const engine::RunUpdate> run, const engine::Dataset& dataset);
    using QWidget::show;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {400, 64}; }

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void draw();

    std::shared_ptr<const engine::RunUpdate> m_run;
    engine::Dataset m_dataset;
    Chart *m_actionMeter, *m_loss, *m_distance, *m_actionGap;
    QWidget* m_gapLine;
    QTimer m_pending;
    QElapsedTimer m_sinceDrawn;
};

} // namespace ui
