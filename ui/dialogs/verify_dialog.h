#pragma once

#include "ui/dialogs/studio_dialog.h"
#include "ui/session/verification_run.h"

class QScrollArea;

namespace ui {

class ProgressLine;
class VerifyRow;

/// Shows that this installation computes what the theory says: one row a closed form, from waiting to passed or failed.
/// Closing it stops nothing; the run is its owner's.
class VerifyDialog : public StudioDialog {
    Q_OBJECT

public:
    /// `folder` is where a saved result is proposed.
    VerifyDialog(VerificationRun& run, const QString& folder, QWidget* parent);

    /// Writes the report. Where that fails, the note says why.
    void save(const QString& file);

private:
    void refresh();
    void chooseFile();
    void startOrCancel();

    VerificationRun& m_run;
    QString m_folder;
    std::vector<VerifyRow*> m_rows;
    QScrollArea* m_scroll;
    ProgressLine* m_progress;
    QPushButton *m_copy, *m_save, *m_start;
    int m_shown = -1;       ///< row that was running when last shown
    bool m_cancels = false; ///< asked to end, not ended yet
};

} // namespace ui
