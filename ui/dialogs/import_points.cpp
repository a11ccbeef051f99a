#include "ui/dialogs/import_points.h"

#include "ui/style/numbers.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/segmented_control.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>

namespace ui {

namespace {

constexpr engine::Index kUsualMost = 5'000;

NumberField* makeField(const QString& name, const QString& unit, const QString& accessibleName, double least,
                       double most) {
    auto* field = new NumberField(unit);
    field->setObjectName(name);
    field->setAccessibleName(accessibleName);
    field->setDecimals(0);
    field->setRange(least, most);
    return field;
}

} // namespace

ImportPoints::ImportPoints(bool hasRows, engine::IncompleteRows choice,
                           const std::optional<engine::Subsample>& subsample, engine::MassMode masses,
                           std::optional<engine::MeshPoints> meshPoints, QWidget* parent)
    : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    if (meshPoints)
        layout->addWidget(makeMeshPoints(*meshPoints));
    if (hasRows && !meshPoints) { // what was drawn lacks nothing
        layout->addWidget(makeHeading(tr("Rows without a value")));
        m_incomplete = new QComboBox;
        m_incomplete->setObjectName(QStringLiteral("incompleteRows"));
        m_incomplete->setAccessibleName(tr("Rows without a value"));
        m_incomplete->setToolTip(tr("What becomes of rows in which a time, a coordinate or the weight is missing."));
        m_incomplete->addItem(tr("Leave out where a cell is empty or says NA"),
                              int(engine::IncompleteRows::LeaveOutMissing));
        m_incomplete->addItem(tr("Leave out whatever stands there"), int(engine::IncompleteRows::LeaveOutAll));
        m_incomplete->addItem(tr("Refuse the file"), int(engine::IncompleteRows::Refuse));
        m_incomplete->setCurrentIndex(m_incomplete->findData(int(choice)));
        connect(m_incomplete, &QComboBox::activated, this, &ImportPoints::rowsChanged);
        layout->addWidget(m_incomplete);
        m_counts = makeExplanation({});
        m_counts->setObjectName(QStringLiteral("rowCounts"));
        layout->addWidget(m_counts);
        layout->addSpacing(12);
    }
    layout->addWidget(makeHeading(tr("How many points")));
    auto* row = new QHBoxLayout;
    m_thinned = new QCheckBox(tr("At most"));
    m_thinned->setObjectName(QStringLiteral("thinned"));
    m_thinned->setToolTip(tr("Take a random part of the points where there are more."));
    m_thinned->setChecked(subsample.has_value());
    m_most = makeField(QStringLiteral("mostPoints"), tr("points"), tr("Most points of a snapshot"), 1, 1e9);
    m_most->setToolTip(tr("The most points that are taken of each snapshot."));
    m_most->show(double(subsample ? subsample->most : kUsualMost));
    m_seed = makeField(QStringLiteral("subsampleSeed"), tr("seed"), tr("Seed of the random choice"), 0, 1e9);
    m_seed->setToolTip(tr("The same seed draws the same points."));
    m_seed->show(double(subsample ? subsample->seed : 0));
    row->addWidget(m_thinned);
    row->addWidget(m_most);
    row->addWidget(makeLabel(tr("of each snapshot,"), TextSize::Small, Tone::Secondary));
    row->addWidget(m_seed);
    row->addStretch(1);
    layout->addLayout(row);
    layout->addWidget(makeExplanation(
        tr("Drawn at random without repetition. Each snapshot keeps the mass it had, so that growth is learned all the "
           "same.")));
    m_massChoice = makeMasses(masses);
    layout->addWidget(m_massChoice);
    layout->addStretch(1);
    const auto showEnabled = [this] {
        m_most->setEnabled(m_thinned->isChecked());
        m_seed->setEnabled(m_thinned->isChecked());
    };
    connect(m_thinned, &QCheckBox::clicked, this, [this, showEnabled] {
        showEnabled();
        emit subsampleChanged();
    });
    connect(m_most, &NumberField::committed, this, &ImportPoints::subsampleChanged);
    connect(m_seed, &NumberField::committed, this, &ImportPoints::subsampleChanged);
    showEnabled();
    setFocusProxy(m_incomplete ? static_cast<QWidget*>(m_incomplete) : m_thinned);
}

