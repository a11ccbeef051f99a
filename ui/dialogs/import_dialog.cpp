#include "ui/dialogs/import_dialog.h"

#include "engine/data/dataset_reduction.h"
#include "ui/dialogs/import_columns.h"
#include "ui/dialogs/import_dimensions.h"
#include "ui/dialogs/import_outcome.h"
#include "ui/dialogs/import_points.h"
#include "ui/dialogs/import_times.h"
#include "ui/document/engine_words.h"
#include "ui/style/numbers.h"
#include "ui/style/theme.h"
#include "ui/widgets/segmented_control.h"

#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {

namespace {

using engine::ColumnRole;

constexpr int kSeen = 3; ///< up to so many coordinates there is nothing to choose about them

struct Applied {
    engine::SnapshotFiles files;
    std::optional<engine::ImportedData> measured;
    std::shared_ptr<const engine::PrincipalComponents> components;
    engine::ImportedData data = {};
};

/// "5-D", or "5 components of 40 coordinates".
QString dimensionText(const engine::Dataset& dataset) {
    return dataset.components ? ImportDialog::tr("%1 components of %2 coordinates")
                                    .arg(dataset.dimension())
                                    .arg(dataset.components->dimension())
                              : ImportDialog::tr("%1-D").arg(dataset.dimension());
}

/// A table understood by its mapping. A time that a person gave to the whole file stays.
void mapTable(engine::SnapshotFiles& files) {
    engine::SnapshotFile& file = files.files.front();
    engine::ImportedData data = engine::importTable(file.data.table, file.data.mapping);
    data.dataset.title = file.data.dataset.title;
    data.embeddings = file.data.embeddings;
    data.embedding = file.data.embedding;
    data.meshPoints = file.data.meshPoints;
    file.data = std::move(data);
    const engine::TimeAxis chosen = files.times;
    const bool hadOwnTimes = file.hasOwnTimes;
    engine::findTimes(files);
    if (chosen.kind == engine::TimeKind::Chosen && !hadOwnTimes && !file.hasOwnTimes)
        files.times = chosen;
}

} // namespace

ImportDialog::ImportDialog(const QString& name, const engine::SnapshotFiles& files, const engine::ImportedData& data,
                           QWidget* parent, engine::MassMode masses)
    : StudioDialog(tr("Import %1").arg(name), parent), m_files(files), m_data(data) {
    setObjectName(QStringLiteral("importDialog"));
    auto* line = new QWidget;
    line->setFixedWidth(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Mid);
    auto* halves = new QHBoxLayout;
    halves->setSpacing(0);
    halves->addWidget(makeChoices(masses), 1);
    halves->addWidget(line);
    m_outcome = new ImportOutcome;
    m_outcome->setContentsMargins(24, 18, 24, 16);
    halves->addWidget(m_outcome, 1);
    body()->addLayout(halves, 1);
    QPushButton* cancel = addButton(QStringLiteral("cancelButton"), tr("Cancel"));
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    m_import = addButton(QStringLiteral("importDataButton"), tr("Import"), true);
    connect(m_import, &QPushButton::clicked, this, &QDialog::accept);
    connect(&theme(), &Theme::changed, this, &ImportDialog::showVerdict);
    resize(1120, 648);
    showResult();
    showPage(m_columns ? QStringLiteral("columnsPage") : QStringLiteral("timesPage"));
}

engine::MassMode ImportDialog::masses() const { return m_points->masses(); }

