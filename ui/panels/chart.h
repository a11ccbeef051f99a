#pragma once

#include <QColor>
#include <QVector>
#include <QWidget>

class QCustomPlot;
class QCPGraph;
class QCPItemText;

namespace ui {

class Readout;

/// One small chart: a heading with the number that counts, and a plot of a few curves drawn as the look wants it:
/// no axis lines, three horizontal lines, labels inside the margins.
class Chart : public QWidget {
    Q_OBJECT

public:
    struct Curve {
        enum class Tone { Accent, Quiet, Dashed };
        Tone tone = Tone::Accent;
        QVector<double> x, y;
    };
    struct Mark {
        double x, y;
        QColor color;
        bool hollow;
    };
    struct Tick {
        double at;
        QString text;
    };
    struct Content {
        double xLow = 0, xHigh = 1, yLow = 0, yHigh = 1;
        bool xLogarithmic = false, yLogarithmic = false;
        QVector<Tick> xTicks, yTicks; ///< the first and the last of x are aligned with the ends
        QVector<Curve> curves;
        QVector<Mark> marks;
        QString note; ///< says what the dashed line is; stands where least is drawn
        QString empty; ///< shown instead of everything when not empty
    };

    Chart(const QString& objectName, const QString& title, const QString& unit, const QString& explanation,
          QWidget* parent = nullptr);

    Readout* readout() const { return m_readout; }
    void show(const Content& content);
    using QWidget::show;
    const Content& content() const { return m_content; }

    QSize minimumSizeHint() const override { return {180, 64}; }

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent*) override;

private:
    void plot();
    void placeNote();
    QCPItemText* placeText(const QString& text, const QPointF& place, Qt::Alignment alignment, bool xInPixels, bool yInPixels);

    Readout* m_readout;
    QCustomPlot* m_plot;
    Content m_content;
};

} // namespace ui
