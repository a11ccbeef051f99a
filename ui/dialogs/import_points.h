#pragma once

#include "engine/io/reader_registry.h"
#include "engine/training/training_settings.h"

#include <QWidget>
#include <optional>

class QCheckBox;
class QComboBox;
class QLabel;

namespace ui {

class NumberField;

/// Points of the import dialog: what becomes of rows without a value, where in a mesh points are drawn, how many points of
/// each snapshot are taken, and what the masses of the snapshots are where they differ in number or carry weights.
class ImportPoints : public QWidget {
    Q_OBJECT

public:
    /// `hasRows`: there is one table whose rows may lack a value. `meshPoints`: where points of meshes were drawn; empty
    /// without meshes.
    ImportPoints(bool hasRows, engine::IncompleteRows choice, const std::optional<engine::Subsample>& subsample,
                 engine::MassMode masses, std::optional<engine::MeshPoints> meshPoints, QWidget* parent = nullptr);

    engine::IncompleteRows incompleteRows() const;
    std::optional<engine::Subsample> subsample() const;
    engine::MassMode masses() const;
    /// Says how many rows are left out, and asks for the masses where there is a choice.
    void show(const engine::ImportedData& data);
    using QWidget::show;

signals:
    void rowsChanged();
    void subsampleChanged();
    void meshPointsChosen(engine::MeshPoints where);

private:
    QWidget* makeMeshPoints(engine::MeshPoints where);
    QWidget* makeMasses(engine::MassMode masses);

    QComboBox* m_incomplete = nullptr;
    QLabel* m_counts = nullptr;
    QCheckBox* m_thinned;
    NumberField *m_most, *m_seed;
    QWidget* m_massChoice;
    QComboBox* m_masses = nullptr;
};

} // namespace ui
