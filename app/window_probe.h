#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <cstdint>
#include <functional>
#include <vector>

namespace ui {
class SceneView;
class Studio;
class TrainingController;
}

namespace app {

/// Lets `benchmark` measure a window from inside: when the environment asks for it, a timer of 5 ms and the stage's own
/// frames tell on standard output, as JSON, how late the window answered, how soon and how often it drew, how fast it
/// trained and what memory it took; then the program ends.
class WindowProbe : public QObject {
    Q_OBJECT

public:
    /// Holds "training S", "playing S" or "choosing S": what to wait for, and how many seconds to measure from then on.
    /// Choosing takes an example from the gallery, when the window has come to rest, and waits for its training. Or
    /// "opening F": the file is opened in the window that is there, and what is measured ends a second after its points
    /// are drawn.
    static constexpr char kVariable[] = "KINETOSCOPE_MEASURE";

    /// What the gallery begins with.
    static constexpr char kExample[] = "three-fates";

    explicit WindowProbe(ui::Studio& studio);

protected:
    void timerEvent(QTimerEvent* event) override;

private:
    bool isUnderWay() const;
    void followOpening();
    /// One tick that came so long after the one before it, in milliseconds.
    void count(double wait);
    void frameDrawn();
    void chooseExample();
    void report() const;

    ui::Studio& m_studio;
    ui::TrainingController& m_training;
    const ui::SceneView& m_view;
    QString m_file;           ///< that is opened; empty otherwise
    bool m_isOpening = false; ///< it has begun
    double m_drawn = 0;       ///< when its points were drawn, seconds since it began
    QElapsedTimer m_sinceOpening;
    double m_cpu = 0, m_busy = 0; ///< of the processor that its thread has had, and most of it in one wait; milliseconds
    bool m_playing = false;     ///< wait for motion without training, otherwise for training
    double m_wanted = 0;        ///< seconds
    double m_measured = 0;      ///< seconds
    std::int64_t m_firstStep = 0;
    QElapsedTimer m_sinceTick, m_sinceStart, m_sinceFrame;
    double m_opening = 0;       ///< longest wait before what is measured, milliseconds
    double m_firstMotion = 0;   ///< from the start, or the choice, to the first frame in which something moves, seconds
    std::vector<double> m_lateness, m_frames; ///< milliseconds
};

} // namespace app
