#pragma once

#include "engine/data/dataset.h"
#include "engine/session/session_update.h"

#include <QElapsedTimer>
#include <QStringList>
#include <QTimer>
#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

class QMenu;

namespace ui {

class Chart;

/// The row of charts: action meter, loss, distances at the snapshots, the mass where particles have weights, and,
/// where there is room, the action gap and the norm of the gradient; or those a person has chosen in a chart's menu.
/// Drawn anew a few times a second at most.
class ChartsPanel : public QWidget {
    Q_OBJECT

public:
    explicit ChartsPanel(QWidget* parent = nullptr);

    void show(std::shared_ptr<const engine::RunUpdate> run, const engine::Dataset& dataset);
    using QWidget::show;

    /// The step of the training that the stage shows; empty: the newest.
    void showStep(std::optional<std::int64_t> step);

    /// Object names of the charts a person wants to see; empty: those that say most in the room there is. Unknown ones
    /// are left out.
    void choose(const QStringList& charts);
    const QStringList& chosen() const { return m_chosen; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {400, 64}; }

signals:
    /// A click on a chart over steps.
    void stepChosen(double step);
    void failed(const engine::Error& error);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    /// A chart and the line on its left.
    struct Place {
        Chart* chart;
        QWidget* line;
    };
    Chart* add(const char* name, const QString& title, const QString& unit, const QString& explanation,
               const QString& briefUnit = {});
    void offerCharts(QMenu& menu);
    bool isWanted(const Chart* chart) const;
    void arrange();
    void draw();

    std::shared_ptr<const engine::RunUpdate> m_run;
    engine::Dataset m_dataset;
    std::optional<std::int64_t> m_step;
    std::vector<Place> m_places; ///< from left to right
    Chart *m_actionMeter, *m_loss, *m_mass, *m_distance, *m_actionGap, *m_gradientNorm;
    QStringList m_chosen;
    QTimer m_pending;
    QElapsedTimer m_sinceDrawn;
};

} // namespace ui
