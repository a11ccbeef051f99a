#pragma once

#include "engine/data/dataset.h"

#include <QWidget>

class QLabel;
class QTableWidget;

namespace ui {

class CloudPreview;

/// The right half of the import dialog: a picture of what comes of the choices, and its snapshots.
class ImportOutcome : public QWidget {
    Q_OBJECT

public:
    explicit ImportOutcome(QWidget* parent = nullptr);
    void show(const engine::Dataset& dataset);
    using QWidget::show;

private:
    CloudPreview* m_preview;
    QTableWidget* m_snapshots;
    QLabel* m_shown;
};

} // namespace ui
