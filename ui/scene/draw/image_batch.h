#pragma once

#include "ui/scene/draw/batch.h"

#include <cstdint>
#include <vector>

class vtkTextureObject;

namespace ui {

/// A picture on the plane z = 0 in world coordinates, smooth between its pixels: heat maps.
class ImageBatch : public Batch {
public:
    static ImageBatch* New();
    vtkTypeMacro(ImageBatch, Batch);

    /// To write into, four bytes red, green, blue, alpha a pixel, rows from the lowest y up; sent again before the next
    /// drawing. Keeps its memory.
    std::vector<std::uint32_t>& edit(int width, int height);
    /// Where the middles of the first and the last pixel lie, in world coordinates.
    void setPlace(const Eigen::Vector2f& lower, const Eigen::Vector2f& upper) { m_lower = lower, m_upper = upper; }
    void clear() { m_width = m_height = 0; }

    void record(VectorPicture& picture) const override;
    void ReleaseGraphicsResources(vtkWindow* window) override;

protected:
    ImageBatch();
    ~ImageBatch() override;
    bool isEmpty() const override { return m_width < 2 || m_height < 2; }
    void draw(vtkOpenGLRenderWindow& window) override;

private:
    std::vector<std::uint32_t> m_pixels;
    int m_width = 0, m_height = 0;
    Eigen::Vector2f m_lower, m_upper;
    vtkNew<vtkTextureObject> m_texture;
    bool m_changed = true;
};

} // namespace ui
