#pragma once

#include "ui/scene/color.h"
#include "ui/scene/draw/batch.h"

#include <memory>
#include <optional>
#include <vector>

namespace ui {

/// One round point. Laid out as the shader reads it.
/// Units: diameter in logical pixels.
struct Dot {
    float x, y, z;
    float diameter;
    std::uint32_t rgba;
};

/// The points of one or more DotBatches, on both sides of the bus.
class DotBuffer {
public:
    DotBuffer();
    ~DotBuffer();

    const std::vector<Dot>& dots() const { return m_dots; }
    /// To write into; everything is sent again before the next drawing. Keeps its memory.
    std::vector<Dot>& edit() {
        m_changed = true;
        return m_dots;
    }
    /// With the context current. The buffer, up to date.
    vtkOpenGLBufferObject* uploaded();
    void release();

private:
    std::vector<Dot> m_dots;
    vtkNew<vtkOpenGLBufferObject> m_buffer;
    bool m_changed = true;
};

/// Round points with smooth edges, as point sprites: filled, hollow, or as a soft glow or shadow.
class DotBatch : public Batch {
public:
    enum class Shape { Disc, Ring, Glow };
    struct Style {
        Shape shape = Shape::Disc;
        float stroke = 1.25F;       ///< of a ring, logical pixels
        float reach = 1;            ///< of a glow: its diameter over the dot's
        std::optional<Color> color; ///< instead of each dot's own
        bool pixels = false;        ///< x, y are logical pixels from the top left corner instead of world coordinates
        std::optional<float> floor; ///< all dots at this z: a shadow
        /// Depth cue: factors of diameter and opacity for the nearest and the farthest.
        float sizeNear = 1, sizeFar = 1, opacityNear = 1, opacityFar = 1;
    };

    static DotBatch* New();
    vtkTypeMacro(DotBatch, Batch);

    void setBuffer(std::shared_ptr<DotBuffer> buffer) { m_buffer = std::move(buffer); }
    DotBuffer& buffer() { return *m_buffer; }
    void setStyle(const Style& style) { m_style = style; }

    void ReleaseGraphicsResources(vtkWindow* window) override;

protected:
    DotBatch();
    ~DotBatch() override;
    bool isEmpty() const override { return m_buffer->dots().empty(); }
    void draw(vtkOpenGLRenderWindow& window) override;

private:
    std::shared_ptr<DotBuffer> m_buffer = std::make_shared<DotBuffer>();
    Style m_style;
};

} // namespace ui
