#include "ui/export/frame_drawer.h"

#include "ui/scene/scene_capture.h"

#include <cmath>
#include <cstring>

namespace ui {

namespace {

Image filled(int width, int height, const Color& color) {
    Image image{width, height, std::vector<std::uint8_t>(std::size_t(width) * std::size_t(height) * 4)};
    const std::uint32_t pixel = packed(color.withAlpha(1));
    for (std::size_t i = 0; i < image.rgba.size(); i += 4)
        std::memcpy(image.rgba.data() + i, &pixel, 4);
    return image;
}

void paste(const Image& part, Image& whole, int x, int y) {
    for (int row = 0; row < part.height; ++row)
        std::memcpy(whole.rgba.data() + (std::size_t(y + row) * std::size_t(whole.width) + std::size_t(x)) * 4,
                    part.row(row), std::size_t(part.width) * 4);
}

std::vector<PaneRectangle> placesOf(std::size_t panes, const AnimationSettings& settings) {
    if (panes == 1)
        return {{0, 0, settings.width, settings.height}};
    const int line = std::max(1, int(std::lround(settings.effectiveScale())));
    return paneRectangles(int(panes), settings.width, settings.height, line);
}

} // namespace

FrameDrawer::FrameDrawer(const Project& project, std::vector<SceneResults> results, const AnimationSettings& settings)
    : m_project(project), m_results(std::move(results)), m_settings(settings) {
    for (std::size_t i = 0; i < m_results.size(); ++i)
        m_captures.push_back(std::make_unique<SceneCapture>());
}

FrameDrawer::~FrameDrawer() = default;

std::vector<SceneState> FrameDrawer::compose(double time, bool backward, double seconds) {
    std::vector<SceneState> panes =
        m_composer.composeForFile(m_project, m_results, m_settings.theme, time, m_settings.extras);
    for (SceneState& state : panes) {
        state.pixelRatio = m_settings.effectiveScale();
        state.motion.backward = backward;
        state.now = seconds;
    }
    return panes;
}

Image FrameDrawer::draw(double time, bool backward, double seconds) {
    const std::vector<SceneState> panes = compose(time, backward, seconds);
    if (panes.size() == 1)
        return m_captures.front()->draw(panes.front(), m_settings.width, m_settings.height);
    Image picture = filled(m_settings.width, m_settings.height, m_settings.theme.border);
    const std::vector<PaneRectangle> places = placesOf(panes.size(), m_settings);
    for (std::size_t i = 0; i < panes.size(); ++i)
        paste(m_captures[i]->draw(panes[i], places[i].width, places[i].height), picture, places[i].x, places[i].y);
    return picture;
}

std::vector<VectorPane> FrameDrawer::drawShapes(double time) {
    const std::vector<SceneState> panes = compose(time, false, 0);
    const std::vector<PaneRectangle> places = placesOf(panes.size(), m_settings);
    std::vector<VectorPane> result;
    for (std::size_t i = 0; i < panes.size(); ++i) {
        const auto [x, y, width, height] = places[i];
        Scene scene;
        scene.update(panes[i], width, height);
        VectorPicture picture = scene.record();
        if (!picture.isWhole)
            picture.parts = {VectorPicture::Pixels{
                m_captures[i]->draw(panes[i], width, height), {0, 0}, {picture.width, picture.height}}};
        result.push_back({places[i], std::move(picture)});
    }
    return result;
}

} // namespace ui
