#pragma once

#include "ui/tools/space/plane_tool.h"
#include "ui/tools/space/space_stroke_sampler.h"

#include <QElapsedTimer>

namespace ui {

/// Paints points into the current snapshot where the pointer's ray meets the work plane, or the points under it. A
/// stroke is one step of the history; the data, and with them the training, follow while it is drawn.
class SpaceBrushTool : public PlaneTool {
public:
    using PlaneTool::PlaneTool;

    void leave() override;
    void cancel() override;
    void show(OverlayView& overlay) const override;

protected:
    void begin(const PointerEvent& event) override;
    void carryOn(const PointerEvent& event) override;
    void end(const PointerEvent& event) override;
    bool isBusy() const override { return m_stroke.has_value(); }

private:
    struct Stroke {
        Stroke(Document& document, const QString& text, const SpaceStrokeSampler& sampler,
               const Eigen::Vector3d& start)
            : gesture(document, text), sampler(sampler), last(start) {}
        Document::Gesture gesture;
        SpaceStrokeSampler sampler;
        Eigen::Vector3d last;
    };
    SpaceStrokeSampler::Brush brushAt(double pressure) const;
    void lay(const engine::Points& points);
    void commit();

    std::optional<Stroke> m_stroke;
    engine::Points m_fresh{3, 0}; ///< laid, not yet in the document
    QElapsedTimer m_sinceCommit;
    std::optional<Eigen::Vector3d> m_pointer;
    std::uint64_t m_strokes = 0;
};

} // namespace ui
