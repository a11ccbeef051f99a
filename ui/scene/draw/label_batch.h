#pragma once

#include "ui/scene/color.h"
#include "ui/scene/draw/batch.h"
#include "ui/scene/draw/vector_picture.h"

#include <map>
#include <optional>
#include <string_view>
#include <vector>

class vtkTextureObject;

namespace ui {

struct TextStyle {
    Typeface face = Typeface::Text;
    float size = 11; ///< logical pixels
    Color color;
    bool operator==(const TextStyle&) const = default;
};

/// Lines of text in the picture's own pixels, all in one texture and one call. Set on whole physical pixels, so that
/// type is as sharp as the window's.
class LabelBatch : public Batch {
public:
    static LabelBatch* New();
    vtkTypeMacro(LabelBatch, Batch);

    void setRaster(TextRaster* raster) { m_raster = raster; }

    /// Starts the next frame. Keeps its memory.
    void clear() { m_labels.clear(); }
    /// Units: logical pixels; `baseline` from the top.
    void add(std::string_view utf8, const TextStyle& style, float x, float baseline, Align align = Align::Left);
    /// Logical pixels the pen moves.
    float width(std::string_view utf8, const TextStyle& style) const;
    bool isEmpty() const override { return m_labels.empty(); }

    void record(VectorPicture& picture) const override;
    void ReleaseGraphicsResources(vtkWindow* window) override;

protected:
    LabelBatch();
    ~LabelBatch() override;
    void draw(vtkOpenGLRenderWindow& window) override;

private:
    struct Place {
        int x, y;
    };
    struct Label {
        std::string text;
        TextStyle style;
        float x, baseline;
        Align align;
        bool operator==(const Label&) const = default;
    };
    struct Vertex {
        float x, y, u, v;
        std::uint32_t rgba;
    };
    void layOut();
    bool arrange(); ///< false: the texture is full
    void empty();
    std::optional<Place> placed(const Label& label, float size, const TextImage& image);

    TextRaster* m_raster = nullptr;
    std::vector<Label> m_labels, m_laidOut;
    float m_laidOutRatio = 0;

    // The texture is filled row by row with what is new; when it is full it starts afresh with what is needed.
    std::map<std::tuple<Typeface, float, std::string>, Place> m_places;
    std::vector<std::uint8_t> m_pixels;
    int m_side = 0, m_penX = 0, m_penY = 0, m_rowHeight = 0;
    bool m_pixelsChanged = true, m_verticesChanged = true;

    std::vector<Vertex> m_vertices;
    vtkNew<vtkOpenGLBufferObject> m_buffer;
    vtkNew<vtkTextureObject> m_texture;
};

} // namespace ui
