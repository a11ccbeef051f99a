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

} // namespace

FrameDrawer::FrameDrawer(const Project& project, std::vector<SceneResults> results, const AnimationSettings& settings)
    : m_project(project), m_results(std::move(results)), m_settings(settings) {
    for (std::size_t i = 0; i < m_results.size(); ++i)
        m_captures.push_back(std::make_unique<SceneCapture>());
}

FrameDrawer::~FrameDrawer() = default;

Image FrameDrawer::draw(double time, bool backward) {
    std::vector<SceneState> panes =
        m_composer.composeForFile(m_project, m_results, m_settings.theme, time, m_settings.extras);
    for (SceneState& state : panes) {
        state.pixelRatio = m_settings.effectiveScale();
        state.motion.backward = backward;
    }
    if (panes.size() == 1)
        return m_captures.front()->draw(panes.front(), m_settings.width, m_settings.height);
    Image picture = filled(m_settings.width, m_settings.height, m_settings.theme.border);
    const int line = std::max(1, int(std::lround(m_settings.effectiveScale())));
    const auto places = paneRectangles(int(panes.size()), m_settings.width, m_settings.height, line);
    for (std::size_t i = 0; i < panes.size(); ++i)
        paste(m_captures[i]->draw(panes[i], places[i].width, places[i].height), picture, places[i].x, places[i].y);
    return picture;
}

} // namespace ui