QWidget* ImportPoints::makeMeshPoints(engine::MeshPoints where) {
    auto* choice = new QWidget;
    auto* layout = new QVBoxLayout(choice);
    layout->setContentsMargins(0, 0, 0, 12);
    layout->setSpacing(12);
    layout->addWidget(makeHeading(tr("Points of the mesh")));
    auto* places = new SegmentedControl;
    places->setObjectName(QStringLiteral("importMeshPoints"));
    places->setAccessibleName(tr("Points of the mesh"));
    places->addSegment(QStringLiteral("importSurface"), tr("On its surface"), tr("Points spread evenly over the surface"));
    places->addSegment(QStringLiteral("importInside"), tr("Inside"),
                       tr("Points spread evenly inside; the mesh must be closed"));
    places->setCurrent(where == engine::MeshPoints::Inside ? QStringLiteral("importInside")
                                                           : QStringLiteral("importSurface"));
    connect(places, &SegmentedControl::chosen, this, [this](const QString& id) {
        emit meshPointsChosen(id == QLatin1String("importInside") ? engine::MeshPoints::Inside
                                                                  : engine::MeshPoints::Surface);
    });
    layout->addWidget(places);
    layout->addWidget(makeExplanation(
        tr("A surface moves as a skin, an inside as a body. Only a closed mesh, without holes, has an inside.")));
    return choice;
}

QWidget* ImportPoints::makeMasses(engine::MassMode masses) {
    auto* choice = new QWidget;
    auto* layout = new QVBoxLayout(choice);
    layout->setContentsMargins(0, 12, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(makeHeading(tr("Masses of the snapshots")));
    m_masses = new QComboBox;
    m_masses->setObjectName(QStringLiteral("masses"));
    m_masses->setAccessibleName(tr("Masses of the snapshots"));
    m_masses->setToolTip(tr("How large the population is at each time, in units of the first snapshot."));
    m_masses->addItem(tr("All equal"), int(engine::MassMode::Normalized));
    m_masses->addItem(tr("By the number of points"), int(engine::MassMode::Counts));
    m_masses->addItem(tr("By the sum of their weights"), int(engine::MassMode::Weights));
    m_masses->setCurrentIndex(m_masses->findData(int(masses)));
    layout->addWidget(m_masses);
    layout->addWidget(makeExplanation(
        tr("Methods with growth (uAM) learn where the population gains and loses mass; others do not look at it.")));
    return choice;
}

engine::MassMode ImportPoints::masses() const { return engine::MassMode(m_masses->currentData().toInt()); }

engine::IncompleteRows ImportPoints::incompleteRows() const {
    return m_incomplete ? engine::IncompleteRows(m_incomplete->currentData().toInt())
                        : engine::IncompleteRows::LeaveOutMissing;
}

std::optional<engine::Subsample> ImportPoints::subsample() const {
    if (!m_thinned->isChecked())
        return {};
    return engine::Subsample{engine::Index(m_most->value()), std::uint64_t(m_seed->value())};
}

void ImportPoints::show(const engine::ImportedData& data) {
    const auto& snapshots = data.dataset.snapshots;
    m_massChoice->setVisible(std::any_of(snapshots.begin(), snapshots.end(), [&](const engine::Snapshot& snapshot) {
        return snapshot.points.hasWeights() || snapshot.mass ||
               snapshot.points.size() != snapshots.front().points.size();
    }));
    if (!m_counts)
        return;
    QStringList parts;
    if (data.incompleteRows > 0)
        parts += tr("%1 without a coordinate or weight").arg(countLabel(data.incompleteRows));
    if (data.rowsWithoutTime > 0)
        parts += tr("%1 without a time").arg(countLabel(data.rowsWithoutTime));
    const QString all = countLabel(data.table->rows());
    m_counts->setText(parts.isEmpty() ? tr("None of the %1 rows lacks a value.").arg(all)
                                      : tr("Left out of %1 rows: %2.").arg(all, parts.join(tr(", "))));
}

} // namespace ui
