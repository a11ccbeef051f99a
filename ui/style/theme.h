#pragma once

#include "ui/scene/scene_theme.h"
#include "ui/style/tokens.h"

#include <QObject>
#include <QPalette>

namespace ui {

/// The look of the whole program: colours, style sheet and durations, switchable while it runs. One a process, like
/// the QApplication it dresses.
/// Thread: GUI.
class Theme : public QObject {
    Q_OBJECT

public:
    enum class Choice { FollowSystem, Dark, Light, Contrast };
    Q_ENUM(Choice)
    /// Lengths of movements in the interface; the animation of data is not one of them.
    enum class Motion { Fast = 90, Base = 160, Slow = 240, Camera = 350 };

    /// Needs a QApplication. The first call installs the style and the dark theme.
    static Theme& instance();

    void choose(Choice choice);
    Choice choice() const { return m_choice; }
    Scheme scheme() const { return m_scheme; }
    bool isDark() const { return m_scheme != Scheme::Light; }
    /// What the stage is drawn with.
    SceneTheme scene() const;

    const Colors& colors() const { return m_palette.colors; }
    const DataColors& data() const { return m_palette.data; }
    /// Colour of the index-th of `count` snapshots in order of time.
    QColor snapshotColor(int index, int count) const;

    void setReducedMotion(bool reduced) { m_reducedMotion = reduced; }
    bool reducedMotion() const { return m_reducedMotion; }
    /// Milliseconds, 0 when motion is reduced.
    int duration(Motion motion) const { return m_reducedMotion ? 0 : int(motion); }

    static QPalette qtPalette(const Colors& colors);
    /// The style sheet with every `@name` replaced by the colour's value.
    static QString styleSheet(const Colors& colors);

signals:
    /// Colours are new: widgets that paint themselves have been updated already, pictures must be drawn again.
    void changed();

private:
    Theme();
    void wear(Scheme scheme);

    Choice m_choice = Choice::Dark;
    Scheme m_scheme = Scheme::Dark;
    bool m_reducedMotion = false;
    Pigments m_palette;
};

/// Short for Theme::instance(), for painting code.
inline Theme& theme() { return Theme::instance(); }

} // namespace ui
