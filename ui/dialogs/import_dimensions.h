#pragma once

#include "engine/data/principal_components.h"

#include <QWidget>
#include <memory>
#include <optional>

class QLabel;

namespace ui {

class NumberField;
class SegmentedControl;
class VarianceChart;

/// Dimensions of the import dialog: the coordinates as they were measured, or principal components in their place, and
/// how many.
class ImportDimensions : public QWidget {
    Q_OBJECT

public:
    explicit ImportDimensions(QWidget* parent = nullptr);

    /// Empty: as measured.
    std::optional<int> components() const;
    /// `components`: all of the data, null while they are being computed. `kept`: as `components()`.
    void show(int measured, std::shared_ptr<const engine::PrincipalComponents> components, std::optional<int> kept);
    using QWidget::show;

signals:
    /// A person chose otherwise.
    void changed();

private:
    void choose(std::optional<int> kept);
    void showChoice();

    int m_measured = 0;
    std::shared_ptr<const engine::PrincipalComponents> m_components;
    std::optional<int> m_kept;
    bool m_wants = false; ///< components, whose number is suggested once they are known
    SegmentedControl* m_kind;
    VarianceChart* m_chart;
    NumberField* m_count;
    QLabel* m_part;
};

} // namespace ui
