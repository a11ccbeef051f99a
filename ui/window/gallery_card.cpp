#include "ui/window/gallery_card.h"

#include "engine/path/coupling.h"
#include "ui/document/engine_words.h"
#include "ui/style/fonts.h"
#include "ui/style/theme.h"
#include "ui/widgets/cloud_painter.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

namespace ui {

namespace {

using engine::Index;
using engine::Points;
using engine::Vector;

constexpr int kPaths = 26, kDots = 170, kPathSteps = 48;
constexpr double kRadius = 10;

/// A few points of the first snapshot carried along the true flow, where that is known. Second order in the step.
std::vector<Points> truePaths(const engine::SyntheticExample& example, const engine::Dataset& dataset) {
    const engine::SyntheticProcess& process = *example.process;
    const engine::PointSet& start = dataset.snapshots.front().points;
    const double first = dataset.firstTime(), step = (dataset.lastTime() - first) / kPathSteps;
    Vector slope(start.dimension()), middle(start.dimension());
    std::vector<Points> paths;
    const Index count = std::min<Index>(kPaths, start.size());
    for (Index i = 0; i < count; ++i) {
        Points path(start.dimension(), kPathSteps + 1);
        path.col(0) = start.point(i * start.size() / count);
        for (int k = 0; k < kPathSteps; ++k) {
            const double t = first + k * step;
            if (!process.optimalVelocity(t, path.col(k), slope))
                return {};
            middle = path.col(k) + step / 2 * slope;
            if (!process.optimalVelocity(t + step / 2, middle, slope))
                return {};
            path.col(k + 1) = path.col(k) + step * slope;
        }
        paths.push_back(path);
    }
    return paths;
}

/// Straight lines between nearest pairs of a few points of each snapshot.
std::vector<Points> pairedPaths(const engine::Dataset& dataset) {
    const auto few = [](const engine::PointSet& points) {
        std::vector<Index> indices;
        const Index count = std::min<Index>(kPaths, points.size());
        for (Index i = 0; i < count; ++i)
            indices.push_back(i * points.size() / count);
        return points.select(indices).points();
    };
    const std::size_t levels = dataset.snapshots.size();
    std::vector<Points> paths;
    Points at = few(dataset.snapshots.front().points);
    for (Index i = 0; i < at.cols(); ++i) {
        paths.emplace_back(at.rows(), Index(levels));
        paths.back().col(0) = at.col(i);
    }
    for (std::size_t level = 1; level < levels; ++level) {
        const Points next = few(dataset.snapshots[level].points);
        Points reached = at;
        for (const auto& pair : engine::optimalCoupling(at, next).pairs)
            reached.col(pair.source) = next.col(pair.target);
        at = reached;
        for (Index i = 0; i < at.cols(); ++i)
            paths[std::size_t(i)].col(Index(level)) = at.col(i);
    }
    return paths;
}

} // namespace

GalleryCard::GalleryCard(const engine::SyntheticExample& example, QWidget* parent)
    : QWidget(parent), m_example(example) {
    setObjectName(QStringLiteral("card_") + QString::fromStdString(example.name));
    setAccessibleName(engineWords(example.title));
    setAccessibleDescription(engineWords(example.description));
    setFocusPolicy(Qt::StrongFocus);
    setProperty("focusRadius", kRadius);
    setProperty("keepsKeys", true);
    setCursor(Qt::PointingHandCursor);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

GalleryCard::Contents GalleryCard::contentsOf(const engine::SyntheticExample& example) {
    Contents contents{std::make_shared<const engine::Dataset>(engine::makeDataset(example)), {}};
    const engine::Dataset& dataset = *contents.dataset;
    // Where mass goes over and points stay, as the process tells, there are no paths to be drawn.
    const bool pointsStay = example.process && example.process->hasFlow() && !example.process->hasVelocity();
    if (dataset.snapshots.size() >= 2 && !pointsStay) {
        contents.paths = truePaths(example, dataset);
        if (contents.paths.empty())
            contents.paths = pairedPaths(dataset);
    }
    return contents;
}

void GalleryCard::show(const Contents& contents) {
    m_contents = contents;
    m_picture = {};
    update();
}

void GalleryCard::render() {
    const QRectF rect(0, 0, width(), pictureHeight(width()));
    const double ratio = devicePixelRatioF();
    m_picture = QImage((rect.size() * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    m_picture.setDevicePixelRatio(ratio);
    m_picture.fill(theme().colors().stage);
    QPainter painter(&m_picture);
    painter.setRenderHint(QPainter::Antialiasing);
    const engine::Dataset& dataset = *m_contents.dataset;
    CloudPainter view(engine::boundsOf(dataset));
    view.fit(rect, rect.height() * 0.08);
    const double size = rect.height() / 156;

    QColor line = theme().colors().accent;
    line.setAlphaF(dataset.dimension() == 2 ? 0.42F : 0.3F);
    painter.setPen(QPen(line, size, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    for (const Points& path : m_contents.paths) {
        QPolygonF polygon;
        for (Index k = 0; k < path.cols(); ++k)
            polygon += view.map(view.flattened(path.col(k)));
        painter.drawPolyline(polygon);
    }
    const int count = int(dataset.snapshots.size());
    for (int i = 0; i < count; ++i)
        view.drawDots(painter, view.flattened(dataset.snapshots[std::size_t(i)].points, kDots),
                      theme().snapshotColor(i, count), 1.5 * size, 0.85);
}

void GalleryCard::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colors& c = theme().colors();
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    QPainterPath shape;
    shape.addRoundedRect(box, kRadius, kRadius);
    painter.fillPath(shape, m_pressed ? c.pressed : underMouse() ? c.hover : c.panel);
    painter.save();
    painter.setClipPath(shape);
    const int high = pictureHeight(width());
    if (hasPicture() && (m_picture.isNull() || m_picture.size() != (QSizeF(width(), high) * devicePixelRatioF()).toSize()))
        render();
    if (m_picture.isNull())
        painter.fillRect(QRectF(0, 0, width(), high), c.stage);
    else
        painter.drawImage(0, 0, m_picture);
    painter.restore();
    painter.setPen(underMouse() ? c.borderStrong : c.border);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(shape);

    const QRectF words(13, high + 9, width() - 26, kWordsHeight - 18);
    painter.setFont(textFont(TextSize::Caption));
    painter.setPen(c.textSecondary);
    const QString tag = engineWords(m_example.tag);
    const int tagWidth = painter.fontMetrics().horizontalAdvance(tag);
    painter.drawText(QRectF(words.left(), words.top(), words.width(), 17), Qt::AlignRight | Qt::AlignVCenter, tag);
    painter.setFont(textFont(TextSize::Small));
    painter.drawText(QRectF(words.left(), words.top() + 20, words.width(), 34), Qt::AlignLeft | Qt::TextWordWrap,
                     engineWords(m_example.description));
    painter.setFont(textFont(TextSize::Body, TextWeight::Semibold));
    painter.setPen(c.text);
    const int titleWidth = int(words.width()) - tagWidth - 8;
    painter.drawText(
        QRectF(words.left(), words.top(), titleWidth, 17), Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(engineWords(m_example.title), Qt::ElideRight, titleWidth));
}

void GalleryCard::mousePressEvent(QMouseEvent* event) {
    m_pressed = event->button() == Qt::LeftButton;
    update();
}

void GalleryCard::mouseReleaseEvent(QMouseEvent* event) {
    const bool clicked = std::exchange(m_pressed, false) && rect().contains(event->position().toPoint());
    update();
    if (clicked)
        emit opened();
}

void GalleryCard::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        emit opened();
        break;
    case Qt::Key_Left:
        emit stepped(-1, 0);
        break;
    case Qt::Key_Right:
        emit stepped(1, 0);
        break;
    case Qt::Key_Up:
        emit stepped(0, -1);
        break;
    case Qt::Key_Down:
        emit stepped(0, 1);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void GalleryCard::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange)
        m_picture = {};
    QWidget::changeEvent(event);
}

} // namespace ui
