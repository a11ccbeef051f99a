#pragma once

#include "engine/data/dataset.h"

#include <QVector>
#include <QWidget>

class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace ui {

class SnapshotRow;

/// The list of snapshots at the left. Shows a dataset and says what a person wants done; changes nothing itself.
class SnapshotsPanel : public QWidget {
    Q_OBJECT

public:
    explicit SnapshotsPanel(QWidget* parent = nullptr);

    void show(const engine::Dataset& dataset, int current);
    using QWidget::show;
    SnapshotRow* row(int index) const { return m_rows.value(index); }
    int rowCount() const { return int(m_rows.size()); }

signals:
    void chosen(int index);
    void timeEdited(int index, double time);
    void renamed(int index, const QString& name);
    void hiddenToggled(int index);
    void menuWanted(int index, const QPoint& globalPosition);
    void addWanted();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeRows(int count);
    void fitThumbnails();
    QString footText() const;

    engine::Dataset m_dataset;
    QVector<SnapshotRow*> m_rows;
    QVBoxLayout* m_list;
    QScrollArea* m_scroll;
    QWidget* m_empty;
    QLabel* m_foot;
};

} // namespace ui
