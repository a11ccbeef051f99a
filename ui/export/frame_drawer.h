#pragma once

#include "ui/export/animation_renderer.h"
#include "ui/export/pane_composer.h"
#include "ui/export/vector_file.h"

#include <memory>

namespace ui {

class SceneCapture;

/// Draws moments of a project as they stand in a file: the scene of one run, or the panes of several beside each other.
/// Thread: one. The project must outlive it.
class FrameDrawer {
public:
    /// Shape:  as many results as the project has runs.
    /// Errors: Error{NoGraphics}.
    FrameDrawer(const Project& project, std::vector<SceneResults> results, const AnimationSettings& settings);
    ~FrameDrawer();

    /// Units: `time` as in the data; `seconds` since the film began. `backward`: time runs so, and trails lie on the
    /// other side.
    Image draw(double time, bool backward = false, double seconds = 0);
    /// The same as shapes; a pane with surfaces that hide what is behind them is one picture of pixels.
    std::vector<VectorPane> drawShapes(double time);

private:
    std::vector<SceneState> compose(double time, bool backward, double seconds);

    const Project& m_project;
    std::vector<SceneResults> m_results;
    AnimationSettings m_settings;
    PaneComposer m_composer;
    std::vector<std::unique_ptr<SceneCapture>> m_captures; ///< one a pane: each remembers what it has drawn
};

} // namespace ui
