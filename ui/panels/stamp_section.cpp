#include "ui/panels/stamp_section.h"

#include "ui/panels/field_rows.h"
#include "ui/tools/drawing_options.h"
#include "ui/tools/stamp_tool.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/tool_card.h"

#include <QFontComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {

namespace {

struct Choice {
    StampKind kind;
    const char* id;
    const char* icon;
};
constexpr Choice kChoices[] = {
    {StampKind::Gaussian, "stampGaussian", "blob"}, {StampKind::Ring, "stampRing", "ring"},
    {StampKind::Moons, "stampMoons", "moons"},      {StampKind::Spiral, "stampSpiral", "spiral"},
    {StampKind::Lattice, "stampGrid", "grid"},      {StampKind::Text, "stampText", "text"},
    {StampKind::Picture, "stampImage", "image"}};

bool hasCurve(StampKind kind) {
    return kind == StampKind::Ring || kind == StampKind::Moons || kind == StampKind::Spiral ||
           kind == StampKind::Lattice;
}

} // namespace

StampSection::StampSection(DrawingOptions& options, QWidget* parent)
    : Section(tr("Stamps"), parent), m_options(options) {
    setObjectName(QStringLiteral("stampSection"));
    makeButtons();
    makeFields();
    connect(&options, &DrawingOptions::changed, this, &StampSection::showSettings);
    showSettings();
}

void StampSection::makeButtons() {
    auto* grid = new QGridLayout;
    grid->setSpacing(8);
    int place = 0;
    const auto add = [&](QToolButton* button) {
        grid->addWidget(button, place / 4, place % 4);
        ++place;
    };
    for (const Choice& choice : kChoices) {
        if (choice.kind == StampKind::Text) { // between the shapes and what is given
            m_polygon = makeToolCard(QStringLiteral("stampPolygon"), QStringLiteral("polygon"), tr("Polygon"));
            m_polygon->setToolTip(tr("Click the corners of an area; double click or Enter fills it."));
            connect(m_polygon, &QToolButton::clicked, this, &StampSection::polygonWanted);
            add(m_polygon);
        }
        QToolButton* button =
            makeToolCard(QLatin1String(choice.id), QLatin1String(choice.icon), StampTool::nameOf(choice.kind));
        button->setToolTip(tr("Click to stamp, drag from the middle to choose size and turn."));
        connect(button, &QToolButton::clicked, this, [this, kind = choice.kind] { emit stampWanted(kind); });
        m_buttons[choice.kind] = button;
        add(button);
    }
    contents()->addLayout(grid);
}

