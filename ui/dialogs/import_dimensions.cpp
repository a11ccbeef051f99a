#include "ui/dialogs/import_dimensions.h"

#include "engine/data/dataset_reduction.h"
#include "engine/io/column_mapping.h"
#include "ui/dialogs/variance_chart.h"
#include "ui/style/numbers.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/segmented_control.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

namespace ui {

ImportDimensions::ImportDimensions(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(makeHeading(tr("What is trained")));
    m_kind = new SegmentedControl;
    m_kind->setObjectName(QStringLiteral("dimensionKind"));
    m_kind->setAccessibleName(tr("What is trained"));
    m_kind->addSegment(QStringLiteral("asMeasured"), tr("As measured"), tr("Train on the coordinates of the file."));
    m_kind->addSegment(QStringLiteral("principalComponents"), tr("Principal components"),
                       tr("Train on the directions in which all points together spread most."));
    connect(m_kind, &SegmentedControl::chosen, this, [this](const QString& id) {
        m_wants = id == QLatin1String("principalComponents") && !m_components && !m_kept;
        choose(id == QLatin1String("asMeasured") ? std::nullopt
               : m_components                    ? std::optional(engine::suggestedCount(*m_components))
                                                 : m_kept);
    });
    layout->addWidget(m_kind);
    layout->addWidget(makeExplanation(
        tr("Up to %1 coordinates are trained as they are; of more, as many components as hold 90 % of the variance, "
           "at most 20.")
            .arg(engine::kMostCoordinates)));
    layout->addSpacing(6);
    layout->addWidget(makeHeading(tr("Variance along the components")));
    m_chart = new VarianceChart;
    m_chart->setToolTip(tr("Bars: each component. Line: the first ones together. Click a bar to keep those up to it."));
    connect(m_chart, &VarianceChart::chosen, this, [this](int kept) { choose(kept); });
    layout->addWidget(m_chart, 1);
    auto* row = new QHBoxLayout;
    row->addWidget(makeLabel(tr("Keep"), TextSize::Small, Tone::Secondary));
    m_count = new NumberField(tr("components"));
    m_count->setObjectName(QStringLiteral("componentCount"));
    m_count->setAccessibleName(tr("Number of principal components"));
    m_count->setToolTip(tr("How many components are trained, k."));
    m_count->setDecimals(0);
    m_count->setFixedWidth(140);
    connect(m_count, &NumberField::committed, this, [this](double kept) { choose(int(kept)); });
    row->addWidget(m_count);
    m_part = makeLabel({}, TextSize::Small, Tone::Secondary);
    m_part->setObjectName(QStringLiteral("explainedVariance"));
    row->addWidget(m_part);
    row->addStretch(1);
    layout->addLayout(row);
    setFocusProxy(m_kind);
}

std::optional<int> ImportDimensions::components() const { return m_kept; }

void ImportDimensions::show(int measured, std::shared_ptr<const engine::PrincipalComponents> components,
                            std::optional<int> kept) {
    m_measured = measured;
    m_components = std::move(components);
    m_kept = kept;
    if (m_wants && m_components) {
        m_wants = false;
        if (!m_kept) // when what is shown now is shown
            QTimer::singleShot(0, this, [this] { choose(engine::suggestedCount(*m_components)); });
    }
    showChoice();
}

void ImportDimensions::choose(std::optional<int> kept) {
    if (kept == m_kept) {
        showChoice();
        return;
    }
    m_kept = kept;
    showChoice();
    emit changed();
}

void ImportDimensions::showChoice() {
    const bool isTooWide = m_measured > engine::kMostCoordinates;
    m_kind->setCurrent(m_kept || m_wants ? QStringLiteral("principalComponents") : QStringLiteral("asMeasured"));
    m_kind->segment(QStringLiteral("asMeasured"))->setEnabled(!isTooWide);
    m_kind->segment(QStringLiteral("asMeasured"))->setText(tr("As measured, %1-D").arg(m_measured));
    m_chart->show(m_components, m_kept.value_or(0));
    m_count->setEnabled(m_components && m_kept);
    if (!m_components) {
        m_part->clear();
        return;
    }
    const int most = m_components->count(), shown = m_kept.value_or(engine::suggestedCount(*m_components));
    m_count->setRange(1, most);
    m_count->show(shown);
    m_part->setText(m_kept ? tr("of %1 hold %2 % of the variance")
                                 .arg(most)
                                 .arg(fixedText(100 * m_components->explained(std::min(shown, most)), 1))
                           : tr("The file's own %1 coordinates are kept.").arg(m_measured));
}

} // namespace ui
