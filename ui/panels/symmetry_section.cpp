#include "ui/panels/symmetry_section.h"

#include "ui/panels/field_rows.h"
#include "ui/style/fonts.h"
#include "ui/style/numbers.h"
#include "ui/tools/drawing_options.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/segmented_control.h"
#include "ui/window/actions.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QVBoxLayout>

namespace ui {

namespace {
/// In the order of SymmetrySettings::Kind.
constexpr const char* kActions[] = {"symmetryNone", "symmetryLeftRight", "symmetryUpDown", "symmetryBoth",
                                    "symmetryTurn"};
} // namespace

SymmetrySection::SymmetrySection(const Actions& actions, DrawingOptions& options, QWidget* parent)
    : Section(tr("Symmetry and grid"), parent), m_options(options) {
    setObjectName(QStringLiteral("symmetrySection"));
    m_kind =
        makeCombo(QStringLiteral("symmetryKind"), tr("Copies that brush, eraser, line and stamps make of themselves."));
    for (const char* id : kActions)
        m_kind->addItem(Actions::plainText(actions[id]));
    connect(m_kind, &QComboBox::activated, this, [&actions](int index) { actions[kActions[index]]->trigger(); });
    m_folds = makeNumber(QStringLiteral("symmetryFolds"), tr("copies"), 2, 24, 0, 1,
                         tr("How many copies stand around the centre."));
    connect(m_folds, &NumberField::committed, this,
            [this](double value) { m_options.edit([&](DrawingSettings& s) { s.symmetry.folds = int(value); }); });
    m_center = new SegmentedControl;
    m_center->setObjectName(QStringLiteral("symmetryCenter"));
    m_center->setAccessibleName(tr("Centre of the symmetry"));
    m_center->addSegment(QStringLiteral("aboutOrigin"), tr("origin"), tr("About the point 0, 0"));
    m_center->addSegment(QStringLiteral("aboutView"), tr("view"), tr("About the middle of the view"));
    QAction* aboutView = actions["symmetryAboutView"];
    connect(m_center, &SegmentedControl::chosen, this, [aboutView](const QString& id) {
        if (aboutView->isChecked() != (id == QLatin1String("aboutView")))
            aboutView->trigger();
    });
    m_foldRow = fieldRows({{tr("Turns"), m_folds}});
    m_centerRow = fieldRows({{tr("Centre"), m_center}});
    m_symmetryRows = fieldRows({{tr("Symmetry"), m_kind}, {{}, m_foldRow}, {{}, m_centerRow}});
    contents()->addWidget(m_symmetryRows);

    m_snap = new QCheckBox(tr("Snap to grid"));
    m_snap->setObjectName(QStringLiteral("snapBox"));
    m_snap->setFont(textFont(TextSize::Small));
    m_snap->setFocusPolicy(Qt::TabFocus);
    m_snap->setToolTip(tr("The pointer goes from crossing to crossing of the grid; hold Ctrl for the other way."));
    QAction* snap = actions["snapToGrid"];
    connect(m_snap, &QCheckBox::clicked, this, [snap] { snap->trigger(); });
    m_step = makeNumber(QStringLiteral("gridStep"), {}, 0, 1e9, 6, 0.1,
                        tr("Distance between crossings, in the units of the data; 0 follows the axes."));
    m_step->setShortest(true);
    connect(m_step, &NumberField::committed, this,
            [this](double value) { m_options.edit([&](DrawingSettings& s) { s.gridStep = value; }); });
    contents()->addWidget(fieldRows({{{}, m_snap}, {tr("Grid step"), m_step}}));
    connect(&options, &DrawingOptions::changed, this, &SymmetrySection::showSettings);
    showSettings();
}

void SymmetrySection::showSymmetry(bool shown) { m_symmetryRows->setVisible(shown); }

void SymmetrySection::showAxesStep(double step) {
    const QString unit = m_options.settings().gridStep > 0 ? tr("length") : tr("as axes: %1").arg(shortText(step, 3));
    if (unit != m_unit)
        m_step->setUnit(m_unit = unit); // asked for with every frame
}

void SymmetrySection::showSettings() {
    const DrawingSettings& s = m_options.settings();
    m_kind->setCurrentIndex(int(s.symmetry.kind));
    m_folds->show(s.symmetry.folds);
    m_center->setCurrent(s.symmetry.aboutView ? QStringLiteral("aboutView") : QStringLiteral("aboutOrigin"));
    m_foldRow->setVisible(s.symmetry.kind == SymmetrySettings::Kind::Turn);
    m_centerRow->setVisible(s.symmetry.kind != SymmetrySettings::Kind::None);
    m_snap->setChecked(s.snaps);
    m_step->show(s.gridStep);
    QStringList value;
    if (s.symmetry.kind != SymmetrySettings::Kind::None)
        value += m_kind->currentText();
    if (s.snaps)
        value += tr("snaps");
    setValue(value.join(QStringLiteral(", ")));
}

} // namespace ui
