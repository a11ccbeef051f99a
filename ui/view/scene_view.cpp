#include "ui/view/scene_view.h"

#include "engine/core/error.h"
#include "engine/core/vector_registers.h"
#include "ui/document/engine_words.h"
#include "ui/scene/scene.h"
#include "ui/view/gl_probe.h"
#include "ui/view/raster_widget.h"
#include "ui/view/thinned_text.h"
#include "ui/view/vtk_widget.h"

#include <QCoreApplication>
#include <QLabel>
#include <QScreen>
#include <QSurfaceFormat>
#include <QVBoxLayout>
#include <cmath>
#include <thread>

namespace ui {

namespace {

constexpr double kJumpSeconds = 0.35, kBlendSeconds = 0.16;
constexpr double kMessages = 64; // pixels above what fits: a message and the name of an axis lie beside the data

Eigen::Vector2d vector(QPointF p) { return {p.x(), p.y()}; }

} // namespace

void SceneView::prepareApplication() {
    // Where there are two processors a software renderer with threads of its own takes both from the training for a
    // picture that one draws in time: without them more steps are kept, and the picture is no later.
    constexpr unsigned kFew = 2;
    if (std::thread::hardware_concurrency() <= kFew && !qEnvironmentVariableIsSet("LP_NUM_THREADS"))
        qputenv("LP_NUM_THREADS", "0");
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts); // views survive a move to another window
    QSurfaceFormat format;
    format.setRenderableType(QSurfaceFormat::OpenGL);
    format.setVersion(3, 2);
    format.setProfile(QSurfaceFormat::CoreProfile);
    format.setSamples(0);
    QSurfaceFormat::setDefaultFormat(format);
}

SceneView::SceneView(QWidget* parent) : QWidget(parent), m_scene(std::make_unique<Scene>()) {
    setObjectName(QStringLiteral("stage"));
    setAccessibleName(tr("Stage"));
    setAccessibleDescription(tr("Points, particles and trails. Arrow keys move or turn the view, plus and minus zoom, "
                                "Home shows everything."));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    CameraRig::Margins margins;
    margins.top = kMessages;
    m_rig.setMargins(margins);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_clock.start();
    m_nextFrame.setSingleShot(true);
    m_nextFrame.setTimerType(Qt::PreciseTimer);
    connect(&m_nextFrame, &QTimer::timeout, this, [this] {
        if (m_surface)
            m_surface->requestFrame();
    });
    chooseSurface();
}

SceneView::~SceneView() = default;

void SceneView::chooseSurface() {
    const QByteArray wish = qgetenv("KINETOSCOPE_VIEW");
    QStringList problems;
    const auto raster = [&] {
        try {
            adopt(std::make_unique<RasterWidget>());
        } catch (const engine::Error& error) {
            problems += translated(error);
        }
        return m_surface != nullptr;
    };
    const auto gl = [&] {
        if (probeGl().usable)
            adopt(std::make_unique<VtkWidget>());
        else
            problems += probeGl().problem;
        return m_surface != nullptr;
    };
    if (wish == "none")
        problems += tr("OpenGL is switched off by KINETOSCOPE_VIEW=none.");
    else if (wish == "raster")
        raster();
    else if (wish == "gl")
        gl();
    else if (probeGl().usable && !probeGl().software)
        gl() || raster();
    else
        raster() || gl();
    if (!m_surface)
        giveUp(problems.join(' '));
}

void SceneView::adopt(std::unique_ptr<SceneSurface> surface) {
    m_surface = std::move(surface);
    m_surface->setRenderer(m_scene->renderer());
    m_surface->aboutToDraw = [this](QSize pixels) { takeOver(pixels); };
    m_surface->drawn = [this](double milliseconds) { finished(milliseconds); };
    // Not at once: it may be called amid the surface's own painting.
    m_surface->failed = [this](const QString& why) {
        QMetaObject::invokeMethod(
            this, [this, why] { giveUp(why); }, Qt::QueuedConnection);
    };
    QWidget* widget = m_surface->widget();
    widget->setAttribute(Qt::WA_TransparentForMouseEvents); // all input comes here
    widget->setFocusPolicy(Qt::NoFocus);
    layout()->addWidget(widget);
}

void SceneView::giveUp(const QString& why) {
    m_surface.reset();
    m_problem = why;
    if (!m_message) {
        m_message = new QLabel(this);
        m_message->setObjectName(QStringLiteral("stageMessage"));
        m_message->setWordWrap(true);
        m_message->setAlignment(Qt::AlignCenter);
        m_message->setMargin(24);
        m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
        layout()->addWidget(m_message);
    }
    m_message->setText(tr("The stage cannot be drawn.") + QStringLiteral("\n\n") + why + QStringLiteral("\n\n") +
                       tr("Training, editing by numbers and saving work on without it."));
    m_message->setAccessibleName(m_message->text());
    emit graphicsUnavailable(why);
}

QString SceneView::graphicsDescription() const { return m_surface ? m_surface->description() : m_problem; }

