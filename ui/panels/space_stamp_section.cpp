#include "ui/panels/space_stamp_section.h"

#include "ui/panels/field_rows.h"
#include "ui/tools/drawing_options.h"
#include "ui/tools/space/space_stamp_points.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/tool_card.h"

#include <QGridLayout>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {

namespace {

struct Choice {
    SpaceStampKind kind;
    const char* id;
    const char* icon;
};
constexpr Choice kChoices[] = {
    {SpaceStampKind::Ball, "stampBall", "ball"},     {SpaceStampKind::Shell, "stampShell", "shell"},
    {SpaceStampKind::Torus, "stampTorus", "torus"},  {SpaceStampKind::Helix, "stampHelix", "helix"},
    {SpaceStampKind::Box, "stampBox", "cube"},       {SpaceStampKind::Plane, "stampPlane", "plane"},
    {SpaceStampKind::SwissRoll, "stampRoll", "roll"}, {SpaceStampKind::Knot, "stampKnot", "knot"},
    {SpaceStampKind::Mesh, "stampMesh", "mesh"}};

bool isSolid(const StampSettings& stamp) {
    return stamp.spaceKind == SpaceStampKind::Ball || stamp.spaceKind == SpaceStampKind::Box ||
           (stamp.spaceKind == SpaceStampKind::Mesh && stamp.fillsMesh);
}

} // namespace

SpaceStampSection::SpaceStampSection(DrawingOptions& options, QWidget* parent)
    : Section(tr("Stamps"), parent), m_options(options) {
    setObjectName(QStringLiteral("spaceStampSection"));
    makeButtons();
    makeFields();
    connect(&options, &DrawingOptions::changed, this, &SpaceStampSection::showSettings);
    showSettings();
}

void SpaceStampSection::makeButtons() {
    auto* grid = new QGridLayout;
    grid->setSpacing(8);
    int place = 0;
    for (const Choice& choice : kChoices) {
        QToolButton* button = makeToolCard(QLatin1String(choice.id), QLatin1String(choice.icon),
                                           nameOfSpaceStamp(choice.kind));
        button->setToolTip(tr("Click to stamp, drag from the middle to choose the size."));
        connect(button, &QToolButton::clicked, this, [this, kind = choice.kind] { emit stampWanted(kind); });
        m_buttons[choice.kind] = button;
        grid->addWidget(button, place / 3, place % 3);
        ++place;
    }
    contents()->addLayout(grid);
}

