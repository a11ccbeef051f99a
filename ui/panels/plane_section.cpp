#include "ui/panels/plane_section.h"

#include "ui/panels/field_rows.h"
#include "ui/style/fonts.h"
#include "ui/style/numbers.h"
#include "ui/tools/drawing_options.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/segmented_control.h"
#include "ui/window/actions.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>
#include <cmath>
#include <numbers>

namespace ui {

namespace {

constexpr double kDegree = std::numbers::pi / 180;
constexpr int kSideWidth = 36; // of the words on a button

/// As many digits as a person would write.
double rounded(double value) { return std::round(value * 1e4) / 1e4 + 0.0; }

} // namespace

PlaneSection::PlaneSection(const Actions& actions, DrawingOptions& options, QWidget* parent)
    : Section(tr("Work plane"), parent), m_options(options) {
    setObjectName(QStringLiteral("planeSection"));
    makeSides(actions);
    makeFields();
    connect(&options, &DrawingOptions::changed, this, &PlaneSection::showSettings);
    showSettings();
}

void PlaneSection::makeSides(const Actions& actions) {
    auto* sides = new QHBoxLayout;
    sides->setSpacing(8);
    const auto add = [&](const char* id, const QString& text) {
        QAction* action = actions[id];
        auto* button = new QPushButton(text);
        button->setObjectName(QLatin1String(id) + QStringLiteral("Button"));
        button->setFont(textFont(TextSize::Small));
        button->setToolTip(action->toolTip());
        button->setAccessibleName(Actions::plainText(action));
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        button->setMinimumWidth(0);
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        sides->addWidget(button);
        return button;
    };
    m_sides = {add("planeXY", {}), add("planeXZ", {}), add("planeYZ", {})};
    add("planeScreen", tr("Screen"));
    showAxes({QStringLiteral("x"), QStringLiteral("y"), QStringLiteral("z")});
    contents()->addLayout(sides);
}

void PlaneSection::makeFields() {
    m_height = makeNumber(QStringLiteral("planeHeight"), tr("length"), -1e9, 1e9, 6, 0.1,
                          tr("Distance of the plane from the origin along its normal, in the units of the data."));
    m_tilt = makeNumber(QStringLiteral("planeTilt"), QStringLiteral("°"), 0, 180, 4, 5,
                        tr("Angle between the plane's normal and the third axis."));
    m_heading = makeNumber(QStringLiteral("planeHeading"), QStringLiteral("°"), -360, 360, 4, 5,
                           tr("Direction the normal leans to, from the first axis towards the second."));
    m_thickness = makeNumber(QStringLiteral("brushThickness"), tr("of width"), 0, 1, 2, 0.1,
                             tr("Thickness of the brush across the plane: 0 paints flat, 1 a ball."));
    for (NumberField* field : {m_height, m_tilt, m_heading, m_thickness})
        field->setShortest(true);
    m_surface = new SegmentedControl;
    m_surface->setObjectName(QStringLiteral("paintOn"));
    m_surface->setAccessibleName(tr("Paint on"));
    m_surface->addSegment(QStringLiteral("onPlane"), tr("plane"), tr("Paint where the pointer meets the work plane"));
    m_surface->addSegment(QStringLiteral("onPoints"), tr("points"),
                          tr("Paint on the nearest points under the pointer, and on the plane where there are none"));
    contents()->addWidget(fieldRows({{tr("Height"), m_height}, {tr("Tilt"), m_tilt}, {tr("Heading"), m_heading}}));
    m_brushRows = fieldRows({{tr("Paint on"), m_surface}, {tr("Thickness"), m_thickness}});
    contents()->addWidget(m_brushRows);

    connect(m_height, &NumberField::committed, this,
            [this](double value) { m_options.edit([&](DrawingSettings& s) { s.space.plane.setOffset(value); }); });
    const auto turn = [this] {
        m_options.edit([&](DrawingSettings& s) {
            s.space.plane = s.space.plane.turned(m_tilt->value() * kDegree, m_heading->value() * kDegree);
        });
    };
    connect(m_tilt, &NumberField::committed, this, turn);
    connect(m_heading, &NumberField::committed, this, turn);
    connect(m_thickness, &NumberField::committed, this,
            [this](double value) { m_options.edit([&](DrawingSettings& s) { s.space.thickness = value; }); });
    connect(m_surface, &SegmentedControl::chosen, this, [this](const QString& id) {
        m_options.edit([&](DrawingSettings& s) { s.space.onSurface = id == QLatin1String("onPoints"); });
    });
}

void PlaneSection::showAxes(const QStringList& names) {
    const std::pair<int, int> axes[] = {{0, 1}, {0, 2}, {1, 2}};
    for (std::size_t side = 0; side < m_sides.size(); ++side) {
        const QString both = names[axes[side].first] + QLatin1Char(' ') + names[axes[side].second];
        m_sides[side]->setText(m_sides[side]->fontMetrics().elidedText(both, Qt::ElideRight, kSideWidth));
    }
}

void PlaneSection::showBrush(bool isBrush) { m_brushRows->setVisible(isBrush); }

void PlaneSection::showSettings() {
    const SpaceSettings space = m_options.settings().space;
    m_height->show(rounded(space.plane.offset()));
    m_tilt->show(rounded(space.plane.tilt() / kDegree));
    m_heading->show(rounded(space.plane.heading() / kDegree));
    m_thickness->show(space.thickness);
    m_surface->setCurrent(space.onSurface ? QStringLiteral("onPoints") : QStringLiteral("onPlane"));
    setValue(shortText(rounded(space.plane.offset()), 3));
}

} // namespace ui
