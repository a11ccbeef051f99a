#pragma once

#include "ui/panels/share_diagram.h"

class QComboBox;
class QLabel;

namespace ui {

/// Where a population goes and comes from, by the groups of a column.
class PopulationPanel : public QWidget {
    Q_OBJECT

public:
    explicit PopulationPanel(QWidget* parent = nullptr);

    /// `columns`: names of those with groups; `chosen` of them.
    void show(const QString& title, const QStringList& columns, int chosen);
    using QWidget::show;
    ShareDiagram& diagram() const { return *m_diagram; }

signals:
    void columnChosen(int index);
    void closed();

private:
    QLabel *m_title, *m_empty;
    QComboBox* m_columns;
    ShareDiagram* m_diagram;
};

} // namespace ui
