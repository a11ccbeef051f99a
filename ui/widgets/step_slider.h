#pragma once

#include <QWidget>
#include <cstdint>
#include <optional>
#include <vector>

class QLabel;
class QSlider;

namespace ui {

/// A slider over the steps of a training that were kept, with the newest model at its right end.
class StepSlider : public QWidget {
    Q_OBJECT

public:
    explicit StepSlider(QWidget* parent = nullptr);

    /// Silent. `chosen` empty: the newest.
    void show(const std::vector<std::int64_t>& steps, std::optional<std::int64_t> chosen);
    using QWidget::show;
    std::optional<std::int64_t> step() const;
    QSlider* slider() const { return m_slider; }

signals:
    void chosen(std::optional<std::int64_t> step);

private:
    void showWords();

    std::vector<std::int64_t> m_steps;
    QSlider* m_slider;
    QLabel* m_label;
};

} // namespace ui
