#pragma once

#include <QObject>
#include <QWidget>

namespace app {

/// Lets `benchmark` measure how long the window takes to appear: when the environment says when the program was
/// launched, this tells on standard output how many seconds later the window was painted, and ends the program.
class StartUpProbe : public QObject {
    Q_OBJECT

public:
    /// Holds the launch time: nanoseconds of the system's steady clock.
    static constexpr char kVariable[] = "KINETOSCOPE_LAUNCHED";

    explicit StartUpProbe(QWidget& window);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    qint64 m_launched;
};

} // namespace app
