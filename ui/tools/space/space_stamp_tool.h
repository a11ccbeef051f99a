#pragma once

#include "ui/tools/space/plane_tool.h"

namespace ui {

/// Stamps a shape in space: a click in the size that is set, a drag from its middle to the size one wants. Its axis
/// stands on the work plane. The points shown under the pointer are those that will be there.
class SpaceStampTool : public PlaneTool {
public:
    using PlaneTool::PlaneTool;

    void leave() override;
    void cancel() override;
    void show(OverlayView& overlay) const override;

    /// Stamps as the settings say, with its middle there: for those who type the place.
    void placeAt(const Eigen::Vector3d& center);

protected:
    void begin(const PointerEvent& event) override;
    void carryOn(const PointerEvent& event) override;
    void end(const PointerEvent& event) override;
    bool isBusy() const override { return m_center.has_value(); }

private:
    /// The stamp's own points, made anew when the settings changed. May throw what spaceStampPoints() does.
    const engine::Points& unitPoints() const;
    engine::Points pointsAt(const Eigen::Vector3d& center, double radius) const;
    double radius() const;
    void stamp(const Eigen::Vector3d& center, double radius);

    std::optional<Eigen::Vector3d> m_pointer, m_center;
    Eigen::Vector2d m_from = Eigen::Vector2d::Zero(), m_to = Eigen::Vector2d::Zero(); ///< pixels of the drag
    double m_unitsPerPixel = 1;
    std::uint64_t m_stamps = 0;
    struct Made {
        StampSettings settings;
        std::uint64_t number;
        engine::Points points;
    };
    mutable std::optional<Made> m_made;
};

} // namespace ui
