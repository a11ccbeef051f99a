#include "ui/widgets/step_slider.h"

#include "ui/style/numbers.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSlider>

namespace ui {

namespace {
constexpr int kNumberWidth = 58;
}

StepSlider::StepSlider(QWidget* parent)
    : QWidget(parent), m_slider(new QSlider(Qt::Horizontal)), m_label(makeLabel({}, TextSize::Small)) {
    m_slider->setAccessibleName(tr("Step of the training that is shown"));
    m_slider->setPageStep(1);
    m_slider->setFocusPolicy(Qt::TabFocus);
    m_label->setFont(numberFont(TextSize::Small));
    m_label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_label->setFixedWidth(kNumberWidth);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_slider, 1);
    layout->addWidget(m_label);
    setFocusProxy(m_slider);
    connect(m_slider, &QSlider::valueChanged, this, [this] {
        showWords();
        emit chosen(step());
    });
    show({}, {});
}

std::optional<std::int64_t> StepSlider::step() const {
    const auto at = std::size_t(m_slider->value());
    return at < m_steps.size() ? std::optional(m_steps[at]) : std::nullopt;
}

void StepSlider::show(const std::vector<std::int64_t>& steps, std::optional<std::int64_t> chosen) {
    const QSignalBlocker silent(m_slider);
    m_steps = steps;
    m_slider->setRange(0, int(steps.size()));
    std::size_t at = steps.size();
    for (std::size_t i = 0; i < steps.size(); ++i)
        if (chosen == steps[i])
            at = i;
    m_slider->setValue(int(at));
    setEnabled(!steps.empty());
    showWords();
}

void StepSlider::showWords() {
    const auto chosen = step();
    m_label->setText(chosen ? countLabel(*chosen) : tr("newest"));
}

} // namespace ui
