#pragma once

#include "engine/session/point_probe.h"

#include <QWidget>
#include <string>
#include <vector>

class QTableWidget;
class QToolButton;

namespace ui {

/// One place that was asked about; empty values while they are being found.
struct ProbeRow {
    int number = 0;
    std::vector<double> place;
    double time = 0;
    std::optional<engine::PointProbe> values;
};

/// What the model says at the places that were asked about, one row each, as a table that can be exported.
class ProbePanel : public QWidget {
    Q_OBJECT

public:
    explicit ProbePanel(QWidget* parent = nullptr);

    void show(const std::vector<ProbeRow>& rows, const std::vector<std::string>& axisNames, const QString& timeUnit);
    using QWidget::show;
    /// The same numbers exactly, for a file: CSV with a heading.
    static std::string csv(const std::vector<ProbeRow>& rows, const std::vector<std::string>& axisNames);

signals:
    void exportAsked();
    void removeAsked(int number);
    void removeAllAsked();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    int chosen() const;
    void spread();

    QTableWidget* m_table;
    QToolButton *m_export, *m_remove, *m_removeAll;
    std::vector<int> m_numbers;
};

} // namespace ui
