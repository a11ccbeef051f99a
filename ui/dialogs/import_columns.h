#pragma once

#include "engine/io/column_mapping.h"

#include <QVector>
#include <QWidget>
#include <memory>
#include <vector>

class QComboBox;
class QTableWidget;

namespace ui {

/// Columns of the import dialog: what each column of the table is, with the first rows below.
class ImportColumns : public QWidget {
    Q_OBJECT

public:
    ImportColumns(std::shared_ptr<const engine::Table> table, const engine::ColumnMapping& mapping,
                  QWidget* parent = nullptr);

    std::vector<engine::ColumnRole> roles() const;

signals:
    /// A person chose a role.
    void changed();

private:
    void fillRows();
    void choose();

    std::shared_ptr<const engine::Table> m_table;
    QVector<QComboBox*> m_roles;
    QTableWidget* m_rows;
};

} // namespace ui
