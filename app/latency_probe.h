#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <vector>

namespace ui {
class TrainingController;
}

namespace app {

/// Lets `benchmark` measure how long the window leaves a person waiting while it trains: when the environment says for
/// how many seconds, a timer of 5 ms tells on standard output how late it came, and ends the program.
class LatencyProbe : public QObject {
    Q_OBJECT

public:
    /// Holds the seconds of training to measure.
    static constexpr char kVariable[] = "KINETOSCOPE_LATENCY";

    explicit LatencyProbe(const ui::TrainingController& training);

protected:
    void timerEvent(QTimerEvent*) override;

private:
    void report() const;

    const ui::TrainingController& m_training;
    double m_wanted;       ///< seconds
    double m_measured = 0; ///< seconds
    QElapsedTimer m_sinceTick;
    double m_opening = 0;           ///< longest wait before the training, milliseconds
    std::vector<double> m_lateness; ///< milliseconds
};

} // namespace app
