#include "ui/scene/scene_report.h"

#include "ui/scene/number_text.h"

namespace ui {

std::string SceneReport::thinned() const {
    std::string text;
    const auto add = [&text](const char* what, engine::Index drawn, engine::Index all) {
        if (drawn < all)
            text += (text.empty() ? "" : ", ") + countText(drawn) + " of " + countText(all) + " " + what;
    };
    add("points", snapshotPointsDrawn, snapshotPoints);
    add("particles", particlesDrawn, particles);
    add("trails", trailsDrawn, trails);
    return text.empty() ? text : "drawn: " + text;
}

} // namespace ui
