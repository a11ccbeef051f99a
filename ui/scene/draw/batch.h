#pragma once

#include <Eigen/Geometry>
#include <functional>
#include <vtkNew.h>
#include <vtkProp.h>

class vtkOpenGLBufferObject;
class vtkOpenGLRenderWindow;
class vtkOpenGLVertexArrayObject;
class vtkShaderProgram;

namespace ui {

struct VectorPicture;

/// What all batches of a scene need to know about the frame being drawn.
struct BatchFrame {
    Eigen::Matrix4f worldToClip = Eigen::Matrix4f::Identity();
    Eigen::Vector4f depthPlane = Eigen::Vector4f::Zero(); ///< see ViewTransform::depthPlane, in world coordinates
    float width = 1, height = 1;                          ///< logical pixels
    float ratio = 1;                                      ///< physical pixels in a logical one
    bool inDepth = false;                                 ///< three dimensions: solid actors hide what is behind them
    std::size_t stampFrom = 5'000;                        ///< see SceneLimits::stampFrom

    /// Where a place in world coordinates lies. Units: logical pixels from the top left corner.
    Eigen::Vector2f toPixel(const Eigen::Vector3f& world) const {
        const Eigen::Vector4f clip = worldToClip * world.homogeneous();
        return {(clip.x() / clip.w() + 1) / 2 * width, (1 - clip.y() / clip.w()) / 2 * height};
    }
};

/// Many equal primitives drawn by one call with a shader of their own.
///
/// VTK's mappers turn points and lines into triangles on the way and cannot smooth their edges without multisampling,
/// which halves the frame rate of a software renderer. A batch is an ordinary prop, so it mixes with VTK's actors.
/// Drawn in the order in which batches were added to the renderer, blended, smooth at the edges. In three dimensions
/// solid actors of VTK hide a batch, but a batch hides nothing: smooth edges that wrote their depth would cut bright
/// rims into what is drawn behind them later. Within a batch, what is nearer is to come last.
class Batch : public vtkProp {
public:
    vtkAbstractTypeMacro(Batch, vtkProp);

    /// `frame` must outlive the batch.
    void setFrame(const BatchFrame* frame) { m_frame = frame; }
    /// After everything else, ignoring depth: labels, legend, tools.
    void setOverlay(bool overlay) { m_overlay = overlay; }

    int RenderOpaqueGeometry(vtkViewport* viewport) override;
    int RenderOverlay(vtkViewport* viewport) override;
    bool isOverlay() const { return m_overlay; }
    /// Adds what the batch draws as shapes; needs no OpenGL.
    virtual void record(VectorPicture& picture) const = 0;
    double* GetBounds() override { return nullptr; } // never decides what the camera sees
    void ReleaseGraphicsResources(vtkWindow* window) override;

protected:
    Batch();
    ~Batch() override;

    virtual bool isEmpty() const = 0;
    virtual void draw(vtkOpenGLRenderWindow& window) = 0;

    const BatchFrame& frame() const { return *m_frame; }
    /// Binds a program and, on its first use, the layout of the vertices by `describe`. Null when it does not compile.
    vtkShaderProgram* ready(vtkOpenGLRenderWindow& window, const char* vertexCode, const char* fragmentCode,
                            const std::function<void(vtkShaderProgram*, vtkOpenGLVertexArrayObject*)>& describe);
    void doneDrawing();

private:
    int render(vtkViewport* viewport);

    const BatchFrame* m_frame = nullptr;
    bool m_overlay = false;
    vtkNew<vtkOpenGLVertexArrayObject> m_layout;
    vtkShaderProgram* m_described = nullptr;
};

} // namespace ui
