#pragma once

#include "engine/data/dataset.h"
#include "engine/session/group_shares.h"

#include <QWidget>
#include <string>
#include <vector>

namespace ui {

/// How a population is divided among groups at each time, and how it goes from group to group between them: bars with
/// bands.
class ShareDiagram : public QWidget {
    Q_OBJECT

public:
    explicit ShareDiagram(QWidget* parent = nullptr);

    void show(std::vector<engine::GroupShares> shares, std::vector<std::string> groups, const QString& timeUnit);
    using QWidget::show;
    QSize minimumSizeHint() const override { return {300, 72}; }

protected:
    void paintEvent(QPaintEvent*) override;

private:
    QColor color(int group) const;
    QString name(int group) const;
    /// Shares of a column from the top down, the unknown last.
    std::vector<double> parts(const engine::GroupShares& of) const;

    std::vector<engine::GroupShares> m_shares;
    std::vector<std::string> m_groups;
    QString m_unit;
};

} // namespace ui