void SpaceStampSection::makeFields() {
    m_mesh = new QPushButton(tr("Choose…"));
    m_mesh->setObjectName(QStringLiteral("stampMeshFile"));
    m_mesh->setToolTip(tr("Choose a file with a mesh (OBJ, STL)."));
    connect(m_mesh, &QPushButton::clicked, this, &SpaceStampSection::meshWanted);
    m_fill = new SegmentedControl;
    m_fill->setObjectName(QStringLiteral("meshFill"));
    m_fill->setAccessibleName(tr("Points in the mesh"));
    m_fill->addSegment(QStringLiteral("meshSurface"), tr("surface"), tr("Points spread evenly over the surface"));
    m_fill->addSegment(QStringLiteral("meshVolume"), tr("inside"),
                       tr("Points spread evenly inside; the mesh must be closed"));
    connect(m_fill, &SegmentedControl::chosen, this, [this](const QString& id) {
        m_options.edit([&](DrawingSettings& s) { s.stamp.fillsMesh = id == QLatin1String("meshVolume"); });
    });
    m_meshRows = fieldRows({{tr("File"), m_mesh}, {tr("Points"), m_fill}});

    m_count = makeNumber(QStringLiteral("spaceStampCount"), {}, 1, 100'000, 0, 50, tr("Points in the stamp."));
    m_radius = makeNumber(QStringLiteral("spaceStampRadius"), tr("length"), 1e-9, 1e9, 6, 0.1,
                          tr("Radius of the sphere the shape fits into, in the units of the data."));
    m_radius->setStepFactor(1.1);
    m_angle = makeNumber(QStringLiteral("spaceStampAngle"), QStringLiteral("°"), -360, 360, 1, 15,
                         tr("Turn of the shape about the normal of the work plane."));
    m_noise = makeNumber(QStringLiteral("spaceStampNoise"), tr("of radius"), 0, 1, 3, 0.01,
                         tr("Standard deviation of the points around curve or surface, as a part of the radius."));
    m_noiseRow = fieldRows({{tr("Noise"), m_noise}});
    const QString place = tr("Where the middle goes along this axis.");
    m_x = makeNumber(QStringLiteral("spaceStampX"), {}, -1e9, 1e9, 6, 0.1, place);
    m_y = makeNumber(QStringLiteral("spaceStampY"), {}, -1e9, 1e9, 6, 0.1, place);
    m_z = makeNumber(QStringLiteral("spaceStampZ"), {}, -1e9, 1e9, 6, 0.1, place);
    for (NumberField* field : {m_radius, m_angle, m_noise, m_x, m_y, m_z})
        field->setShortest(true);
    m_place = new QPushButton(tr("Stamp there"));
    m_place->setObjectName(QStringLiteral("placeSpaceStamp"));
    m_place->setToolTip(tr("Stamp once with these numbers, without the pointer."));
    m_rows = fieldRows({{{}, m_meshRows},
                        {tr("Points"), m_count},
                        {tr("Radius"), m_radius},
                        {tr("Turn"), m_angle},
                        {{}, m_noiseRow},
                        {tr("Middle x"), m_x},
                        {tr("Middle y"), m_y},
                        {tr("Middle z"), m_z},
                        {{}, m_place}});
    contents()->addWidget(m_rows);

    const auto edit = [this](NumberField* field, void (*change)(DrawingSettings&, double, double)) {
        connect(field, &NumberField::committed, this, [this, change](double value) {
            m_options.edit([&](DrawingSettings& s) { change(s, value, m_options.scale()); });
        });
    };
    edit(m_count, [](DrawingSettings& s, double value, double) { s.stamp.count = int(value); });
    edit(m_radius, [](DrawingSettings& s, double value, double scale) { s.stamp.radius = value / scale; });
    edit(m_angle, [](DrawingSettings& s, double value, double) { s.stamp.angle = value; });
    edit(m_noise, [](DrawingSettings& s, double value, double) { s.stamp.noise = value; });
    connect(m_place, &QPushButton::clicked, this,
            [this] { emit placeWanted({m_x->value(), m_y->value(), m_z->value()}); });
}

void SpaceStampSection::showAxes(const QStringList& names) {
    NumberField* const fields[] = {m_x, m_y, m_z};
    for (int axis = 0; axis < 3; ++axis)
        relabel(fields[axis], tr("Middle %1").arg(names[axis]));
}

void SpaceStampSection::showStamp(bool isStamp) {
    m_isStamp = isStamp;
    showSettings();
}

void SpaceStampSection::showSettings() {
    const StampSettings& stamp = m_options.settings().stamp;
    for (const auto& [kind, button] : m_buttons)
        button->setChecked(m_isStamp && kind == stamp.spaceKind);
    setValue(m_isStamp ? nameOfSpaceStamp(stamp.spaceKind) : QString());
    m_rows->setVisible(m_isStamp);
    m_meshRows->setVisible(stamp.spaceKind == SpaceStampKind::Mesh);
    m_noiseRow->setVisible(!isSolid(stamp));
    m_mesh->setText(stamp.meshName.isEmpty() ? tr("Choose…") : stamp.meshName);
    m_fill->setCurrent(stamp.fillsMesh ? QStringLiteral("meshVolume") : QStringLiteral("meshSurface"));
    m_count->show(stamp.count);
    m_radius->show(stamp.radius * m_options.scale());
    m_angle->show(stamp.angle);
    m_noise->show(stamp.noise);
}

} // namespace ui
