#include "ui/panels/brush_section.h"

#include "ui/panels/field_rows.h"
#include "ui/style/numbers.h"
#include "ui/tools/drawing_options.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/segmented_control.h"

#include <QVBoxLayout>

namespace ui {

namespace {

using Pressure = BrushSettings::Pressure;
constexpr std::pair<Pressure, const char*> kPressures[] = {
    {Pressure::Off, "pressureOff"}, {Pressure::Density, "pressureDensity"}, {Pressure::Size, "pressureSize"}};

} // namespace

BrushSection::BrushSection(DrawingOptions& options, QWidget* parent)
    : Section(tr("Brush"), parent), m_options(options) {
    setObjectName(QStringLiteral("brushSection"));
    m_radius = makeNumber(QStringLiteral("brushRadiusField"), tr("length"), 1e-9, 1e9, 6, 0.1,
                          tr("Radius of brush, line and eraser, in the units of the data."));
    m_radius->setShortest(true);
    m_radius->setStepFactor(1.1);
    m_density = makeNumber(QStringLiteral("brushDensityField"), tr("a dab"), 1, 2000, 0, 5,
                           tr("Points in one dab; a stroke lays them on at the same rate per area."));
    m_softness = makeNumber(QStringLiteral("brushSoftnessField"), {}, 0, 1, 2, 0.1,
                            tr("0 paints evenly up to the edge, 1 fades out from the middle."));
    m_pressure = new SegmentedControl;
    m_pressure->setObjectName(QStringLiteral("pressure"));
    m_pressure->setAccessibleName(tr("Pen pressure"));
    m_pressure->addSegment(QStringLiteral("pressureOff"), tr("off"), tr("The pressure of a pen changes nothing"));
    m_pressure->addSegment(QStringLiteral("pressureDensity"), tr("density"), tr("Pressing harder paints denser"));
    m_pressure->addSegment(QStringLiteral("pressureSize"), tr("size"), tr("Pressing harder paints wider"));
    contents()->addWidget(fieldRows({{tr("Radius"), m_radius}}));
    m_paintRows = fieldRows({{tr("Density"), m_density}, {tr("Softness"), m_softness}});
    m_pressureRow = fieldRows({{tr("Pen pressure"), m_pressure}});
    contents()->addWidget(m_paintRows);
    contents()->addWidget(m_pressureRow);

    connect(m_radius, &NumberField::committed, this, [this](double value) {
        m_options.edit([&](DrawingSettings& s) { s.brush.radius = value / m_options.scale(); });
    });
    connect(m_density, &NumberField::committed, this,
            [this](double value) { m_options.edit([&](DrawingSettings& s) { s.brush.density = value; }); });
    connect(m_softness, &NumberField::committed, this,
            [this](double value) { m_options.edit([&](DrawingSettings& s) { s.brush.softness = value; }); });
    connect(m_pressure, &SegmentedControl::chosen, this, [this](const QString& id) {
        for (const auto& [pressure, name] : kPressures)
            if (id == QLatin1String(name))
                m_options.edit([&, pressure = pressure](DrawingSettings& s) { s.brush.pressure = pressure; });
    });
    connect(&options, &DrawingOptions::changed, this, &BrushSection::showSettings);
    showSettings();
}

void BrushSection::showPaint(bool paints, bool takesPressure) {
    m_paintRows->setVisible(paints);
    m_pressureRow->setVisible(takesPressure);
}

void BrushSection::showSettings() {
    const BrushSettings& brush = m_options.settings().brush;
    m_radius->show(brush.radius * m_options.scale());
    m_density->show(brush.density);
    m_softness->show(brush.softness);
    for (const auto& [pressure, name] : kPressures)
        if (brush.pressure == pressure)
            m_pressure->setCurrent(QLatin1String(name));
    setValue(shortText(brush.radius * m_options.scale(), 3));
}

} // namespace ui
