#include "ui/panels/layer_list.h"

#include "engine/trajectory/log_likelihood.h"
#include "ui/document/space_dimension.h"
#include "ui/panels/layer_row.h"
#include "ui/scene/scene_state.h"
#include "ui/style/numbers.h"
#include "ui/style/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/section.h"
#include "ui/widgets/slider_field.h"
#include "ui/window/actions.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr int kIndent = 24; ///< of what belongs to a row, from its left edge
constexpr double kLeastOpacity = 0.1;

QVector<QColor> swatch(Palette palette, bool dark) {
    QVector<QColor> colors;
    for (int i = 0; i <= 4; ++i) {
        const Color color = colorMap(palette, dark).at(i / 4.0);
        colors.append(QColor::fromRgbF(color.red, color.green, color.blue));
    }
    return colors;
}

} // namespace

LayerList::LayerList(const Actions& actions, QWidget* parent) : QWidget(parent), m_layout(new QVBoxLayout(this)) {
    setObjectName(QStringLiteral("layerList"));
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    makeRows(actions);
    connect(&theme(), &Theme::changed, this, &LayerList::colorSwatches);
    colorSwatches();
}

void LayerList::makeRows(const Actions& actions) {
    using Opacities = LayerStyles::Opacities;
    Row& snapshots = addRow(actions, "layerSnapshots", tr("Snapshots"));
    addOpacity(snapshots, &Opacities::snapshots);
    m_snapshots = snapshots.row;

    Row& particles = addRow(actions, "layerParticles", tr("Particles"));
    m_colors =
        addCombo(particles, QStringLiteral("particleColors"), tr("Colour by"), {}, tr("Colour of particles"), {});
    connect(m_colors, &QComboBox::activated, this, [this](int i) {
        const int choice = m_colors->itemData(i).toInt();
        edit(tr("Colour of particles"), true, [&](LayerStyles& s) {
            s.colors = ParticleColors(choice);
            s.colorColumn = s.colors == ParticleColors::Column ? m_colors->itemText(i).toStdString() : std::string();
        });
    });
    addOpacity(particles, &Opacities::particles);
    m_particles = particles.row;

    Row& trails = addRow(actions, "layerTrails", tr("Trails"));
    m_trailSide = addCombo(trails, QStringLiteral("trailSide"), tr("Show"),
                           {{tr("Where particles come from"), tr("Ribbons that thin towards the past.")},
                            {tr("Where they go"), tr("Ribbons that thin towards the future.")},
                            {tr("Both"), tr("Past and future; the future fainter.")}},
                           tr("Sides of trails"), [](LayerStyles& s, int i) { s.trails = TrailSide(i); });
    addOpacity(trails, &Opacities::trails);
    m_trails = trails.row;

    Row& velocity = addRow(actions, "layerVelocity", tr("Velocity"));
    m_arrows = addCombo(velocity, QStringLiteral("arrowPlaces"), tr("Arrows"),
                        {{tr("On a grid"), tr("In two dimensions, where particles are near.")},
                         {tr("At particles"), tr("One at each of up to 150 particles.")}},
                        tr("Places of arrows"), [](LayerStyles& s, int i) { s.arrows = ArrowPlaces(i); });
    addOpacity(velocity, &Opacities::velocity);
    m_velocity = velocity.row;

    Row& streams = addRow(actions, "layerStreams", tr("Streamlines"));
    m_streamStyle = addCombo(streams, QStringLiteral("streamStyle"), tr("Lines"),
                             {{tr("Still"), tr("Whole lines, thin at their tails.")},
                              {tr("Moving"), tr("Pieces that run along the lines, as wind on a map.")}},
                             tr("Style of streamlines"), [](LayerStyles& s, int i) { s.streams = StreamStyle(i); });
    addOpacity(streams, &Opacities::streams);
    m_streams = streams.row;

    Row& field = addRow(actions, "layerField", tr("Field"));
    m_quantity = addCombo(
        field, QStringLiteral("fieldQuantity"), tr("Quantity"),
        {{tr("Action s"), tr("The learned s(t, x): particles move up its slope. Length² per time.")},
         {tr("Growth g"), tr("How fast mass grows or fades at a place, 1 per time; of methods with growth.")},
         {tr("Divergence of v"), tr("How fast the flow spreads (above 0) or gathers, 1 per time.")},
         {tr("Laplacian of s"), tr("Sum of second derivatives of s; the divergence for the plain cost. 1 per time.")},
         {tr("Learned speed"), tr("‖v‖ as learned, length per time.")},
         {tr("True speed"), tr("‖v*‖ of examples whose truth is known, length per time.")},
         {tr("Error of v"), tr("‖v − v*‖: how far learned and true velocity are apart, length per time.")},
         {tr("v, apart from pane 1"), tr("‖v − v₁‖: how far the velocities of a pane and the first are apart, length per time.")},
         {tr("Density, more than pane 1"), tr("ρ − ρ₁: where a pane has more particles than the first, or fewer, share per length².")}},
        tr("Quantity of the field"), [](LayerStyles& s, int i) { s.field = engine::PlaneQuantity(i); });
    m_contours = addCheck(field, QStringLiteral("fieldContours"), tr("Lines of equal value"),
                          tr("Thin lines along which the quantity is the same."), &LayerStyles::fieldContours);
    m_relief = addCheck(field, QStringLiteral("fieldRelief"), tr("As a surface to walk around"),
                        tr("Raises the plane by the quantity; drag to turn it."), &LayerStyles::relief);
    addOpacity(field, &Opacities::field);
    m_field = field.row;

    Row& density = addRow(actions, "layerDensity", tr("Density"));
    m_densityStyle = addCombo(density, QStringLiteral("densityStyle"), tr("As"),
                              {{tr("Colours"), tr("A heat map of where particles are.")},
                               {tr("Contours"), tr("Lines of equal density.")},
                               {tr("Colours and contours"), tr("A heat map with lines of equal density.")}},
                              tr("Style of the density"), [](LayerStyles& s, int i) { s.density = DensityStyle(i); });
    addOpacity(density, &Opacities::density);
    m_density = density.row;

    m_unreached = addRow(actions, "layerUnreached", tr("Unconstrained")).row;
    m_truth = addRow(actions, "layerTruth", tr("True velocity")).row;
    m_sparks = addRow(actions, "layerSparks", tr("Births, deaths")).row;

    Row& overlay = addRow(actions, "layerOverlay", tr("Overlay"));
    addOpacity(overlay, &Opacities::overlay);
    auto* remove = new QPushButton(tr("Remove"));
    remove->setObjectName(QStringLiteral("removeOverlayButton"));
    remove->setToolTip(actions["removeOverlay"]->statusTip());
    remove->setFont(textFont(TextSize::Small));
    connect(remove, &QPushButton::clicked, actions["removeOverlay"], &QAction::trigger);
    details(overlay)->addWidget(remove, 0, Qt::AlignLeft);
    m_overlay = overlay.row;
}

