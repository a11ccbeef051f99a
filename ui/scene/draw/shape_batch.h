#pragma once

#include "ui/scene/color.h"
#include "ui/scene/draw/batch.h"

#include <cstdint>
#include <span>
#include <vector>

namespace ui {

/// A point of a stroke. Units: logical pixels from the top left corner; depth as OpenGL's, −1 near … 1 far.
struct StrokePoint {
    float x, y;
    float depth = 0;
    float width = 1;
    std::uint32_t rgba = 0;
};

/// Strokes and filled shapes in the picture's own pixels, smooth at the edges: trails, arrows, grid lines, panels.
/// Strokes are ribbons as wide as the stroke and a pixel more; the fragment shader fades the rim.
class ShapeBatch : public Batch {
public:
    static ShapeBatch* New();
    vtkTypeMacro(ShapeBatch, Batch);

    /// Starts the next frame. Keeps its memory.
    void clear();
    void reserve(std::size_t vertices);

    void stroke(std::span<const StrokePoint> points);
    /// Half a disc beyond the end of a stroke, seen from `before`.
    void roundEnd(const StrokePoint& before, const StrokePoint& end);
    void line(float x0, float y0, float x1, float y1, float width, Color color);
    /// A closed circle; with `dash` above 0, dashes and gaps of about so many pixels.
    void circle(float x, float y, float radius, float width, Color color, float dash = 0);
    void rectangle(float x, float y, float w, float h, float strokeWidth, Color color);
    /// Convex.
    void fill(std::span<const Eigen::Vector2f> corners, Color color);
    void fillRectangle(float x, float y, float w, float h, Color color, float cornerRadius = 0);
    /// From left to right between two colours.
    void fillGradient(float x, float y, float w, float h, Color left, Color right);

    void record(VectorPicture& picture) const override;
    void ReleaseGraphicsResources(vtkWindow* window) override;

protected:
    ShapeBatch();
    ~ShapeBatch() override;
    bool isEmpty() const override { return m_indices.empty(); }
    void draw(vtkOpenGLRenderWindow& window) override;

private:
    struct Vertex {
        float x, y, depth;
        float across;    ///< signed distance from the middle of the stroke
        float halfWidth; ///< of the stroke; very wide for fills
        std::uint32_t rgba;
    };
    void quad(std::uint32_t first);

    std::vector<Vertex> m_vertices;
    std::vector<std::uint32_t> m_indices;
    vtkNew<vtkOpenGLBufferObject> m_vertexBuffer, m_indexBuffer;
    bool m_changed = true;
};

} // namespace ui