void StampSection::makeFields() {
    m_hint = makeExplanation(tr("Click the corners. Enter, a double click or a click on the first corner fills the "
                                "area; Backspace takes a corner back."));
    contents()->addWidget(m_hint);

    m_text = new QLineEdit;
    m_text->setObjectName(QStringLiteral("stampTextField"));
    m_text->setMaxLength(200);
    m_text->setToolTip(tr("What is stamped."));
    m_font = new QFontComboBox;
    m_font->setObjectName(QStringLiteral("stampFont"));
    m_font->setFocusPolicy(Qt::TabFocus);
    m_font->setFont(textFont(TextSize::Small));
    m_font->setToolTip(tr("Typeface of the text."));
    m_textRows = fieldRows({{tr("Text"), m_text}, {tr("Typeface"), m_font}});
    connect(m_text, &QLineEdit::textEdited, this,
            [this](const QString& text) { m_options.edit([&](DrawingSettings& s) { s.stamp.text = text; }); });
    connect(m_font, &QFontComboBox::currentFontChanged, this,
            [this](const QFont& font) { m_options.edit([&](DrawingSettings& s) { s.stamp.font = font; }); });

    m_picture = new QPushButton(tr("Choose…"));
    m_picture->setObjectName(QStringLiteral("stampPicture"));
    m_picture->setToolTip(tr("Choose a picture (PNG, JPEG, SVG); the darker, the denser the points."));
    connect(m_picture, &QPushButton::clicked, this, &StampSection::pictureWanted);
    m_pictureRow = fieldRows({{tr("Picture"), m_picture}});

    m_count = makeNumber(QStringLiteral("stampCountField"), {}, 1, 100'000, 0, 50, tr("Points in the stamp."));
    m_radius = makeNumber(QStringLiteral("stampRadius"), tr("length"), 1e-9, 1e9, 6, 0.1,
                          tr("Half the width of the stamp, in the units of the data."));
    m_radius->setShortest(true);
    m_radius->setStepFactor(1.1);
    m_angle = makeNumber(QStringLiteral("stampAngle"), QStringLiteral("°"), -360, 360, 1, 15,
                         tr("Turn of the stamp, counter-clockwise."));
    m_angle->setShortest(true);
    m_noise = makeNumber(QStringLiteral("stampNoiseField"), tr("of radius"), 0, 1, 3, 0.02,
                         tr("Standard deviation of the points around the curve, as a part of the radius."));
    m_noise->setShortest(true);
    contents()->addWidget(m_textRows);
    contents()->addWidget(m_pictureRow);
    m_countRow = fieldRows({{tr("Points"), m_count}});
    contents()->addWidget(m_countRow);
    m_noiseRow = fieldRows({{tr("Noise"), m_noise}});

    m_x = makeNumber(QStringLiteral("stampX"), {}, -1e9, 1e9, 6, 0.1, tr("Where the middle goes along this axis."));
    m_y = makeNumber(QStringLiteral("stampY"), {}, -1e9, 1e9, 6, 0.1, tr("Where the middle goes along this axis."));
    m_x->setShortest(true);
    m_y->setShortest(true);
    m_place = new QPushButton(tr("Stamp there"));
    m_place->setObjectName(QStringLiteral("placeStamp"));
    m_place->setToolTip(tr("Stamp once with these numbers, without the pointer."));
    m_stampRows = fieldRows({{tr("Radius"), m_radius},
                             {tr("Turn"), m_angle},
                             {{}, m_noiseRow},
                             {tr("Middle x"), m_x},
                             {tr("Middle y"), m_y},
                             {{}, m_place}});
    contents()->addWidget(m_stampRows);

    const auto edit = [this](NumberField* field, void (*change)(DrawingSettings&, double, double)) {
        connect(field, &NumberField::committed, this, [this, change](double value) {
            m_options.edit([&](DrawingSettings& s) { change(s, value, m_options.scale()); });
        });
    };
    connect(m_count, &NumberField::committed, this, [this](double value) {
        m_options.edit(
            [&](DrawingSettings& s) { (m_tool == ToolKind::Polygon ? s.polygonCount : s.stamp.count) = int(value); });
    });
    edit(m_radius, [](DrawingSettings& s, double value, double scale) { s.stamp.radius = value / scale; });
    edit(m_angle, [](DrawingSettings& s, double value, double) { s.stamp.angle = value; });
    edit(m_noise, [](DrawingSettings& s, double value, double) { s.stamp.noise = value; });
    connect(m_place, &QPushButton::clicked, this, [this] { emit placeWanted(m_x->value(), m_y->value()); });
}

void StampSection::showAxes(const QStringList& names) {
    relabel(m_x, tr("Middle %1").arg(names[0]));
    relabel(m_y, tr("Middle %1").arg(names[1]));
}

void StampSection::showTool(ToolKind kind) {
    m_tool = kind;
    showSettings();
}

void StampSection::showSettings() {
    const DrawingSettings& s = m_options.settings();
    const bool stamps = m_tool == ToolKind::Stamp, polygon = m_tool == ToolKind::Polygon;
    for (const auto& [kind, button] : m_buttons)
        button->setChecked(stamps && kind == s.stamp.kind);
    m_polygon->setChecked(polygon);
    setValue(stamps ? StampTool::nameOf(s.stamp.kind) : polygon ? tr("Polygon") : QString());
    m_hint->setVisible(polygon);
    m_countRow->setVisible(stamps || polygon);
    m_stampRows->setVisible(stamps);
    m_textRows->setVisible(stamps && s.stamp.kind == StampKind::Text);
    m_pictureRow->setVisible(stamps && s.stamp.kind == StampKind::Picture);
    m_noiseRow->setVisible(hasCurve(s.stamp.kind));
    if (m_text->text() != s.stamp.text)
        m_text->setText(s.stamp.text);
    m_picture->setText(s.stamp.pictureName.isEmpty() ? tr("Choose…") : s.stamp.pictureName);
    m_count->show(polygon ? s.polygonCount : s.stamp.count);
    m_radius->show(s.stamp.radius * m_options.scale());
    m_angle->show(s.stamp.angle);
    m_noise->show(s.stamp.noise);
}

} // namespace ui
