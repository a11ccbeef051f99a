#pragma once

#include "engine/io/snapshot_files.h"

#include <QVector>
#include <QWidget>
#include <memory>
#include <optional>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;
class QTableWidgetItem;
class QVBoxLayout;

namespace ui {

class NumberField;
class SegmentedControl;

/// Times of the import dialog: what stands in the file, or in the names of several files, and the time it became. Times
/// are typed; what only has an order is moved earlier or later, by keys, buttons or dragging.
class ImportTimes : public QWidget {
    Q_OBJECT

public:
    explicit ImportTimes(QWidget* parent = nullptr);

    /// The values of a time column. Their meaning can be guessed again with another order of day and month.
    void show(std::shared_ptr<const engine::TableColumn> column, const engine::TimeAxis& axis);
    /// The files of a dataset, one time each; those with times of their own are shown with them.
    void show(const engine::SnapshotFiles& files);
    using QWidget::show;

    const engine::TimeAxis& axis() const { return m_axis; }

signals:
    /// A person changed what the times are.
    void changed();

private:
    struct Row {
        std::optional<std::size_t> entry; ///< of the axis; empty: says its times by itself
        QString text, time;
    };

    void makeOrderRow(QVBoxLayout* layout);
    void makeBins(QVBoxLayout* layout);
    void fill();
    void fillRows();
    void addRow(std::size_t entry);
    void takeTime(QTableWidgetItem* item);
    void move(int step);
    void moveRow(int from, int to);
    void takeBins();
    void takeUnit();
    void takeOrder(const QString& id);
    bool isCut() const;
    void showEnabled();
    /// Rows that can be moved come first, in order of time.
    int movableRows() const;

    engine::TimeAxis m_axis;
    std::shared_ptr<const engine::TableColumn> m_column; ///< null for files
    QStringList m_names;                                 ///< what stands for an entry
    QVector<Row> m_rows;
    bool m_filling = false;

    QLabel *m_words, *m_cut;
    QTableWidget* m_table;
    QPushButton *m_earlier, *m_later;
    QLineEdit* m_unit;
    QWidget* m_orderRow;
    SegmentedControl* m_order;
    QWidget* m_binRow;
    QCheckBox* m_binned;
    NumberField* m_bins;
    SegmentedControl* m_rule;
};

} // namespace ui
