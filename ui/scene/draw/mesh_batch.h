#pragma once

#include "ui/scene/draw/batch.h"

#include <cstdint>
#include <vector>

namespace ui {

/// Triangles in space with a colour at each corner. Unlike other batches they hide what is behind them, except where
/// they are nearly transparent.
class MeshBatch : public Batch {
public:
    static MeshBatch* New();
    vtkTypeMacro(MeshBatch, Batch);

    /// Laid out as the shader reads it. World coordinates.
    struct Vertex {
        float x, y, z;
        std::uint32_t rgba;
    };
    /// To write into; sent again before the next drawing. Keeps its memory.
    std::vector<Vertex>& edit() {
        m_changed = true;
        return m_vertices;
    }
    /// The triangles of a grid of vertices, x fastest.
    void setGrid(int nx, int ny);
    void clear() { m_vertices.clear(); }

    void record(VectorPicture& picture) const override;
    void ReleaseGraphicsResources(vtkWindow* window) override;

protected:
    MeshBatch();
    ~MeshBatch() override;
    bool isEmpty() const override { return m_vertices.empty() || m_indices.empty(); }
    void draw(vtkOpenGLRenderWindow& window) override;

private:
    std::vector<Vertex> m_vertices;
    std::vector<std::uint32_t> m_indices;
    int m_nx = 0, m_ny = 0;
    vtkNew<vtkOpenGLBufferObject> m_vertexBuffer, m_indexBuffer;
    bool m_changed = true, m_gridChanged = true;
};

} // namespace ui