QWidget* ImportDialog::makeChoices(engine::MassMode masses) {
    auto* side = new QWidget;
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(24, 18, 24, 16);
    layout->setSpacing(14);
    m_pages = new SegmentedControl;
    m_pages->setObjectName(QStringLiteral("pages"));
    m_stack = new QStackedWidget;
    layout->addWidget(m_pages);
    layout->addWidget(m_stack, 1);
    const engine::ColumnMapping& mapping = m_data.mapping;
    if (table()) {
        m_columns = new ImportColumns(m_data);
        addPage(QStringLiteral("columnsPage"), tr("Columns"), tr("What each column is."), m_columns);
        connect(m_columns, &ImportColumns::changed, this, [this] { apply(From::Table); });
        connect(m_columns, &ImportColumns::embeddingChosen, this, [this](const std::string& name) {
            stopApplying();
            emit embeddingWanted(name);
        });
    }
    m_times = new ImportTimes;
    addPage(QStringLiteral("timesPage"), tr("Times"), tr("What the times are, and in which order."), m_times);
    connect(m_times, &ImportTimes::changed, this, [this] { apply(m_showsColumnTimes ? From::Table : From::Files); });
    m_points = new ImportPoints(table() != nullptr, mapping.incompleteRows, m_files.subsample, masses, meshPoints());
    addPage(QStringLiteral("pointsPage"), tr("Points"), tr("Rows without a value, and how many points are taken."),
            m_points);
    connect(m_points, &ImportPoints::rowsChanged, this, [this] { apply(From::Table); });
    connect(m_points, &ImportPoints::subsampleChanged, this, [this] { apply(From::Files); });
    connect(m_points, &ImportPoints::meshPointsChosen, this, [this](engine::MeshPoints where) {
        stopApplying();
        emit meshPointsWanted(where);
    });
    m_dimensions = new ImportDimensions;
    addPage(QStringLiteral("dimensionsPage"), tr("Dimensions"),
            tr("The coordinates as they were measured, or principal components in their place."), m_dimensions);
    connect(m_dimensions, &ImportDimensions::changed, this, [this] { apply(From::Measured); });
    connect(m_pages, &SegmentedControl::chosen, this, &ImportDialog::showPage);
    return side;
}

void ImportDialog::addPage(const QString& id, const QString& text, const QString& toolTip, QWidget* page) {
    m_pages->addSegment(id, text, toolTip);
    m_stack->addWidget(page);
    page->setObjectName(id + QStringLiteral("Content"));
}

void ImportDialog::showPage(const QString& id) {
    m_pages->setCurrent(id);
    auto* page = m_stack->findChild<QWidget*>(id + QStringLiteral("Content"), Qt::FindDirectChildrenOnly);
    m_stack->setCurrentWidget(page);
    page->setFocus();
    if (page == m_dimensions && !m_components)
        apply(From::Measured);
}

engine::SnapshotFiles ImportDialog::wanted() const {
    engine::SnapshotFiles files = m_files;
    files.subsample = m_points->subsample();
    files.components = m_dimensions->components();
    if (!m_showsColumnTimes)
        files.times = m_times->axis();
    if (!m_columns)
        return files;
    engine::ColumnMapping& mapping = files.files.front().data.mapping;
    const int timeBefore = mapping.indexOf(ColumnRole::Time);
    mapping.roles = m_columns->roles();
    mapping.incompleteRows = m_points->incompleteRows();
    if (mapping.indexOf(ColumnRole::Time) != timeBefore)
        mapping.times.reset(); // another column: guessed anew
    else if (m_showsColumnTimes)
        mapping.times = m_times->axis();
    return files;
}

std::optional<engine::MeshPoints> ImportDialog::meshPoints() const {
    for (const engine::SnapshotFile& file : m_files.files)
        if (file.data.meshPoints)
            return file.data.meshPoints;
    return {};
}

void ImportDialog::stopApplying() {
    ++m_applied; // whatever is under way is of other points
    m_import->setEnabled(false);
}

