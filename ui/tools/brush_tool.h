#pragma once

#include "ui/tools/drawing_context.h"
#include "ui/tools/stroke_sampler.h"

#include <QElapsedTimer>
#include <optional>

namespace ui {

/// Paints points into the current snapshot. A stroke is one step of the history; the data, and with them the training,
/// follow while it is drawn.
class BrushTool : public Tool {
public:
    explicit BrushTool(DrawingContext context) : m_context(std::move(context)) {}

    void press(const PointerEvent& event) override;
    void move(const PointerEvent& event) override;
    void release(const PointerEvent& event) override;
    void leave() override { m_pointer.reset(); }
    void cancel() override;
    void show(OverlayView& overlay) const override;
    QCursor cursor() const override { return Qt::BlankCursor; }

private:
    struct Stroke {
        Stroke(Document& document, const QString& text, const StrokeSampler& sampler, const Eigen::Vector2d& start)
            : gesture(document, text), sampler(sampler), last(start) {}
        Document::Gesture gesture;
        StrokeSampler sampler;
        Eigen::Vector2d last;
    };
    StrokeSampler::Brush brushAt(double pressure) const;
    void lay(const engine::Points& points);
    /// Hands the points laid so far to the document.
    void commit();

    DrawingContext m_context;
    std::optional<Stroke> m_stroke;
    engine::Points m_fresh{2, 0}; ///< laid, not yet in the document
    QElapsedTimer m_sinceCommit;
    std::optional<Eigen::Vector2d> m_pointer;
    double m_pressure = 1; ///< at the pointer
    std::uint64_t m_strokes = 0;
};

} // namespace ui
