#pragma once

#include "ui/tools/drawing_context.h"

#include <optional>

namespace ui {

/// Stamps a population: a click in the size that is set, a drag from its middle to the size and turn one wants (Shift:
/// multiples of 15°). The points shown under the pointer are those that will be there.
class StampTool : public Tool {
public:
    explicit StampTool(DrawingContext context) : m_context(std::move(context)) {}

    void press(const PointerEvent& event) override;
    void move(const PointerEvent& event) override;
    void release(const PointerEvent& event) override;
    void leave() override { m_pointer.reset(); }
    void cancel() override { m_center.reset(); }
    void show(OverlayView& overlay) const override;
    QCursor cursor() const override { return Qt::CrossCursor; }

    /// Stamps as the settings say, with its middle there: for those who type the place.
    void placeAt(const Eigen::Vector2d& center);
    /// What a stamp is called in the history and in the panel.
    static QString nameOf(StampKind kind);

private:
    struct Pose {
        Eigen::Vector2d center;
        double radius, angle; ///< radians
    };
    Pose restingAt(const Eigen::Vector2d& center) const;
    Pose pose() const;
    /// The stamp's own points, made anew when the settings changed. May throw what stampPoints() does.
    const engine::Points& unitPoints() const;
    engine::Points pointsAt(const Pose& pose) const;
    void stamp(const Pose& pose);

    DrawingContext m_context;
    std::optional<Eigen::Vector2d> m_pointer, m_center;
    Eigen::Vector2d m_corner = Eigen::Vector2d::Zero(); ///< where the drag has come to
    bool m_steps = false;                               ///< turns in multiples of 15°
    std::uint64_t m_stamps = 0;
    struct Made {
        StampSettings settings;
        std::uint64_t number;
        engine::Points points;
    };
    mutable std::optional<Made> m_made;
};

} // namespace ui
