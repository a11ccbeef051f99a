#include "ui/panels/population_panel.h"

#include "ui/widgets/dock_title.h"
#include "ui/widgets/labels.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {

PopulationPanel::PopulationPanel(QWidget* parent)
    : QWidget(parent),
      m_title(makeLabel({}, TextSize::Body, Tone::Normal, TextWeight::Semibold)),
      m_empty(
          makeExplanation(tr("The data have no column with groups, so there are no shares to show; the stage shows the "
                             "ways."))),
      m_columns(new QComboBox),
      m_diagram(new ShareDiagram) {
    setObjectName(QStringLiteral("populationPanel"));
    m_columns->setObjectName(QStringLiteral("groupColumn"));
    m_columns->setAccessibleName(tr("Groups"));
    m_columns->setToolTip(
        tr("Column of the data whose groups are counted, by the measured point nearest to each particle."));
    m_columns->setFont(textFont(TextSize::Small));
    m_columns->setFocusPolicy(Qt::TabFocus);
    QToolButton* close = makeIconButton(QStringLiteral("closePopulation"), QStringLiteral("close"),
                                        tr("Let go of this population"), this);
    auto* title = new QHBoxLayout;
    title->setContentsMargins(12, 4, 8, 0);
    title->setSpacing(8);
    title->addWidget(m_title);
    title->addStretch(1);
    title->addWidget(m_columns);
    title->addWidget(close);
    m_empty->setContentsMargins(12, 4, 12, 4);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(title);
    layout->addWidget(m_empty);
    layout->addWidget(m_diagram, 1);
    connect(m_columns, &QComboBox::activated, this, &PopulationPanel::columnChosen);
    connect(close, &QToolButton::clicked, this, &PopulationPanel::closed);
}

void PopulationPanel::show(const QString& title, const QStringList& columns, int chosen) {
    m_title->setText(title);
    m_columns->clear();
    m_columns->addItems(columns);
    m_columns->setCurrentIndex(chosen);
    m_columns->setVisible(columns.size() > 1);
    m_empty->setVisible(columns.isEmpty());
    m_diagram->setVisible(!columns.isEmpty());
}

} // namespace ui
