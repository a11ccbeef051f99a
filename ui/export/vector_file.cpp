#include "ui/export/vector_file.h"

#include "ui/export/pending_file.h"
#include "ui/scene/draw/ball_light.h"

#include <QFile>
#include <QFont>
#include <QFontMetricsF>
#include <QImage>
#include <QLinearGradient>
#include <QPageSize>
#include <QPainter>
#include <QPainterPath>
#include <QPdfWriter>
#include <QString>
#include <QSvgGenerator>

namespace ui {

namespace {

constexpr double kPointsPerPixel = 0.75; ///< of a page: 96 pixels are an inch
constexpr int kDotsPerInch = 1200;       ///< in which Qt reckons on a page
constexpr int kFontSize = 100;           ///< type is set large and scaled, as Qt sizes fonts in whole pixels

QColor colorOf(std::uint32_t rgba) {
    return {int(rgba & 0xffU), int(rgba >> 8 & 0xffU), int(rgba >> 16 & 0xffU), int(rgba >> 24)};
}

QPointF pointOf(const Eigen::Vector2f& at) { return {double(at.x()), double(at.y())}; }

QFont fontOf(Typeface face) {
    QFont font;
    switch (face) {
    case Typeface::Strong:
        font.setWeight(QFont::DemiBold);
        [[fallthrough]];
    case Typeface::Text:
        font.setFamilies({QStringLiteral("Inter"), QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans")});
        break;
    case Typeface::Number:
        font.setFamilies({QStringLiteral("JetBrains Mono"), QStringLiteral("DejaVu Sans Mono")});
        break;
    case Typeface::Math:
        font.setItalic(true);
        [[fallthrough]];
    case Typeface::MathUpright:
        font.setFamilies({QStringLiteral("STIXGeneral"), QStringLiteral("DejaVu Serif")});
        break;
    }
    font.setPixelSize(kFontSize);
    return font;
}

/// Paints the parts of one picture, in logical pixels.
class PartPainter {
public:
    /// `clips`: what reaches beyond the picture is cut off here, because the file has something else there.
    PartPainter(QPainter& painter, const VectorPicture& picture, bool clips)
        : m_painter(painter), m_frame(0, 0, double(picture.width), double(picture.height)), m_clips(clips) {
        m_painter.fillRect(m_frame, colorOf(picture.background));
        for (const VectorPicture::Part& part : picture.parts)
            std::visit([this](const auto& shape) { paint(shape); }, part);
    }

private:
    void paint(const VectorPicture::Circle& circle) {
        const QPointF center = pointOf(circle.center);
        const auto radius = double(circle.radius);
        if (m_clips && !m_frame.contains(center))
            return;
        const QColor color = colorOf(circle.rgba);
        m_painter.setPen(Qt::NoPen);
        if (circle.shape == DotShape::Glow) {
            glow(center, radius, color);
            return;
        }
        if (circle.shape == DotShape::Ball) {
            ball(center, radius, color);
            return;
        }
        m_painter.setBrush(color);
        const double stroke = circle.shape == DotShape::Ring ? double(circle.stroke) : 0;
        if (stroke > 0) {
            m_painter.setBrush(Qt::NoBrush);
            m_painter.setPen(QPen(color, stroke));
        }
        m_painter.drawEllipse(center, radius - stroke / 2, radius - stroke / 2);
    }

    /// A disc in the mean light of its dark side, and on it a smaller one in that of the side towards the lamp.
    void ball(const QPointF& center, double radius, const QColor& color) {
        const auto place = [&](float away, double part) { // `away` from the middle towards the lamp
            const BallLight light = ballLight(away * kLampX, away * kLampY, float(radius));
            const auto channel = [&](float c) { return std::min(1.0F, c * light.keep + light.white); };
            m_painter.setBrush(QColor::fromRgbF(channel(color.redF()), channel(color.greenF()),
                                                channel(color.blueF()), color.alphaF()));
            m_painter.drawEllipse(center + QPointF(double(kLampX), -double(kLampY)) * (1 - part) * radius * 0.8,
                                  radius * part, radius * part);
        };
        place(-0.35F, 1);
        if (radius > double(kBallFrom))
            place(0.6F, 0.6);
    }

    /// Discs on each other that fade outwards as DotRaster's glow: not all readers know gradients of opacity.
    void glow(const QPointF& center, double radius, const QColor& color) {
        constexpr int kDiscs = 5;
        double outer = 0;
        for (int k = kDiscs; k > 0; --k) {
            const double away = (k - 0.5) / kDiscs, fall = 1 - away * away, cover = fall * (2 - fall);
            QColor step = color;
            step.setAlphaF(float(double(color.alphaF()) * (cover - outer)));
            m_painter.setBrush(step);
            m_painter.drawEllipse(center, radius * k / kDiscs, radius * k / kDiscs);
            outer = cover;
        }
    }

    void paint(const VectorPicture::Line& line) {
        QPolygonF points;
        for (const Eigen::Vector2f& at : line.points)
            points += pointOf(at);
        const QPen pen(colorOf(line.rgba), double(line.width), Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
        if (m_clips && !m_frame.contains(points.boundingRect())) {
            QPainterPath path;
            path.addPolygon(points);
            fill(QPainterPathStroker(pen).createStroke(path), pen.color());
            return;
        }
        m_painter.setPen(pen);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawPolyline(points);
    }

    void paint(const VectorPicture::Area& area) {
        QPolygonF corners;
        for (const Eigen::Vector2f& at : area.corners)
            corners += pointOf(at);
        if (area.rgba == area.right) {
            QPainterPath path;
            path.addPolygon(corners);
            fill(path, colorOf(area.rgba));
            return;
        }
        const QRectF around = corners.boundingRect();
        QLinearGradient gradient(around.topLeft(), around.topRight());
        gradient.setColorAt(0, colorOf(area.rgba));
        gradient.setColorAt(1, colorOf(area.right));
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(gradient);
        m_painter.drawPolygon(corners);
    }

    void paint(const VectorPicture::Text& text) {
        const QFont font = fontOf(text.face);
        const QString words = QString::fromStdString(text.text);
        const double width = QFontMetricsF(font).horizontalAdvance(words);
        const double shift = text.align == Align::Left ? 0 : text.align == Align::Right ? width : width / 2;
        m_painter.save();
        m_painter.translate(pointOf(text.pen));
        m_painter.scale(double(text.size) / kFontSize, double(text.size) / kFontSize);
        m_painter.setFont(font);
        m_painter.setPen(colorOf(text.rgba));
        m_painter.drawText(QPointF(-shift, 0), words);
        m_painter.restore();
    }

    void paint(const VectorPicture::Pixels& pixels) {
        const Image& image = pixels.image;
        const QImage picture(image.rgba.data(), image.width, image.height, 4 * image.width, QImage::Format_RGBA8888);
        const QRectF whole(pointOf(pixels.corner), QSizeF(double(pixels.size.x()), double(pixels.size.y())));
        const QRectF shown = m_clips ? whole & m_frame : whole;
        const double perX = image.width / whole.width(), perY = image.height / whole.height();
        m_painter.drawImage(shown, picture,
                            {(shown.x() - whole.x()) * perX, (shown.y() - whole.y()) * perY, shown.width() * perX,
                             shown.height() * perY});
    }

    void fill(QPainterPath path, const QColor& color) {
        if (m_clips && !m_frame.contains(path.boundingRect())) {
            QPainterPath inside;
            inside.addRect(m_frame);
            path = path.intersected(inside);
        }
        m_painter.fillPath(path, color);
    }

    QPainter& m_painter;
    QRectF m_frame;
    bool m_clips;
};

void paintPanes(QPainter& painter, const std::vector<VectorPane>& panes, int width, int height, double ratio,
                Color border) {
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform | QPainter::LosslessImageRendering);
    if (panes.size() > 1)
        painter.fillRect(QRectF(0, 0, width, height), colorOf(packed(border)));
    for (const VectorPane& pane : panes) {
        painter.save();
        painter.translate(pane.place.x, pane.place.y);
        painter.scale(ratio, ratio);
        PartPainter(painter, pane.picture, panes.size() > 1);
        painter.restore();
    }
}

bool endsWith(const std::string& path, const char* ending) {
    return QString::fromStdString(path).endsWith(QLatin1String(ending), Qt::CaseInsensitive);
}

} // namespace

bool isVectorFile(const std::string& path) { return endsWith(path, ".svg") || endsWith(path, ".pdf"); }

void writeVectorFile(const std::string& path, const std::vector<VectorPane>& panes, int width, int height, double ratio,
                     Color border) {
    PendingFile pending(path);
    QFile file(QString::fromStdString(pending.temporaryPath()));
    if (!file.open(QIODevice::WriteOnly))
        throwCannotWrite(path, file.errorString().toStdString());
    QPainter painter;
    const auto paint = [&](QPaintDevice& device, double scale) {
        painter.begin(&device);
        painter.scale(scale, scale);
        paintPanes(painter, panes, width, height, ratio, border);
        painter.end();
    };
    if (endsWith(path, ".pdf")) {
        QPdfWriter writer(&file);
        writer.setCreator(QStringLiteral("Kinetoscope"));
        writer.setResolution(kDotsPerInch);
        writer.setPageSize(
            QPageSize(QSizeF(width, height) * kPointsPerPixel, QPageSize::Point, QString(), QPageSize::ExactMatch));
        writer.setPageMargins(QMarginsF());
        paint(writer, kDotsPerInch * kPointsPerPixel / 72);
    } else {
        QSvgGenerator writer;
        writer.setOutputDevice(&file);
        writer.setTitle(QStringLiteral("Kinetoscope"));
        writer.setResolution(96); // so that its pixels are those of the picture
        writer.setSize({width, height});
        writer.setViewBox(QRect(0, 0, width, height));
        paint(writer, 1);
    }
    if (!file.flush() || file.error() != QFileDevice::NoError)
        throwCannotWrite(path, file.errorString().toStdString());
    file.close();
    pending.commit();
}

} // namespace ui
