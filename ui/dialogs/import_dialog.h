#pragma once

#include "engine/io/reader_registry.h"
#include "ui/dialogs/studio_dialog.h"
#include "ui/document/background.h"

class QComboBox;
class QLabel;
class QTableWidget;

namespace ui {

class CloudPreview;

/// What each column of a table means: the guess, changeable, with the result in sight before it is taken in.
class ImportDialog : public StudioDialog {
    Q_OBJECT

public:
    ImportDialog(const QString& fileName, const engine::ImportedData& data, QWidget* parent);

    /// The data with the roles chosen. Valid once accepted.
    const engine::ImportedData& result() const { return m_data; }

private:
    QWidget* makeColumns();
    QWidget* makeOutcome();
    void fillRows();
    void apply();
    void show(const engine::Dataset& dataset);
    void refuse(const engine::Error& error);
    void setVerdict(bool good, const QString& text);

    engine::ImportedData m_data;
    QVector<QComboBox*> m_roles;
    QTableWidget *m_rows, *m_snapshots;
    CloudPreview* m_preview;
    QLabel* m_shown;
    QPushButton* m_import;
    Background m_work;
    int m_applied = 0; ///< number of the last choice of roles
};

} // namespace ui
