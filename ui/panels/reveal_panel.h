#pragma once

#include "engine/session/snapshot_comparison.h"

#include <QWidget>
#include <array>

class QLabel;

namespace ui {

/// What a revealed snapshot says: the distances of the model's prediction beside those of two that need no model.
class RevealPanel : public QWidget {
    Q_OBJECT

public:
    explicit RevealPanel(QWidget* parent = nullptr);

    /// `title`: which snapshot. Null while distances are being measured.
    void show(const QString& title, const engine::Revelation* revelation);
    using QWidget::show;
    /// All its words and numbers, for tests and assistive techniques.
    QString text() const;

signals:
    void closed();

private:
    static constexpr int kRows = 3, kMeasures = 3; ///< model, nearest, transport; W1, W2, MMD²
    QLabel *m_title, *m_verdict;
    std::array<QLabel*, kRows> m_names;
    std::array<std::array<QLabel*, kMeasures>, kRows> m_numbers;
};

} // namespace ui
