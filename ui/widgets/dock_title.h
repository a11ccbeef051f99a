#pragma once

#include <QDockWidget>

class QHBoxLayout;
class QToolButton;

namespace ui {

/// Title of a dock: 32 pixels, its name, and its small buttons at the right.
class DockTitle : public QWidget {
    Q_OBJECT

public:
    explicit DockTitle(QDockWidget* dock);
    QToolButton* addButton(const QString& objectName, const QString& icon, const QString& toolTip);
    QSize sizeHint() const override { return {100, 32}; } // what QDockWidget goes by

private:
    QHBoxLayout* m_layout;
};

/// A small borderless button with an icon of 16 pixels.
QToolButton* makeIconButton(const QString& objectName, const QString& icon, const QString& toolTip,
                            QWidget* parent = nullptr);

} // namespace ui
