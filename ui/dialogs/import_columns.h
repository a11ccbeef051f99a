#pragma once

#include "engine/io/reader_registry.h"

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
    /// Precondition: data.table is there.
    explicit ImportColumns(const engine::ImportedData& data, QWidget* parent = nullptr);

    std::vector<engine::ColumnRole> roles() const;

signals:
    /// A person chose a role.
    void changed();
    /// A person chose another set of positions of the file.
    void embeddingChosen(const std::string& name);

private:
    QWidget* makeEmbedding(const engine::ImportedData& data);
    void fillRows();
    void choose();

    std::shared_ptr<const engine::Table> m_table;
    QVector<QComboBox*> m_roles;
    QTableWidget* m_rows;
};

} // namespace ui
