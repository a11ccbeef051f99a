#pragma once

#include "ui/tools/drawing_settings.h"

#include <QObject>
#include <utility>

namespace ui {

/// The one copy of what the drawing tools are set to: bar, panel and commands change it, tools read it.
/// Thread: GUI.
class DrawingOptions : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    const DrawingSettings& settings() const { return m_settings; }
    /// Values beyond what makes sense are brought to its ends.
    void set(const DrawingSettings& settings);
    template <class Change> void edit(Change change) {
        DrawingSettings settings = m_settings;
        change(settings);
        set(settings);
    }

    /// What a radius of 1 means in the data's units.
    double scale() const { return m_scale; }
    void setScale(double dataPerHalfHeight);

signals:
    void changed();

private:
    DrawingSettings m_settings;
    double m_scale = 1;
};

} // namespace ui
