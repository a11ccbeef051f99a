#pragma once

#include "ui/document/project.h"

#include <QVector>
#include <QWidget>

class QComboBox;
class QLabel;

namespace ui {

class AxesStar;
class Section;
class SegmentedControl;

/// Which part of a space of many dimensions the stage shows: as a map or in space, which axis along which, or turned
/// between them by hand. Shows a project and says what a person wants changed; changes nothing itself.
class ProjectionSettings : public QWidget {
    Q_OBJECT

public:
    explicit ProjectionSettings(QWidget* parent = nullptr);

    void show(const Project& project);
    using QWidget::show;
    AxesStar& star() const { return *m_star; }
    /// "PC1, PC2, PC3" or "turned".
    const QString& words() const { return m_words; }

signals:
    /// `text` names the step of the history; while something is dragged, and once when it is let go: `finished`.
    void edited(const QString& text, const ui::Projection& projection, bool finished);

private:
    QWidget* makeRow(int axis);

    Projection m_projection = Projection::standard(3);
    QStringList m_names;
    QString m_words;
    SegmentedControl* m_kind;
    QVector<QWidget*> m_rows;
    QVector<QComboBox*> m_axes;
    AxesStar* m_star;
    QLabel* m_why;
};

} // namespace ui