// ---- state and frames ----------------------------------------------------------------------------------------------

void SceneView::setState(const SceneState& state) {
    m_state = state;
    const bool afresh = state.dimension != m_rig.dimension();
    m_rig.setContents(state.dimension, state.bounds, !m_leftNavigates || m_holdsCamera);
    m_rig.setPerspective(!state.orthographic, now(), afresh ? 0 : jumpSeconds());
    requestRender();
}

void SceneView::setTime(double time) {
    if (m_state.time == time)
        return;
    m_state.time = time;
    requestRender();
}

void SceneView::setOverlay(const OverlayView& overlay) {
    m_state.overlay = overlay;
    requestRender();
}

void SceneView::requestRender() {
    if (m_nextFrame.isActive())
        return;
    m_nextFrame.start(std::max(0, int(std::ceil((m_nextDue - now()) * 1000))));
}

double SceneView::framePeriod() const {
    if (m_cap > 0)
        return 1.0 / m_cap;
    return 1 / (screen() && screen()->refreshRate() >= 30 ? screen()->refreshRate() : 60);
}

void SceneView::takeOver(QSize pixels) {
    emit frameBegins();
    engine::releaseVectorRegisters(); // painting the rest of the window used them
    const double ratio = devicePixelRatioF(), time = now();
    m_rig.setViewport(pixels.width() / ratio, pixels.height() / ratio);
    const bool jumping = m_rig.advance(time);
    m_state.camera = m_rig.pose();
    m_state.pixelRatio = ratio;
    m_state.now = time;
    const SceneLimits limits = m_state.limits;
    m_state.limits = m_governor.reduced(limits, m_statistics.report);
    m_state.blendSeconds = m_reducedMotion ? 0 : kBlendSeconds;
    const bool moving = m_state.streams.moving;
    m_state.streams.moving = moving && !m_reducedMotion;
    m_scene->update(m_state, pixels.width(), pixels.height());
    m_state.limits = limits;
    m_state.streams.moving = moving;
    // Counted from when this frame was due: what a timer of whole milliseconds came late is made good by the next.
    m_nextDue = std::max(m_nextDue, time - framePeriod() / 4) + framePeriod();
    if (jumping)
        emit cameraChanged();
    if (jumping || m_scene->isAnimated())
        requestRender();
}

void SceneView::finished(double milliseconds) {
    const double time = now();
    std::erase_if(m_frameTimes, [time](double t) { return t < time - 1; });
    m_frameTimes.push_back(time);
    m_statistics.milliseconds = milliseconds;
    m_statistics.framesPerSecond = m_frameTimes.size() > 1 ? double(m_frameTimes.size()) : 0;
    if (m_statistics.report != m_scene->report()) {
        m_statistics.report = m_scene->report();
        m_statistics.thinned = thinnedText(m_statistics.report);
    }
    m_governor.frameTook(milliseconds, time);
    emit frameDrawn();
}

QImage SceneView::grabImage(QSize pixels) {
    if (!m_surface)
        return {};
    if (pixels.isEmpty())
        pixels = (QSizeF(size()) * devicePixelRatioF()).toSize();
    QImage image = m_surface->grab(pixels);
    m_rig.setViewport(width(), height());
    return image;
}

void SceneView::drawUnseen(const SceneState& state) {
    if (!m_surface)
        return;
    const SceneState shown = std::exchange(m_state, state);
    m_surface->grab(sizeHint()); // as large as a picture with axes and legend is
    m_state = shown;
}

void SceneView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_rig.setViewport(width(), height());
    requestRender();
}

// ---- camera --------------------------------------------------------------------------------------------------------

double SceneView::jumpSeconds() const { return m_reducedMotion ? 0 : kJumpSeconds; }

void SceneView::cameraMoved() {
    requestRender();
    emit cameraChanged();
}

void SceneView::setCamera(const CameraPose& pose) {
    m_rig.setPose(pose);
    cameraMoved();
}

void SceneView::lookAs(const SceneView& other) {
    m_rig.lookAs(other.m_rig);
    requestRender();
}

void SceneView::fit() {
    m_rig.fit(now(), jumpSeconds());
    cameraMoved();
}

void SceneView::showSide(CameraRig::Side side) {
    m_rig.show(side, now(), jumpSeconds());
    cameraMoved();
}

void SceneView::moveTo(const CameraPose& pose) {
    m_rig.moveTo(pose, now(), jumpSeconds());
    cameraMoved();
}

void SceneView::zoomBy(double factor) {
    m_rig.zoom(factor, {width() / 2.0, height() / 2.0});
    cameraMoved();
}

QPointF SceneView::toPixel(const Eigen::Vector3d& data) const {
    const Eigen::Vector3d pixel = transform().toPixel(data);
    return {pixel.x(), pixel.y()};
}

Eigen::Vector3d SceneView::toData(QPointF pixel) const { return transform().toData(vector(pixel)); }

} // namespace ui
