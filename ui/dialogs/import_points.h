#pragma once

#include "engine/io/reader_registry.h"

#include <QWidget>
#include <optional>

class QCheckBox;
class QComboBox;
class QLabel;

namespace ui {

class NumberField;

/// Points of the import dialog: what becomes of rows without a value, and how many points of each snapshot are taken.
class ImportPoints : public QWidget {
    Q_OBJECT

public:
    /// `hasRows`: there is one table whose rows may lack a value.
    ImportPoints(bool hasRows, engine::IncompleteRows choice, const std::optional<engine::Subsample>& subsample,
                 QWidget* parent = nullptr);

    engine::IncompleteRows incompleteRows() const;
    std::optional<engine::Subsample> subsample() const;
    /// Says how many rows are left out.
    void show(const engine::ImportedData& data);
    using QWidget::show;

signals:
    void rowsChanged();
    void subsampleChanged();

private:
    QComboBox* m_incomplete = nullptr;
    QLabel* m_counts = nullptr;
    QCheckBox* m_thinned;
    NumberField *m_most, *m_seed;
};

} // namespace ui
