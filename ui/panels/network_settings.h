#pragma once

#include "engine/training/training_settings.h"
#include "ui/widgets/section.h"

#include <functional>

class QComboBox;

namespace ui {

class NumberField;

/// The shape of the network.
class NetworkSettings : public Section {
    Q_OBJECT

public:
    NetworkSettings();

    void show(const engine::TrainingSettings& settings);
    using Section::show;

signals:
    /// `text` names the step of the history.
    void edited(const QString& text, const std::function<void(engine::TrainingSettings&)>& change);

private:
    NumberField *m_width, *m_depth;
    QComboBox* m_activation;
};

} // namespace ui
