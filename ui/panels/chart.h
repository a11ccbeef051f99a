#pragma once

#include "engine/core/error.h"
#include "ui/panels/chart_content.h"

#include <QWidget>
#include <memory>

class QCustomPlot;
class QMenu;

namespace ui {

class ChartHeading;
class ChartPlot;
class Readout;

/// One small chart: a heading with the number that counts, and a plot of a few curves. Values are read by hovering; the
/// wheel zooms along x, dragging moves, a double click shows all of it again; the menu zooms as well, and saves the chart.
/// With the keyboard: Left, Right, Home and End read one point after the other, + and − zoom around it, 0 shows all of
/// it, Return is a click, Escape lets go. What is read is the widget's accessible value, too.
class Chart : public QWidget {
    Q_OBJECT

public:
    using Content = ChartContent;
    using Curve = ChartContent::Curve;
    using Mark = ChartContent::Mark;
    using Tick = ChartContent::Tick;

    /// `briefUnit`: for where there is little room.
    Chart(const QString& objectName, const QString& title, const QString& unit, const QString& explanation,
          const QString& briefUnit = {}, QWidget* parent = nullptr);
    ~Chart() override;

    Readout* readout() const;
    void show(const Content& content);
    using QWidget::show;
    const Content& content() const { return m_content; }
    /// What is seen of it: all, or what was zoomed into.
    Content shown() const;
    /// What hovering says at the moment; empty when nothing is hovered over.
    QString hoverText() const { return m_hover ? textAt(*m_hover) : QString(); }
    /// What is hovered over, otherwise the last point; empty where there is none.
    std::optional<double> readPlace() const;
    /// The values of all curves at the points nearest to an x.
    QString textAt(double x) const;
    /// Around `x`, which stays where it is; below 1 shows less. All of it again at the full range.
    void zoom(double factor, double x);
    void showAll();

    /// By the ending of the name: .svg, .pdf, otherwise a table as CSV. On white, as for print.
    /// Errors: Error{CannotWrite}.
    void save(const QString& path) const;

    QSize minimumSizeHint() const override { return {180, 64}; }

signals:
    /// A click that did not drag, at an x.
    void clicked(double x);
    /// The keyboard has gone to another point; the words are what it tells.
    void pointRead(const QString& words);
    /// A file could not be written.
    void failed(const engine::Error& error);
    /// The menu is about to appear; more may be added to it.
    void menuOpening(QMenu* menu);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent*) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent*) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void plot();
    /// Where the curves that count have points, ascending.
    QVector<double> places() const;
    void read(double x);
    void letGo();
    double middle() const;
    double xAt(const QPointF& place) const;
    void setRange(double low, double high);
    void askForFile(const QString& ending);
    QString title() const { return accessibleName(); }

    ChartHeading* m_heading;
    QCustomPlot* m_plot;
    std::unique_ptr<ChartPlot> m_drawing;
    QString m_unit;
    Content m_content;
    std::optional<std::pair<double, double>> m_range; ///< of x; empty: all
    std::optional<double> m_hover;
    std::optional<QPointF> m_pressed;
    std::pair<double, double> m_rangeWhenPressed;
    bool m_dragged = false;
};

} // namespace ui
