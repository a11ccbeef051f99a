#pragma once

#include <QColor>
#include <QVector>
#include <QWidget>

class QAction;

namespace ui {

/// One layer of the stage in the inspector: eye, swatch, name, and by what it is drawn. Its eye does what its action
/// does.
class LayerRow : public QWidget {
    Q_OBJECT

public:
    LayerRow(QAction* action, const QString& name, QWidget* parent = nullptr);

    /// Colours of the swatch: one, or several for a gradient.
    void setSwatch(const QVector<QColor>& colors);
    void setValue(const QString& value);
    /// Whether there is more to choose about it: pressing beside the eye then opens that, and so does the right arrow.
    void setOpensDetails(bool opens);
    /// Does nothing where there is no more.
    void setOpen(bool open);

    QSize sizeHint() const override { return {200, 28}; }

signals:
    void opened(bool open);

protected:
    void paintEvent(QPaintEvent*) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void enterEvent(QEnterEvent*) override { update(); }
    void leaveEvent(QEvent*) override { update(); }

private:
    QAction* m_action;
    QString m_name, m_value;
    QVector<QColor> m_swatch;
    bool m_opensDetails = false, m_open = false;
};

} // namespace ui
