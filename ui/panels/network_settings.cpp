#include "ui/panels/network_settings.h"

#include "ui/panels/inspector_choices.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/number_field.h"

#include <QComboBox>
#include <QVBoxLayout>
#include <algorithm>

namespace ui {

namespace {

QString networkText(const engine::TrainingSettings& settings) {
    const auto& hidden = settings.hidden;
    const bool even = std::all_of(hidden.begin(), hidden.end(), [&](int width) { return width == hidden.front(); });
    QString layers;
    if (even && !hidden.empty()) {
        layers = QStringLiteral("%1 × %2").arg(hidden.size()).arg(hidden.front());
    } else {
        for (const int width : hidden)
            layers += (layers.isEmpty() ? QString() : QStringLiteral(", ")) + QString::number(width);
    }
    for (const ActivationChoice& choice : activationChoices())
        if (choice.activation == settings.activation)
            layers += QLatin1Char(' ') + QLatin1String(choice.title);
    return layers;
}

} // namespace

NetworkSettings::NetworkSettings() : Section(tr("Network")) {
    setObjectName(QStringLiteral("networkSection"));
    m_width = makeNumber(QStringLiteral("width"), tr("units"), 4, 1024, 0, 16,
                         tr("Units in each layer: more can bend the flow more finely and take longer. Begins anew."));
    m_depth =
        makeNumber(QStringLiteral("depth"), tr("layers"), 1, 8, 0, 1, tr("Hidden layers of the network. Begins anew."));
    connect(m_width, &NumberField::committed, this, [this](double width) {
        emit edited(tr("Width"),
                     [=](engine::TrainingSettings& s) { std::fill(s.hidden.begin(), s.hidden.end(), int(width)); });
    });
    connect(m_depth, &NumberField::committed, this, [this](double depth) {
        emit edited(tr("Depth"), [=](engine::TrainingSettings& s) {
            s.hidden.resize(std::size_t(depth), s.hidden.empty() ? 128 : s.hidden.back());
        });
    });
    m_activation =
        makeCombo(QStringLiteral("activation"),
                  tr("What each unit does with its sum; all three are smooth, as the method needs. Begins anew."));
    for (const ActivationChoice& choice : activationChoices())
        m_activation->addItem(QLatin1String(choice.title));
    connect(m_activation, &QComboBox::activated, this, [this](int i) {
        emit edited(tr("Activation"), [=](engine::TrainingSettings& s) {
            s.activation = activationChoices()[std::size_t(i)].activation;
        });
    });
    contents()->addWidget(makeExplanation(tr("The action s(t, x) is a network of this shape.")));
    addRow(tr("Width"), m_width);
    addRow(tr("Depth"), m_depth);
    addRow(tr("Activation"), m_activation);
}

void NetworkSettings::show(const engine::TrainingSettings& s) {
    setValue(networkText(s));
    m_width->show(s.hidden.empty() ? 0 : s.hidden.front());
    m_depth->show(double(s.hidden.size()));
    for (std::size_t i = 0; i < activationChoices().size(); ++i)
        if (activationChoices()[i].activation == s.activation)
            m_activation->setCurrentIndex(int(i));
}

} // namespace ui
