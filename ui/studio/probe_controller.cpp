#include "ui/studio/probe_controller.h"

#include "engine/io/atomic_file.h"
#include "ui/export/scene_projector.h"
#include "ui/panels/message_bar.h"
#include "ui/studio/training_controller.h"
#include "ui/window/main_window.h"
#include "ui/window/stage_area.h"

#include <QDockWidget>
#include <QFileDialog>
#include <algorithm>
#include <cmath>

namespace ui {

namespace {
constexpr int kOftenest = 700; ///< milliseconds between two rounds while the model learns

/// A place of the picture in the data's space. What the picture hides of it is taken from the point that is seen
/// nearest, of the snapshot nearest in time: elsewhere nobody would ask.
engine::Vector placeInData(const Project& project, const Eigen::Vector3d& place, double time) {
    const Projection projection = project.projection();
    const Eigen::MatrixXd& picture = projection.matrix();
    const engine::Vector seen = place.head(picture.rows());
    engine::Vector whole = picture.transpose() * seen;
    const engine::Snapshot* nearest = nullptr;
    for (const engine::Snapshot& s : project.dataset.snapshots)
        if (!s.points.isEmpty() && (!nearest || std::abs(s.time - time) < std::abs(nearest->time - time)))
            nearest = &s;
    if (picture.rows() == picture.cols() || !nearest)
        return whole;
    const engine::Points points = nearest->points.points();
    engine::Index closest = 0;
    ((picture * points).colwise() - seen).colwise().squaredNorm().minCoeff(&closest);
    const engine::Vector point = points.col(closest);
    return whole + point - picture.transpose() * (picture * point);
}
} // namespace

ProbeController::ProbeController(Document& document, TrainingController& training, MainWindow& window, QObject* parent)
    : QObject(parent),
      m_document(document),
      m_training(training),
      m_window(window),
      m_panel(new ProbePanel),
      m_dock(window.addBesideCharts(m_panel, QStringLiteral("probesDock"), tr("Probes"))) {
    connect(m_panel, &ProbePanel::removeAsked, this, &ProbeController::remove);
    connect(m_panel, &ProbePanel::removeAllAsked, this, &ProbeController::clear);
    connect(m_panel, &ProbePanel::exportAsked, this, &ProbeController::askForFile);
    connect(&window, &MainWindow::modeChanged, this, &ProbeController::showPanel);
    connect(&training, &TrainingController::updated, this, &ProbeController::followModel);
    connect(&document, &Document::projectReplaced, this, &ProbeController::clear);
}

std::vector<std::string> ProbeController::axisNames() const {
    const engine::Dataset& dataset = m_document.project().dataset;
    return engine::namesOfAxes(dataset.axisNames, dataset.dimension());
}

void ProbeController::ask(const Eigen::Vector3d& place, double time) {
    const auto& run = m_training.run();
    const Project& project = m_document.project();
    if (!run || !run->model || project.dataset.dimension() < 1) {
        m_window.stage().messages()->post({Severity::Information, tr("There is no model to ask yet: train first.")});
        return;
    }
    const engine::Vector whole = placeInData(project, place, time);
    ProbeRow row;
    row.number = ++m_lastNumber;
    row.place.assign(whole.begin(), whole.end());
    row.time = time;
    m_rows.push_back(row);
    m_model = run->model;
    find(row);
    showPanel();
    emit changed();
}

void ProbeController::find(const ProbeRow& row) {
    const auto& run = m_training.run();
    engine::ProbeSettings settings;
    settings.seed = m_document.project().run().settings.seed + std::uint64_t(row.number);
    settings.noise = m_document.project().run().noise;
    const engine::Vector place = Eigen::Map<const engine::Vector>(row.place.data(), engine::Index(row.place.size()));
    m_background.run(
        [model = run->model, dataset = m_document.project().dataset, place, time = row.time,
         settings](std::stop_token stop) {
            engine::WorkerPool pool(1);
            return engine::probePoint(model, pool, dataset, place, time, settings, stop);
        },
        [this, number = row.number](Outcome<engine::PointProbe> outcome) {
            if (outcome.error)
                m_window.stage().messages()->post(messageOf(*outcome.error));
            const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                            [number](const ProbeRow& of) { return of.number == number; });
            if (!outcome.value || found == m_rows.end())
                return;
            found->values = std::move(outcome.value);
            m_sinceFound.start();
            showPanel();
            emit changed();
        });
}

void ProbeController::followModel() {
    const auto& run = m_training.run();
    if (m_rows.empty() || !run || !run->model || run->model == m_model || m_background.isBusy() ||
        (m_training.isTraining() && m_sinceFound.isValid() && m_sinceFound.elapsed() < kOftenest))
        return;
    m_model = run->model;
    if (m_model->dimension() != int(m_rows.front().place.size()))
        return clear();
    for (const ProbeRow& row : m_rows)
        find(row);
}

std::vector<ProbeView> ProbeController::views() const {
    const Projection picture = m_document.project().projection();
    std::vector<ProbeView> views;
    for (const ProbeRow& row : m_rows) {
        const Eigen::Map<const engine::Vector> place(row.place.data(), engine::Index(row.place.size()));
        if (place.size() != picture.dimension()) // of data that were there before
            continue;
        ProbeView& view = views.emplace_back();
        view.place.head(picture.pictureDimension()) = picture.matrix() * place;
        view.name = std::to_string(row.number);
        if (row.values) {
            view.future = projected(row.values->future, picture);
            view.past = projected(row.values->past, picture);
        }
    }
    return views;
}

void ProbeController::remove(int number) {
    std::erase_if(m_rows, [number](const ProbeRow& row) { return row.number == number; });
    showPanel();
    emit changed();
}

void ProbeController::clear() {
    m_rows.clear();
    m_lastNumber = 0;
    showPanel();
    emit changed();
}

void ProbeController::showPanel() {
    m_dock->setVisible(!m_rows.empty() && m_window.mode() == MainWindow::Mode::Studio);
    if (!m_rows.empty())
        m_panel->show(m_rows, axisNames(), QString::fromStdString(m_document.project().dataset.timeUnit));
}

void ProbeController::askForFile() {
    auto* dialog = new QFileDialog(&m_window, tr("Save probes"), QString(), tr("CSV tables (*.csv)"));
    dialog->setObjectName(QStringLiteral("saveProbes"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    connect(dialog, &QFileDialog::fileSelected, this, &ProbeController::write);
    dialog->open();
}

void ProbeController::write(const QString& path) {
    m_background.run(
        [path = path.toStdString(), text = ProbePanel::csv(m_rows, axisNames())](std::stop_token) {
            engine::writeWholeFile(path, text);
            return true;
        },
        [this](const Outcome<bool>& outcome) {
            if (outcome.error)
                m_window.stage().messages()->post(messageOf(*outcome.error));
        });
}

} // namespace ui
