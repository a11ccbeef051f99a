#pragma once

#include "ui/document/document.h"
#include "ui/panels/tool_options.h"
#include "ui/tools/stroke_sampler.h"
#include "ui/tools/tool.h"

#include <QElapsedTimer>
#include <functional>
#include <optional>

namespace ui {

class Selection;

/// What the drawing tools need to know about their surroundings.
struct DrawingContext {
    Document& document;
    Selection& selection;
    std::function<BrushSettings()> settings;
    /// Half of the view's height, in data units: what brush sizes are parts of.
    std::function<double()> halfHeight;
    /// Colour of the snapshot drawn into.
    std::function<Color()> color;
    /// An edit was refused.
    std::function<void(const engine::Error&)> refused;

    double radius() const { return settings().radius * halfHeight(); }
};

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
        Stroke(Document& document, const QString& text, const StrokeSampler& sampler, const Eigen::Vector2d& start,
               int snapshot)
            : gesture(document, text), sampler(sampler), last(start), snapshot(snapshot) {}
        Document::Gesture gesture;
        StrokeSampler sampler;
        Eigen::Vector2d last;
        int snapshot;
    };
    void lay(const engine::Points& points);
    /// Hands the points laid so far to the document.
    void commit();

    DrawingContext m_context;
    std::optional<Stroke> m_stroke;
    engine::Points m_fresh{2, 0}; ///< laid, not yet in the document
    QElapsedTimer m_sinceCommit;
    std::optional<Eigen::Vector2d> m_pointer;
    std::uint64_t m_strokes = 0;
};

/// Rubs points of the current snapshot out.
class EraserTool : public Tool {
public:
    explicit EraserTool(DrawingContext context) : m_context(std::move(context)) {}

    void press(const PointerEvent& event) override;
    void move(const PointerEvent& event) override;
    void release(const PointerEvent& event) override;
    void leave() override { m_pointer.reset(); }
    void cancel() override;
    void show(OverlayView& overlay) const override;
    QCursor cursor() const override { return Qt::BlankCursor; }

private:
    void rub(const Eigen::Vector2d& from, const Eigen::Vector2d& to);

    DrawingContext m_context;
    std::optional<Document::Gesture> m_gesture;
    Eigen::Vector2d m_last;
    std::optional<Eigen::Vector2d> m_pointer;
};

} // namespace ui
