#pragma once

#include "ui/document/selection.h"
#include "ui/tools/drawing_context.h"

namespace tests {

/// A hand that draws without a window: what a tool is told when a pointer goes along a line in the data's plane, where
/// a pixel is a hundredth, half the view's height 1 and the step of the axes ½.
class DrawingHand {
public:
    DrawingHand() : selection(document) {
        ui::Project project;
        for (const double time : {0.0, 1.0}) {
            engine::Snapshot snapshot;
            snapshot.time = time;
            project.dataset.snapshots.push_back(snapshot);
        }
        document.setProject(project);
        selection.setCurrentSnapshot(0);
    }

    ui::DrawingContext context() {
        return {document,
                selection,
                [this] { return settings; },
                [] { return 1.0; },
                [this] { return viewCenter; },
                [] { return 0.01; },
                [] { return 0.5; },
                {},
                [] { return ui::Color{}; },
                [this](const engine::Error& error) { refusal = error; }};
    }

    static ui::PointerEvent at(const Eigen::Vector2d& place, Qt::MouseButton button = Qt::NoButton,
                               Qt::KeyboardModifiers modifiers = {}) {
        ui::PointerEvent event;
        event.data = {place.x(), place.y(), 0};
        event.unitsPerPixel = 0.01;
        event.button = button;
        event.modifiers = modifiers;
        return event;
    }

    static void drag(ui::Tool& tool, const std::vector<Eigen::Vector2d>& line, Qt::KeyboardModifiers modifiers = {}) {
        tool.press(at(line.front(), Qt::LeftButton, modifiers));
        for (const Eigen::Vector2d& place : line)
            tool.move(at(place, Qt::NoButton, modifiers));
        tool.release(at(line.back(), Qt::LeftButton, modifiers));
    }

    static void click(ui::Tool& tool, const Eigen::Vector2d& place, Qt::KeyboardModifiers modifiers = {}) {
        drag(tool, {place}, modifiers);
    }

    engine::Points points(int snapshot = 0) const {
        return document.project().dataset.snapshots[std::size_t(snapshot)].points.points();
    }
    engine::Index count(int snapshot = 0) const {
        return document.project().dataset.snapshots[std::size_t(snapshot)].points.size();
    }

    ui::Document document;
    ui::Selection selection;
    ui::DrawingSettings settings{.brush = {.radius = 0.1, .density = 50, .softness = 0}};
    Eigen::Vector2d viewCenter{0, 0};
    std::optional<engine::Error> refusal;
};

} // namespace tests
