#pragma once

#include "ui/export/export_queue.h"

#include <QWidget>

class QToolButton;

namespace ui {

/// One file of the queue: what it is, how far it is, and a cross to end it or a folder to find it.
class ExportRow : public QWidget {
    Q_OBJECT

public:
    explicit ExportRow(int id, QWidget* parent = nullptr);
    void show(const ExportQueue::Job& job);
    using QWidget::show;
    int id() const { return m_id; }
    QSize sizeHint() const override { return {400, 42}; }

signals:
    void cancelWanted(int id);
    void folderWanted(const QString& file);

protected:
    void paintEvent(QPaintEvent*) override;
    void resizeEvent(QResizeEvent*) override;

private:
    int m_id;
    ExportQueue::Job m_job;
    QToolButton* m_button;
};

} // namespace ui
