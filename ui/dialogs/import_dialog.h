#pragma once

#include "engine/io/snapshot_files.h"
#include "ui/dialogs/studio_dialog.h"
#include "ui/document/background.h"

class QStackedWidget;

namespace ui {

class ImportColumns;
class ImportOutcome;
class ImportPoints;
class ImportTimes;
class SegmentedControl;

/// How files were understood, changeable: what the columns of a table are, what its times or those of several files
/// mean, which points are taken; with the result in sight before it is taken in.
class ImportDialog : public StudioDialog {
    Q_OBJECT

public:
    ImportDialog(const QString& name, const engine::SnapshotFiles& files, const engine::ImportedData& data,
                 QWidget* parent);

    /// Valid once accepted: the files as they were chosen to be understood, and what comes of them.
    const engine::SnapshotFiles& files() const { return m_files; }
    const engine::ImportedData& data() const { return m_data; }

    /// "columnsPage", "timesPage" or "pointsPage".
    void showPage(const QString& id);

signals:
    /// Another set of positions is wanted: the file must be read again.
    void embeddingWanted(const std::string& name);

private:
    QWidget* makeChoices();
    void addPage(const QString& id, const QString& text, const QString& toolTip, QWidget* page);
    /// The files as all choices of a person want them understood.
    engine::SnapshotFiles wanted() const;
    /// Puts the files together again in the background; `mapsAgain`: understands the table before.
    void apply(bool mapsAgain);
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
    ImportOutcome* m_outcome;
    QPushButton* m_import;
    Background m_work;
    int m_applied = 0; ///< number of the last choice
    QString m_verdict;
    bool m_isGood = false;
    bool m_mapsAgain = false;        ///< the table was not understood since its roles were changed
    bool m_showsColumnTimes = false; ///< the times shown are those of a column, not of files
};

} // namespace ui
