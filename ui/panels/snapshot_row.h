#pragma once

#include "engine/data/snapshot.h"
#include "ui/widgets/cloud_painter.h"

#include <QImage>
#include <QWidget>
#include <optional>

class QLineEdit;

namespace ui {

/// The colour that was chosen for a snapshot, else that of its place in time.
QColor snapshotKeyColor(std::optional<unsigned> chosen, int index, int count);

/// Number key of a snapshot: the colour of its place in time with its number, hollow when held out.
void paintSnapshotKey(QPainter& painter, const QRectF& rect, int number, const QColor& color, bool heldOut,
                      const QColor& behind);

/// One snapshot in the list: what it looks like among the others, its number, time, count, and whether it is drawn. Can
/// be dragged to another place; where that is, the list knows.
class SnapshotRow : public QWidget {
    Q_OBJECT

public:
    SnapshotRow(int index, QWidget* parent);

    struct Content {
        engine::Snapshot snapshot;
        int count = 1; ///< of all snapshots
        QString time;  ///< as it stands everywhere
        FlatCloud cloud;
        QVector<FlatCloud> others;
        CloudPainter view;
    };
    void show(const Content& content);
    using QWidget::show;
    void setCurrent(bool current);
    void setThumbnailHeight(int height);
    /// What a row is higher than its thumbnail.
    static constexpr int kAround = 2 + 2 * 6 + 5 + 16 + 4;
    /// Opens the field in which the name or, without a name, the time is written.
    void edit() { openEditor(Field::Label); }
    /// Opens the field in which the mass is written; empty takes it away.
    void editMass() { openEditor(Field::Mass); }

    QSize sizeHint() const override;

signals:
    void chosen(int index);
    void timeEdited(int index, double time);
    void renamed(int index, const QString& name);
    void massEdited(int index, std::optional<double> mass);
    void hiddenToggled(int index);
    /// A drag of this row goes on, is let go, or is given up.
    void dragged(int index, const QPoint& globalPosition);
    void dropped(int index, const QPoint& globalPosition);
    void dragCancelled();
    void menuWanted(int index, const QPoint& globalPosition);
    /// Arrow keys: the row this many places away.
    void stepped(int index, int by);

protected:
    void paintEvent(QPaintEvent*) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void enterEvent(QEnterEvent*) override { update(); }
    void leaveEvent(QEvent*) override { update(); }
    void focusInEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    enum class Field { Label, Mass };
    QRectF thumbnailRect() const;
    QRectF eyeRect() const;
    QColor color() const;
    void renderThumbnail();
    void paintMass(QPainter& painter) const;
    void openEditor(Field field);
    void finishEdit(bool keep);
    void cancelDrag();

    int m_index;
    Content m_content;
    bool m_current = false;
    std::optional<QPointF> m_pressedAt; ///< while the button is down where a drag may begin
    bool m_dragging = false;
    Field m_field = Field::Label;
    int m_thumbnailHeight = 74;
    QImage m_thumbnail;
    QLineEdit* m_editor;
};

} // namespace ui
