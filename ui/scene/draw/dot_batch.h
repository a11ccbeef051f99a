#pragma once

#include "ui/scene/draw/batch.h"
#include "ui/scene/draw/dot_raster.h"

#include <memory>
#include <vector>

class vtkTextureObject;

namespace ui {

/// The points of one or more DotBatches, on both sides of the bus.
class DotBuffer {
public:
    DotBuffer();
    ~DotBuffer();

    const std::vector<Dot>& dots() const { return m_dots; }
    /// To write into; everything is sent again before the next drawing. Keeps its memory.
    std::vector<Dot>& edit() {
        m_changed = true;
        ++m_revision;
        return m_dots;
    }
    /// Counts the edits.
    std::uint64_t revision() const { return m_revision; }
    /// With the context current. The buffer, up to date.
    vtkOpenGLBufferObject* uploaded();
    void release();

private:
    std::vector<Dot> m_dots;
    vtkNew<vtkOpenGLBufferObject> m_buffer;
    bool m_changed = true;
    std::uint64_t m_revision = 0;
};

/// Round points with smooth edges: filled, hollow, or as a soft glow or shadow. Point sprites; where OpenGL is software
/// and there are many of them, stamped by DotRaster into a texture that is kept until something changes.
class DotBatch : public Batch {
public:
    static DotBatch* New();
    vtkTypeMacro(DotBatch, Batch);

    void setBuffer(std::shared_ptr<DotBuffer> buffer) { m_buffer = std::move(buffer); }
    DotBuffer& buffer() { return *m_buffer; }
    void setStyle(const DotStyle& style) { m_style = style; }

    void record(VectorPicture& picture) const override;
    void ReleaseGraphicsResources(vtkWindow* window) override;

protected:
    DotBatch();
    ~DotBatch() override;
    bool isEmpty() const override { return m_buffer->dots().empty(); }
    void draw(vtkOpenGLRenderWindow& window) override;

private:
    Eigen::Matrix4f clipMatrix() const;
    void drawSprites(vtkOpenGLRenderWindow& window, const Eigen::Matrix4f& toClip);
    void drawStamped(vtkOpenGLRenderWindow& window, const Eigen::Matrix4f& toClip);

    std::shared_ptr<DotBuffer> m_buffer = std::make_shared<DotBuffer>();
    DotStyle m_style;

    DotRaster m_raster;
    vtkNew<vtkTextureObject> m_texture;
    struct Stamped {
        DotRaster::View view;
        DotStyle style;
        const DotBuffer* buffer;
        std::uint64_t revision;
        bool operator==(const Stamped&) const = default;
    };
    std::optional<Stamped> m_stamped; ///< what the texture shows
};

} // namespace ui
