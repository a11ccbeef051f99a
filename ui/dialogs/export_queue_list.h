#pragma once

#include "ui/export/export_queue.h"

#include <QWidget>

namespace ui {

class ExportRow;

/// The newest orders of the queue, each with its progress, or a word that there are none.
class ExportQueueList : public QWidget {
    Q_OBJECT

public:
    explicit ExportQueueList(ExportQueue& queue, QWidget* parent = nullptr);

private:
    void refresh();

    ExportQueue& m_queue;
    QWidget* m_empty;
    QVector<ExportRow*> m_rows;
};

} // namespace ui
