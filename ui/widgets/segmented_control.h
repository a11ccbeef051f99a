#pragma once

#include <QFrame>

class QButtonGroup;
class QHBoxLayout;
class QToolButton;

namespace ui {

/// One of a few choices, all visible. Arrow keys move between them.
class SegmentedControl : public QFrame {
    Q_OBJECT

public:
    explicit SegmentedControl(QWidget* parent = nullptr);

    /// `id` becomes the object name of the segment.
    QToolButton* addSegment(const QString& id, const QString& text, const QString& toolTip = {});
    QString current() const;
    /// Silent: emits nothing.
    void setCurrent(const QString& id);
    QToolButton* segment(const QString& id) const;

signals:
    /// A person chose a segment.
    void chosen(const QString& id);

private:
    QButtonGroup* m_group;
    QHBoxLayout* m_layout;
};

} // namespace ui