LayerList::Row& LayerList::addRow(const Actions& actions, const char* id, const QString& name) {
    Row& row = m_rows.emplace_back();
    row.row = new LayerRow(actions[id], name);
    m_layout->addWidget(row.row);
    return row;
}

QVBoxLayout* LayerList::details(Row& row) {
    if (!row.details) {
        row.details = new QWidget;
        row.details->hide();
        auto* layout = new QVBoxLayout(row.details);
        layout->setContentsMargins(kIndent, 2, 0, 8);
        layout->setSpacing(4);
        m_layout->addWidget(row.details);
        row.row->setOpensDetails(true);
        connect(row.row, &LayerRow::opened, row.details, &QWidget::setVisible);
    }
    return static_cast<QVBoxLayout*>(row.details->layout());
}

void LayerList::addLine(Row& row, const QString& label, QWidget* control) {
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    QLabel* words = makeLabel(label, TextSize::Small, Tone::Secondary);
    words->setFixedWidth(Section::kLabelWidth - kIndent);
    words->setBuddy(control);
    line->addWidget(words);
    line->addWidget(control, 1);
    details(row)->addLayout(line);
}

void LayerList::addOpacity(Row& row, double LayerStyles::Opacities::*member) {
    row.opacity =
        new SliderField(kLeastOpacity, 1, false, [](double v) { return tr("%1 %").arg(std::lround(100 * v)); });
    row.opacity->setObjectName(row.row->objectName() + QStringLiteral("Opacity"));
    row.opacity->setAccessibleName(tr("Opacity of %1").arg(row.row->accessibleName()));
    row.opacity->setToolTip(tr("How opaque the layer is, of its usual opacity."));
    row.opacityMember = member;
    SliderField* slider = row.opacity;
    const auto onEdit = [this, slider, member](bool finished) {
        edit(tr("Opacity"), finished,
             [&](LayerStyles& s) { s.opacity.*member = std::round(slider->value() * 100) / 100; });
    };
    connect(slider, &SliderField::moved, this, [onEdit] { onEdit(false); });
    connect(slider, &SliderField::committed, this, [onEdit] { onEdit(true); });
    addLine(row, tr("Opacity"), slider);
}

