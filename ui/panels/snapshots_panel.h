#pragma once

#include "engine/data/dataset.h"

#include <QVector>
#include <QWidget>
#include <optional>

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
    void massEdited(int index, std::optional<double> mass);
    void hiddenToggled(int index);
    /// A row was dragged to another place among the others.
    void moved(int from, int to);
    void menuWanted(int index, const QPoint& globalPosition);
    void addWanted();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeRows(int count);
    void fitThumbnails();
    /// Where a row let go here would stand: before the row of this number.
    int gapAt(const QPoint& globalPosition) const;
    void showGap(int from, int gap);
    void drop(int from, const QPoint& globalPosition);
    QString footText() const;

    engine::Dataset m_dataset;
    QVector<SnapshotRow*> m_rows;
    QVBoxLayout* m_list;
    QScrollArea* m_scroll;
    QWidget* m_empty;
    QWidget* m_gap; ///< line where a dragged row would go
    QLabel* m_foot;
};

} // namespace ui
