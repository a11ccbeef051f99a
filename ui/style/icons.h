#pragma once

#include <QColor>
#include <QIcon>
#include <QRectF>
#include <QString>

class QPainter;

namespace ui {

/// Icon from resources/icons, drawn for each state (normal text, checked accent, disabled) at any scale factor in the
/// colours of the theme at the moment of painting, so that a theme change needs no new icons.
QIcon icon(const QString& name);

/// Draws an icon in one colour.
void paintIcon(QPainter* painter, const QString& name, const QRectF& rect, const QColor& color);

/// Whether resources/icons has it.
bool hasIcon(const QString& name);

/// The program's own mark: measured points on a circle, early to late, and the moving one.
QPixmap applicationMark(int size, double devicePixelRatio);

} // namespace ui
