#include "ui/panels/tool_options.h"

#include "ui/panels/snapshot_row.h"
#include "ui/style/icons.h"
#include "ui/style/numbers.h"
#include "ui/style/theme.h"
#include "ui/tools/drawing_options.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/slider_field.h"
#include "ui/window/actions.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QToolButton>
#include <cmath>

namespace ui {

/// What the tool does to it, the key of a snapshot, and its time.
class ToolOptions::Target : public QWidget {
public:
    Target() { setFixedHeight(28); }

    /// "Paints into", or what the tool does instead.
    void setWords(const QString& words) {
        m_words = words;
        show(m_number, m_color, m_time);
    }

    void show(int number, const QColor& color, const QString& time) {
        m_number = number;
        m_color = color;
        m_time = time;
        setFixedWidth(words().isEmpty() ? 0
                                        : QFontMetrics(textFont()).horizontalAdvance(words()) + 40 +
                                              QFontMetrics(textFont()).horizontalAdvance(time));
        setAccessibleName(QStringLiteral("%1 %2, %3").arg(words()).arg(number).arg(time));
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        if (m_number == 0)
            return;
        QPainter painter(this);
        painter.setFont(textFont(TextSize::Small));
        painter.setPen(theme().colors().textSecondary);
        painter.drawText(rect(), Qt::AlignVCenter | Qt::AlignLeft, words());
        const int x = painter.fontMetrics().horizontalAdvance(words()) + 12;
        paintSnapshotKey(painter, QRectF(x, 6, 16, 16), m_number, m_color, false, theme().colors().panel);
        painter.setPen(theme().colors().text);
        painter.drawText(rect().adjusted(x + 24, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, m_time);
    }

private:
    QString words() const { return m_number > 0 ? m_words : QString(); }
    QString m_words;
    int m_number = 0;
    QColor m_color;
    QString m_time;
};

namespace {

QWidget* group(const QString& label, SliderField* slider, int width) {
    auto* widget = new QWidget;
    widget->setFixedWidth(width);
    slider->setAccessibleName(label);
    auto* layout = new QHBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(makeLabel(label, TextSize::Small, Tone::Secondary));
    layout->addWidget(slider, 1);
    return widget;
}

QToolButton* makeButton(const QString& objectName) {
    auto* button = new QToolButton;
    button->setObjectName(objectName);
    button->setFocusPolicy(Qt::TabFocus);
    button->setIconSize({20, 20});
    return button;
}

} // namespace

ToolOptions::ToolOptions(const Actions& actions, DrawingOptions& options, QWidget* parent)
    : QToolBar(parent),
      m_options(options),
      m_title(makeLabel({}, TextSize::Body, Tone::Normal, TextWeight::Semibold)),
      m_selected(makeLabel({}, TextSize::Small, Tone::Secondary)),
      m_target(new Target) {
    setObjectName(QStringLiteral("toolOptions"));
    setWindowTitle(tr("Drawing"));
    setMovable(false);
    setFixedHeight(40);
    setContextMenuPolicy(Qt::PreventContextMenu);
    makeSliders();
    makeChoices(actions);
    arrange();
    connect(&options, &DrawingOptions::changed, this, &ToolOptions::showSettings);
    showTool(ToolKind::Brush);
    showSelected(0);
}

void ToolOptions::makeSliders() {
    m_size = new SliderField(0.01, 1, true, [this](double v) { return shortText(v * m_options.scale(), 2); });
    m_size->setObjectName(QStringLiteral("brushSize"));
    m_density = new SliderField(4, 400, true, [](double v) { return tr("%1 a dab").arg(std::llround(v)); });
    m_density->setObjectName(QStringLiteral("brushDensity"));
    m_density->setToolTip(tr("Points in one dab of the brush."));
    m_softness = new SliderField(0, 1, false, [](double v) { return fixedText(v, 1); });
    m_softness->setObjectName(QStringLiteral("brushSoftness"));
    m_softness->setToolTip(tr("0 paints evenly up to the edge, 1 fades out from the middle."));
    m_points = new SliderField(10, 5000, true, [](double v) { return countLabel(std::llround(v)); });
    m_points->setObjectName(QStringLiteral("stampCount"));
    m_points->setToolTip(tr("Points the next stamp or polygon gets."));
    m_noise = new SliderField(0, 0.5, false, [](double v) { return fixedText(v, 2); });
    m_noise->setObjectName(QStringLiteral("stampNoise"));
    m_noise->setToolTip(tr("How far points lie off the curve of the stamp, as a part of its radius."));
    const auto edit = [this](SliderField* slider, void (*change)(ToolKind, DrawingSettings&, double)) {
        connect(slider, &SliderField::moved, this, [this, change](double value) {
            m_options.edit([&](DrawingSettings& s) { change(m_kind, s, value); });
        });
    };
    edit(m_size, [](ToolKind kind, DrawingSettings& s, double value) {
        (kind == ToolKind::Stamp ? s.stamp.radius : s.brush.radius) = value;
    });
    edit(m_density, [](ToolKind, DrawingSettings& s, double value) { s.brush.density = value; });
    edit(m_softness, [](ToolKind, DrawingSettings& s, double value) { s.brush.softness = value; });
    edit(m_points, [](ToolKind kind, DrawingSettings& s, double value) {
        (kind == ToolKind::Polygon ? s.polygonCount : s.stamp.count) = int(std::lround(value));
    });
    edit(m_noise, [](ToolKind, DrawingSettings& s, double value) { s.stamp.noise = value; });
    m_sizeGroup = group(tr("Size"), m_size, 158);
    m_densityGroup = group(tr("Density"), m_density, 196);
    m_softnessGroup = group(tr("Softness"), m_softness, 166);
    m_pointsGroup = group(tr("Points"), m_points, 186);
    m_noiseGroup = group(tr("Noise"), m_noise, 166);
}

void ToolOptions::makeChoices(const Actions& actions) {
    auto* symmetry = makeButton(QStringLiteral("symmetryButton"));
    symmetry->setIcon(icon(QStringLiteral("symmetry")));
    symmetry->setToolTip(tr("Symmetry: copies that whatever is drawn makes of itself"));
    symmetry->setAccessibleName(tr("Symmetry"));
    symmetry->setCheckable(true);
    symmetry->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(symmetry);
    for (const char* id : {"symmetryNone", "symmetryLeftRight", "symmetryUpDown", "symmetryBoth", "symmetryTurn"})
        menu->addAction(actions[id]);
    menu->addSeparator();
    menu->addAction(actions["symmetryAboutView"]);
    symmetry->setMenu(menu);
    m_symmetry = symmetry;
    auto* snap = makeButton(QStringLiteral("snapButton"));
    snap->setDefaultAction(actions["snapToGrid"]);
    m_snap = snap;

    m_onion = new SegmentedControl;
    m_onion->setObjectName(QStringLiteral("onionSkin"));
    m_onion->setAccessibleName(tr("Onion skin"));
    m_onion->addSegment(QStringLiteral("onion0"), tr("off"), tr("Show the snapshot alone"));
    m_onion->addSegment(QStringLiteral("onion1"), QStringLiteral("1"), tr("Show the neighbours faintly"));
    m_onion->addSegment(QStringLiteral("onion2"), QStringLiteral("2"), tr("Show two neighbours on each side faintly"));
    m_onion->setFixedWidth(76);
    connect(m_onion, &SegmentedControl::chosen, this, [this](const QString& id) {
        m_options.edit([&](DrawingSettings& s) { s.onionSkin = id.right(1).toInt(); });
    });
    m_onionGroup = new QWidget;
    auto* layout = new QHBoxLayout(m_onionGroup);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(makeLabel(tr("Onion skin"), TextSize::Small, Tone::Secondary));
    layout->addWidget(m_onion);

    m_marking = new SegmentedControl;
    m_marking->setObjectName(QStringLiteral("marking"));
    m_marking->setAccessibleName(tr("How points are selected"));
    m_marking->addSegment(QStringLiteral("markLasso"), tr("Lasso"), tr("Draw a line around the points"));
    m_marking->addSegment(QStringLiteral("markBox"), tr("Box"), tr("Draw a box over the points"));
    m_marking->setFixedWidth(120);
    QAction* byBox = actions["selectByBox"];
    connect(m_marking, &SegmentedControl::chosen, this, [byBox](const QString& id) {
        if (byBox->isChecked() != (id == QLatin1String("markBox")))
            byBox->trigger();
    });
}

void ToolOptions::arrange() {
    m_line = new QWidget;
    m_line->setFixedSize(1, 20);
    m_line->setAutoFillBackground(true);
    m_line->setBackgroundRole(QPalette::Mid);
    auto* row = new QWidget;
    row->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(12, 0, 12, 0);
    layout->setSpacing(14);
    layout->addWidget(m_title);
    for (QWidget* widget : {static_cast<QWidget*>(m_marking), m_sizeGroup, m_densityGroup, m_softnessGroup,
                            m_pointsGroup, m_noiseGroup, m_line})
        layout->addWidget(widget);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(4);
    buttons->addWidget(m_symmetry);
    buttons->addWidget(m_snap);
    layout->addLayout(buttons);
    layout->addWidget(m_onionGroup);
    layout->addWidget(m_selected);
    layout->addStretch(1);
    layout->addWidget(m_target);
    addWidget(row);
}

void ToolOptions::showSettings() {
    const DrawingSettings& s = m_options.settings();
    m_size->show(m_kind == ToolKind::Stamp ? s.stamp.radius : s.brush.radius);
    m_density->show(s.brush.density);
    m_softness->show(s.brush.softness);
    m_points->show(m_kind == ToolKind::Polygon ? s.polygonCount : s.stamp.count);
    m_noise->show(s.stamp.noise);
    m_onion->setCurrent(QStringLiteral("onion%1").arg(s.onionSkin));
    m_marking->setCurrent(s.selectsByBox ? QStringLiteral("markBox") : QStringLiteral("markLasso"));
    static_cast<QToolButton*>(m_symmetry)->setChecked(s.symmetry.kind != SymmetrySettings::Kind::None);
}

void ToolOptions::showTool(ToolKind kind) {
    using enum ToolKind;
    m_kind = kind;
    m_title->setText(kind == Eraser    ? tr("Eraser")
                     : kind == Line    ? tr("Line")
                     : kind == Stamp   ? tr("Stamp")
                     : kind == Polygon ? tr("Polygon")
                     : kind == Select  ? tr("Select")
                                       : tr("Brush"));
    const bool paints = kind == Brush || kind == Line;
    m_sizeGroup->setVisible(paints || kind == Eraser || kind == Stamp);
    m_size->setToolTip(kind == Stamp ? tr("Radius of a stamp that is clicked, in the units of the data.")
                                     : tr("Radius of the brush, in the units of the data. [ and ] change it too."));
    m_densityGroup->setVisible(paints);
    m_softnessGroup->setVisible(paints);
    m_pointsGroup->setVisible(kind == Stamp || kind == Polygon);
    m_noiseGroup->setVisible(kind == Stamp);
    m_symmetry->setVisible(!m_isSpace && kind != Select);
    m_snap->setVisible(!m_isSpace && kind != Eraser);
    m_line->setVisible(!m_isSpace || kind != Select);
    m_onionGroup->setVisible(kind != Select);
    m_marking->setVisible(kind == Select);
    m_selected->setVisible(kind == Select);
    m_target->setWords(kind == Eraser   ? tr("Rubs out of")
                       : kind == Select ? tr("Selects in")
                                        : tr("Paints into"));
    showSettings();
}

void ToolOptions::showSpace(bool isSpace) {
    m_isSpace = isSpace;
    showTool(m_kind);
}

void ToolOptions::showTarget(int number, const QColor& color, const QString& time) {
    m_target->show(number, color, time);
}

void ToolOptions::showSelected(std::int64_t count) {
    m_selected->setText(count == 0   ? tr("no point selected")
                        : count == 1 ? tr("1 point selected")
                                     : tr("%1 points selected").arg(countLabel(count)));
}

} // namespace ui
