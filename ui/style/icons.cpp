#include "ui/style/icons.h"

#include "ui/style/theme.h"

#include <QCache>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>
#include <cmath>

namespace ui {

namespace {

QByteArray source(const QString& name) {
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QPixmap rendered(const QString& name, const QSize& pixels, const QColor& color) {
    if (pixels.isEmpty()) // asked for by what is folded away
        return {};
    const QString key = QStringLiteral("icon/%1/%2/%3x%4")
                            .arg(name, color.name(QColor::HexArgb))
                            .arg(pixels.width())
                            .arg(pixels.height());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    // QSvgRenderer does not know currentColor.
    QByteArray svg = source(name);
    svg.replace("currentColor", color.name().toLatin1());
    if (name == QLatin1String("play")) // the one filled icon
        svg.replace("fill=\"none\"", "fill=\"" + color.name().toLatin1() + "\"");
    QSvgRenderer renderer(svg);
    pixmap = QPixmap(pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setOpacity(color.alphaF());
    renderer.render(&painter, QRectF(QPointF(), QSizeF(pixels)));
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

class ThemedIconEngine : public QIconEngine {
public:
    explicit ThemedIconEngine(QString name) : m_name(std::move(name)) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
        paintIcon(painter, m_name, rect, color(mode, state));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        return rendered(m_name, size, color(mode, state));
    }
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal) override {
        return rendered(m_name, size, color(mode, state));
    }
    QIconEngine* clone() const override { return new ThemedIconEngine(m_name); }
    QString key() const override { return QStringLiteral("kinetoscope"); }
    QString iconName() override { return m_name; }
    bool isNull() override { return false; }

private:
    static QColor color(QIcon::Mode mode, QIcon::State state) {
        const Colors& c = theme().colors();
        if (mode == QIcon::Disabled)
            return c.textDisabled;
        return state == QIcon::On ? c.accent : c.text;
    }

    QString m_name;
};

} // namespace

QIcon icon(const QString& name) {
    Q_ASSERT_X(name.isEmpty() || hasIcon(name), "ui::icon", qPrintable(name));
    return name.isEmpty() ? QIcon() : QIcon(new ThemedIconEngine(name));
}

void paintIcon(QPainter* painter, const QString& name, const QRectF& rect, const QColor& color) {
    const double ratio = painter->device() ? painter->device()->devicePixelRatio() : 1;
    const double side = std::min(rect.width(), rect.height());
    QPixmap pixmap = rendered(name, QSize(1, 1) * int(std::ceil(side * ratio)), color);
    pixmap.setDevicePixelRatio(ratio);
    const QPointF corner = rect.center() - QPointF(side, side) / 2;
    // On whole device pixels the strokes stay as sharp as they were rendered.
    painter->drawPixmap(QPointF(std::round(corner.x() * ratio) / ratio, std::round(corner.y() * ratio) / ratio),
                        pixmap);
}

bool hasIcon(const QString& name) { return QFile::exists(QStringLiteral(":/icons/%1.svg").arg(name)); }

QPixmap applicationMark(int size, double devicePixelRatio) {
    QPixmap pixmap(QSize(size, size) * devicePixelRatio);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(size / 40.0, size / 40.0);
    const Colors& c = theme().colors();
    painter.setPen(Qt::NoPen);
    painter.setBrush(c.raised);
    painter.drawRoundedRect(QRectF(0, 0, 40, 40), 9, 9);
    painter.setPen(QPen(c.borderStrong, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(QPointF(20, 20), 12.5, 12.5);
    painter.setPen(Qt::NoPen);
    const auto dot = [&](double angle, double radius, const QColor& color) {
        painter.setBrush(color);
        painter.drawEllipse(QPointF(20 + 12.5 * std::cos(angle), 20 + 12.5 * std::sin(angle)), radius, radius);
    };
    for (int i = 0; i < 5; ++i)
        dot(-2.5 + 0.62 * i, 1.6 + 0.35 * i, theme().snapshotColor(i, 5));
    dot(0.75, 4.2, c.accent);
    return pixmap;
}

} // namespace ui
