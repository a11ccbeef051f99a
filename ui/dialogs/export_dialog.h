#pragma once

#include "ui/dialogs/studio_dialog.h"
#include "ui/export/export_queue.h"
#include "ui/export/scene_composer.h"

class QCheckBox;
class QComboBox;
class QLabel;

namespace ui {

class ExportPreview;
class NumberField;
class SegmentedControl;

/// Writes films and pictures of the stage: settings at the right, what the file will show and the queue at the left.
/// Closing it stops nothing.
class ExportDialog : public StudioDialog {
    Q_OBJECT

public:
    struct Subject {
        Project project;
        std::vector<SceneResults> results; ///< by run, for the preview; the file is drawn from the project's own models
        QString name;                      ///< of the document, for the file's
        double time = 0;                   ///< shown at the moment
        bool dark = true;
    };

    ExportDialog(const Subject& subject, ExportQueue& queue, const QString& folder, QWidget* parent);

    /// The order as the settings are now.
    ExportOrder order() const;

private:
    QWidget* makeSettings();
    void showFormat();
    void describe();
    void addToQueue();
    void chooseFile();
    void setFile(const QString& wanted);
    /// The name, or with a number the next one nothing stands under yet.
    QString freeName(const QString& file) const;
    AnimationSettings settings() const;
    bool isStill() const;
    /// What the order shows of what there is: all panes or the active one.
    std::vector<SceneResults> results() const;
    QString suffix() const;

    Subject m_subject;
    ExportQueue& m_queue;
    QString m_file;

    ExportPreview* m_preview;
    SegmentedControl *m_format, *m_theme;
    QComboBox *m_size, *m_ends, *m_quality;
    NumberField *m_rate, *m_seconds, *m_from, *m_to;
    QCheckBox *m_axes, *m_clock, *m_title, *m_panes;
    QLabel* m_summary;
    QPushButton* m_add;
    QVector<QWidget*> m_filmOnly, m_lossyOnly;
};

} // namespace ui