void ImportDialog::apply(From from) {
    m_from = std::min(m_from, from == From::Table && !table() ? From::Files : from);
    const int number = ++m_applied;
    m_import->setEnabled(false);
    Applied start{wanted(), m_from == From::Measured ? m_measured : std::nullopt,
                  m_from == From::Measured ? m_components : nullptr};
    const bool showsComponents = m_stack->currentWidget() == m_dimensions;
    m_work.run(
        [start = std::move(start), mapsTable = m_from == From::Table, showsComponents](std::stop_token stop) {
            Applied applied = start;
            if (mapsTable)
                mapTable(applied.files);
            if (!applied.measured)
                applied.measured = engine::measured(applied.files);
            const engine::Dataset& measured = applied.measured->dataset;
            if (measured.dimension() <= kSeen)
                applied.files.components.reset();
            if (!applied.components && (showsComponents || engine::needsComponents(applied.files, measured)))
                applied.components =
                    std::make_shared<const engine::PrincipalComponents>(engine::principalComponents(measured, stop));
            // What was chosen for other columns may be more than these have.
            if (applied.files.components && applied.components)
                applied.files.components = std::min(*applied.files.components, applied.components->count());
            applied.data = engine::completed(applied.files, *applied.measured, applied.components.get());
            return applied;
        },
        [this, number](Outcome<Applied> outcome) {
            if (number != m_applied)
                return;
            if (outcome.error) {
                refuse(*outcome.error);
                return;
            }
            m_from = From::Measured;
            m_files = std::move(outcome.value->files);
            m_measured = std::move(outcome.value->measured);
            m_components = std::move(outcome.value->components);
            m_data = std::move(outcome.value->data);
            showResult();
        });
}

int ImportDialog::measuredDimension() const {
    if (m_files.base && m_files.base->pointCount() > 0)
        return 0;
    const engine::Dataset& dataset = m_data.dataset;
    return dataset.components ? dataset.components->dimension() : dataset.dimension();
}

void ImportDialog::showDimensions() {
    const int measured = measuredDimension();
    m_pages->segment(QStringLiteral("dimensionsPage"))->setVisible(measured > kSeen);
    std::optional<int> kept;
    if (m_data.dataset.components)
        kept = m_data.dataset.components->count();
    m_dimensions->show(measured, m_components, kept);
}

void ImportDialog::showTimes() {
    const int column = table() ? m_data.mapping.indexOf(ColumnRole::Time) : -1;
    // A time the open data have already is no time of its own: see engine::findTimes.
    m_showsColumnTimes = column >= 0 && m_files.files.front().hasOwnTimes;
    if (m_showsColumnTimes)
        m_times->show({table(), &table()->columns[std::size_t(column)]}, *m_data.mapping.times);
    else
        m_times->show(m_files);
}

void ImportDialog::showResult() {
    const engine::Dataset& dataset = m_data.dataset;
    m_outcome->show(dataset);
    m_points->show(m_data);
    showDimensions();
    showTimes();
    const QString points =
        countLabel(dataset.pointCount() - (m_files.base ? m_files.base->pointCount() : engine::Index(0)));
    m_import->setText(m_files.base ? tr("Add %1 points").arg(points) : tr("Import %1 points").arg(points));
    try {
        if (m_data.isOverlay)
            throw engine::Error(engine::ErrorCode::UnusableInput,
                                engine::Sentence::of("These are the outlines of a map, no points that move."),
                                engine::Sentence::of("If they are points, choose the column with their times."));
        dataset.requireTrainable();
        setVerdict(true, tr("%1 times, %2").arg(dataset.snapshots.size()).arg(dimensionText(dataset)));
    } catch (const engine::Error& error) { // can be looked at all the same
        setVerdict(false, translated(error));
    }
    m_import->setEnabled(true);
}

void ImportDialog::refuse(const engine::Error& error) {
    setVerdict(false, translated(error));
    m_import->setEnabled(false);
}

void ImportDialog::setVerdict(bool good, const QString& text) {
    m_isGood = good;
    m_verdict = text;
    showVerdict();
}

void ImportDialog::showVerdict() {
    const Colors& c = theme().colors();
    note()->setTextFormat(Qt::RichText);
    note()->setWordWrap(true);
    note()->setText(
        QStringLiteral("<span style='color:%1; font-weight:600'>%2</span>&nbsp; <span style='color:%3'>%4</span>")
            .arg((m_isGood ? c.success : c.warning).name(), m_isGood ? tr("Ready") : tr("Not yet"), c.text.name(),
                 m_verdict.toHtmlEscaped()));
}

} // namespace ui
