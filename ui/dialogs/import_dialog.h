#pragma once

#include "engine/io/snapshot_files.h"
#include "engine/training/training_settings.h"
#include "ui/dialogs/studio_dialog.h"
#include "ui/document/background.h"
#include "ui/document/engine_words.h"

#include <memory>
#include <optional>

class QStackedWidget;

namespace ui {

class ImportColumns;
class ImportDimensions;
class ImportOutcome;
class ImportPoints;
class ImportTimes;
class SegmentedControl;

/// How files were understood, changeable: what the columns of a table are, what its times or those of several files
/// mean, which points are taken; with the result in sight before it is taken in.
class ImportDialog : public StudioDialog {
    Q_OBJECT

public:
    /// `masses`: what the masses of the snapshots are so far.
    ImportDialog(const QString& name, const engine::SnapshotFiles& files, const engine::ImportedData& data,
                 QWidget* parent, engine::MassMode masses = engine::MassMode::Normalized);

    /// Valid once accepted: the files as they were chosen to be understood, and what comes of them.
    const engine::SnapshotFiles& files() const { return m_files; }
    const engine::ImportedData& data() const { return m_data; }
    engine::MassMode masses() const;

    /// "columnsPage", "timesPage", "pointsPage" or, with more than three coordinates, "dimensionsPage".
    void showPage(const QString& id);
    /// Says why what was wanted could not be had; what is shown can still be taken.
    void explain(const engine::Error& error) { setVerdict(false, translated(error)); }

signals:
    /// Something is wanted for which the files must be read again: another set of positions, or points drawn from
    /// elsewhere in a mesh.
    void embeddingWanted(const std::string& name);
    void meshPointsWanted(engine::MeshPoints where);

private:
    QWidget* makeChoices(engine::MassMode masses);
    void addPage(const QString& id, const QString& text, const QString& toolTip, QWidget* page);
    /// The files as all choices of a person want them understood.
    engine::SnapshotFiles wanted() const;
    enum class From { Table, Files, Measured }; ///< where understanding begins anew
    /// Where points of meshes were drawn; empty without meshes.
    std::optional<engine::MeshPoints> meshPoints() const;
    /// Before the files are read again.
    void stopApplying();
    /// Does so in the background.
    void apply(From from);
    /// How many coordinates the files have; 0 where the data they are added to decide what becomes of these.
    int measuredDimension() const;
    void showDimensions();
    void showResult();
    void showTimes();
    void refuse(const engine::Error& error);
    void setVerdict(bool good, const QString& text);
    void showVerdict();
    /// The table, where there is one file that is one; null otherwise.
    std::shared_ptr<const engine::Table> table() const { return m_data.table; }

    engine::SnapshotFiles m_files;
    engine::ImportedData m_data;
    SegmentedControl* m_pages;
    QStackedWidget* m_stack;
    ImportColumns* m_columns = nullptr;
    ImportTimes* m_times = nullptr;
    ImportPoints* m_points = nullptr;
    ImportDimensions* m_dimensions = nullptr;
    ImportOutcome* m_outcome;
    QPushButton* m_import;
    Background m_work;
    int m_applied = 0; ///< number of the last choice
    QString m_verdict;
    bool m_isGood = false;
    From m_from = From::Files;       ///< the earliest of what was chosen and not yet applied
    /// The files together as they were measured, and their components once these were looked at; empty, null before.
    std::optional<engine::ImportedData> m_measured;
    std::shared_ptr<const engine::PrincipalComponents> m_components;
    bool m_showsColumnTimes = false; ///< the times shown are those of a column, not of files
};

} // namespace ui
