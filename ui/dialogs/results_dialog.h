#pragma once

#include "ui/dialogs/studio_dialog.h"
#include "ui/panels/result_row.h"

class QLabel;
class QTableWidget;

namespace ui {

class SegmentedControl;

/// The panes of the stage beside each other in numbers, kept up to date while they train. Saves and copies them.
class ResultsDialog : public StudioDialog {
    Q_OBJECT

public:
    explicit ResultsDialog(QWidget* parent);

    void show(const std::vector<ResultRow>& rows, const QString& timeUnit);
    using QWidget::show;
    ResultMeasure measure() const;
    const std::vector<ResultRow>& rows() const { return m_rows; }
    void say(const QString& words);

signals:
    void saveAsked();

private:
    void fill();

    SegmentedControl* m_measure;
    QLabel* m_explanation = nullptr;
    QTableWidget* m_table;
    std::vector<ResultRow> m_rows;
    QString m_timeUnit;
};

} // namespace ui