QComboBox* LayerList::addCombo(Row& row, const QString& objectName, const QString& label,
                               const std::vector<Choice>& choices, const QString& text,
                               std::function<void(LayerStyles&, int)> change) {
    auto* combo = new QComboBox;
    combo->setObjectName(objectName);
    combo->setAccessibleName(text);
    combo->setToolTip(text);
    combo->setFont(textFont(TextSize::Small));
    combo->setFocusPolicy(Qt::TabFocus);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    for (const Choice& choice : choices) {
        combo->addItem(choice.name);
        combo->setItemData(combo->count() - 1, choice.toolTip, Qt::ToolTipRole);
    }
    if (change)
        connect(combo, &QComboBox::activated, this,
                [this, text, change](int i) { edit(text, true, [&](LayerStyles& s) { change(s, i); }); });
    addLine(row, label, combo);
    return combo;
}

QCheckBox* LayerList::addCheck(Row& row, const QString& objectName, const QString& label, const QString& toolTip,
                               bool LayerStyles::*member) {
    auto* check = new QCheckBox(label);
    check->setObjectName(objectName);
    check->setToolTip(toolTip);
    check->setFont(textFont(TextSize::Small));
    check->setFocusPolicy(Qt::TabFocus);
    connect(check, &QCheckBox::clicked, this,
            [this, label, member](bool on) { edit(label, true, [&](LayerStyles& s) { s.*member = on; }); });
    details(row)->addWidget(check);
    return check;
}

int LayerList::shownCount() const {
    const LayerChoices& l = m_view.layers;
    const bool shown[] = {l.snapshots, l.particles, l.trails,    l.velocity, l.field,
                          l.density,   l.streams,   l.unreached, l.truth,    l.sparks, l.overlay && m_hasOverlay};
    return int(std::count(std::begin(shown), std::end(shown), true));
}

void LayerList::show(const Project& project) {
    m_view = project.view;
    m_method = project.run().settings.method;
    m_inSpace = spaceDimension(project) > 2;
    m_isWhole = !m_inSpace && project.dataset.dimension() <= 2;
    m_panes = int(project.runs.size());
    m_hasOverlay = !project.overlays.empty();
    m_overlay->setVisible(m_hasOverlay);
    if (m_hasOverlay)
        m_overlay->setValue(project.overlays.size() == 1 ? QString::fromStdString(project.overlays.front()->name)
                                                         : tr("%1 maps").arg(project.overlays.size()));
    else
        m_overlay->setOpen(false);
    const LayerStyles& styles = m_view.styles;
    for (Row& row : m_rows)
        if (row.opacity)
            row.opacity->show(styles.opacity.*row.opacityMember);
    showColors(project);
    m_trailSide->setCurrentIndex(int(styles.trails));
    m_arrows->setCurrentIndex(m_isWhole ? int(styles.arrows) : int(ArrowPlaces::Particles));
    m_arrows->setEnabled(m_isWhole);
    m_quantity->setCurrentIndex(int(styles.field));
    m_contours->setChecked(styles.fieldContours);
    m_relief->setChecked(styles.relief);
    m_densityStyle->setCurrentIndex(int(styles.density));
    m_streamStyle->setCurrentIndex(int(styles.streams));
    colorSwatches();
    showValues();
}

void LayerList::showColors(const Project& project) {
    m_colors->clear();
    const auto add = [this](const QString& name, ParticleColors colors, const QString& toolTip) {
        m_colors->addItem(name, int(colors));
        m_colors->setItemData(m_colors->count() - 1, toolTip, Qt::ToolTipRole);
    };
    add(m_inSpace ? tr("Usual (speed)") : tr("Usual (one colour)"), ParticleColors::Automatic,
        tr("One colour in the plane, by speed in space."));
    add(tr("Speed"), ParticleColors::Speed, tr("Length per time."));
    if (engine::isWeighted(m_method))
        add(tr("Weight"), ParticleColors::Weight, tr("In units of the mean weight at the start."));
    if (!m_inSpace)
        add(tr("Density"), ParticleColors::Density,
            tr("Of the particles around each, per length²: how likely it is there."));
    if (engine::givesDensity(m_method, project.run().settings.wantsCompanion()))
        add(tr("Likelihood"), ParticleColors::Likelihood,
            tr("log q(t, x) by the model at each, from a kernel density of the start; with noise once training "
               "rests."));
    add(tr("Start"), ParticleColors::Start, tr("Where each started, along the longest axis of the start."));
    for (const engine::AttributeColumn& column : project.dataset.attributes)
        add(QString::fromStdString(column.name), ParticleColors::Column,
            tr("The column %1 of the data, at the point each started from.").arg(QString::fromStdString(column.name)));
    const LayerStyles& styles = m_view.styles;
    for (int i = 0; i < m_colors->count(); ++i)
        if (m_colors->itemData(i).toInt() == int(styles.colors) &&
            (styles.colors != ParticleColors::Column || m_colors->itemText(i).toStdString() == styles.colorColumn))
            m_colors->setCurrentIndex(i);
}

