#pragma once

#include <QString>

class QToolButton;

namespace ui {

/// A choice among several as a card: an icon with its name below.
QToolButton* makeToolCard(const QString& objectName, const QString& iconName, const QString& text);

} // namespace ui
