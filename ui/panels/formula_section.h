#pragma once

#include "engine/data/formula.h"
#include "ui/widgets/section.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace ui {

class NumberField;

/// A density as a formula of x and y: its picture over the visible part of the plane, what is wrong with it, and the
/// points to draw from it.
class FormulaSection : public Section {
    Q_OBJECT

public:
    explicit FormulaSection(QWidget* parent = nullptr);

    /// The part of the plane that is seen: what the density is taken over.
    void showRegion(const Eigen::Vector2d& lower, const Eigen::Vector2d& upper);
    void takeFocus();

signals:
    void samplingWanted(const QString& formula, int count);

protected:
    void showEvent(QShowEvent* event) override;

private:
    class Preview;

    void refresh();

    QLineEdit* m_text;
    Preview* m_preview;
    QLabel* m_problem;
    NumberField* m_count;
    QPushButton* m_draw;
    Eigen::Vector2d m_lower{-1, -1}, m_upper{1, 1};
};

} // namespace ui