void LayerList::showProgress(const engine::RunUpdate* run) {
    m_grid = run && run->field ? tr("grid %1 × %2").arg(run->field->nx).arg(run->field->ny) : QString();
    m_knowsTruth = run && run->plane && !run->plane->trueVelocities.empty();
    showValues();
}

void LayerList::showValues() {
    const LayerStyles& styles = m_view.styles;
    const bool random = engine::isNoisy(m_method), grows = engine::isWeighted(m_method);
    const QString count = countLabel(m_view.particleCount), planeOnly = tr("in two dimensions only"), mapOnly = tr("on a map only");
    m_snapshots->setValue(tr("by time"));
    const bool usual = styles.colors == ParticleColors::Automatic;
    m_particles->setValue(usual && !m_inSpace
                              ? count
                              : tr("%1, by %2").arg(count, usual ? tr("speed") : m_colors->currentText().toLower()));
    m_trails->setValue(grows ? tr("by growth") : random ? tr("in one colour") : tr("by speed"));
    m_velocity->setValue(!m_isWhole || styles.arrows == ArrowPlaces::Particles ? tr("at particles") : m_grid);
    m_streams->setValue(!m_isWhole ? planeOnly : m_streamStyle->currentText().toLower());
    m_field->setValue(!m_isWhole                                                ? planeOnly
                      : styles.field == engine::PlaneQuantity::Growth && !grows ? tr("no growth here")
                      : engine::isBetweenModels(styles.field) ? m_panes < 2 ? tr("needs two panes") : tr("beside pane 1")
                      : (styles.field == engine::PlaneQuantity::TrueSpeed ||
                         styles.field == engine::PlaneQuantity::Difference) &&
                              m_view.layers.field && !m_knowsTruth
                          ? tr("truth not known")
                          : m_quantity->currentText().toLower());
    m_density->setValue(m_inSpace ? mapOnly : m_densityStyle->currentText().toLower());
    m_unreached->setValue(m_inSpace ? mapOnly : tr("hatched"));
    m_truth->setValue(!m_isWhole ? planeOnly : m_view.layers.truth && !m_knowsTruth ? tr("not known") : tr("grid"));
    m_sparks->setValue(grows ? tr("rings") : tr("no growth here"));
}

void LayerList::colorSwatches() {
    const Colors& c = theme().colors();
    const DataColors& data = theme().data();
    const bool dark = theme().isDark();
    const bool random = engine::isNoisy(m_method), grows = engine::isWeighted(m_method);
    m_snapshots->setSwatch(data.snapshots);
    m_particles->setSwatch(m_inSpace ? data.lamp : QVector<QColor>{data.particle});
    const Color one = randomTrailColor(dark);
    m_trails->setSwatch(grows    ? data.growth
                        : random ? QVector<QColor>{QColor::fromRgbF(one.red, one.green, one.blue)}
                                 : data.lamp);
    m_velocity->setSwatch({c.text});
    m_streams->setSwatch(data.lamp);
    const auto quantity = m_view.styles.field;
    m_field->setSwatch(quantity == engine::PlaneQuantity::Action ? swatch(Palette::Viridis, dark)
                       : quantity == engine::PlaneQuantity::Speed || quantity == engine::PlaneQuantity::TrueSpeed ||
                               quantity == engine::PlaneQuantity::VelocityApart
                           ? data.lamp
                           : data.growth);
    m_density->setSwatch(swatch(Palette::Cividis, dark));
    m_unreached->setSwatch({c.borderStrong});
    const Color truth = trueArrowColor(dark);
    const Color lines = outlineColor(theme().scene());
    m_overlay->setSwatch({QColor::fromRgbF(lines.red, lines.green, lines.blue, lines.alpha)});
    m_truth->setSwatch({QColor::fromRgbF(truth.red, truth.green, truth.blue)});
    m_sparks->setSwatch({data.growth.first(), data.growth.last()});
}

void LayerList::edit(const QString& text, bool finished, const std::function<void(LayerStyles&)>& change) {
    change(m_view.styles);
    emit viewEdited(text, m_view, finished);
}

} // namespace ui
