#include "ui/panels/status_strip.h"

#include "ui/document/engine_words.h"
#include "ui/document/space_dimension.h"
#include "ui/style/numbers.h"
#include "ui/widgets/readout.h"

#include <QLayout>
#include <algorithm>

namespace ui {

namespace {

using Kind = Readout::Kind;
using Runs = QVector<Readout::Run>;

QString stateText(const engine::RunUpdate& run) {
    using engine::RunState;
    switch (run.state) {
    case RunState::Empty:
        return run.problem ? translated(run.problem->sentence()) : StatusStrip::tr("Nothing to train on yet");
    case RunState::Preparing:
        return run.activity.empty() ? StatusStrip::tr("Preparing") : engineWords(run.activity);
    case RunState::Training:
        return run.refinement ? StatusStrip::tr("Refining") : StatusStrip::tr("Training");
    case RunState::Paused:
        return run.step > 0 ? StatusStrip::tr("Training paused") : StatusStrip::tr("Ready to train");
    case RunState::Finished:
        return StatusStrip::tr("Trained");
    case RunState::Failed:
        return StatusStrip::tr("Training stopped");
    }
    return {};
}

} // namespace

StatusStrip::StatusStrip(QWidget* parent) : QStatusBar(parent), m_left(new Readout), m_right(new Readout) {
    setObjectName(QStringLiteral("statusStrip"));
    setSizeGripEnabled(false);
    setFixedHeight(26);
    m_left->setObjectName(QStringLiteral("trainingStatus"));
    m_right->setObjectName(QStringLiteral("dataStatus"));
    m_right->setAlignment(Qt::AlignRight);
    setContentsMargins(10, 0, 12, 0);
    addWidget(m_left, 3);
    addPermanentWidget(m_right, 2);
    // What the thing under the pointer does is said in the whole width: beside the rest only a letter of it would fit.
    connect(this, &QStatusBar::messageChanged, m_right, [this](const QString& tip) { m_right->setVisible(tip.isEmpty()); });
}

void StatusStrip::showTraining(const engine::RunUpdate* run, const QString& name) {
    if (!run) {
        m_left->setRuns({});
        return;
    }
    Runs runs;
    if (run->state == engine::RunState::Training || run->state == engine::RunState::Preparing)
        runs += Readout::Run{Kind::Dot};
    const QString state = stateText(*run);
    runs += Readout::Run{Kind::Word, name.isEmpty() ? state : tr("%1: %2").arg(name, state)};
    const auto add = [&](std::initializer_list<Readout::Run> more) {
        runs += Readout::Run{Kind::Gap};
        for (const Readout::Run& part : more)
            runs += part;
    };
    if (run->state == engine::RunState::Preparing && run->progress >= 0)
        add({{Kind::Number, tr("%1 %").arg(int(100 * run->progress))}});
    if (run->step > 0)
        add({{Kind::Number, countLabel(run->step)}, {Kind::Word, tr("steps")}});
    if (run->state == engine::RunState::Training) {
        if (const auto& refinement = run->refinement) {
            add({{Kind::Number,
                  tr("%1 %").arg(100 * refinement->step / std::max<std::int64_t>(refinement->steps, 1))}});
            if (refinement->distance)
                add({{Kind::Word, tr("distance")}, {Kind::Number, shortText(*refinement->distance, 3)}});
        }
        if (run->stepsPerSecond > 0)
            add({{Kind::Number, countLabel(std::llround(run->stepsPerSecond))}, {Kind::Word, tr("steps/s")}});
        if (run->secondsLeft)
            add({{Kind::Number, durationText(*run->secondsLeft)}, {Kind::Word, tr("left")}});
    }
    if (const auto gap = run->gap())
        add({{Kind::Word, tr("gap")}, {Kind::Number, steadyText(*gap, 3)}});
    if (run->isPreview)
        add({{Kind::Word, tr("instant preview of the flow")}});
    else if (!run->note.empty())
        add({{Kind::Word, QString::fromStdString(run->note)}});
    m_left->setRuns(runs);
}

void StatusStrip::showData(const engine::Dataset& dataset, std::uint64_t seed, int threads, const QString& thinned,
                           const QString& hint) {
    Runs runs;
    const auto add = [&](std::initializer_list<Readout::Run> more) {
        if (!runs.isEmpty())
            runs += Readout::Run{Kind::Gap};
        for (const Readout::Run& part : more)
            runs += part;
    };
    if (!thinned.isEmpty())
        add({{Kind::Word, thinned}});
    if (!hint.isEmpty())
        add({{Kind::Word, hint}});
    if (!dataset.isEmpty()) {
        const QString count = dataset.snapshots.size() == 1 ? tr("1 snapshot")
                                                            : tr("%1 snapshots").arg(dataset.snapshots.size());
        QString words = tr("%1-D · %2").arg(std::max(dataset.dimension(), spaceDimension(dataset))).arg(count);
        if (!dataset.title.empty())
            words.prepend(QString::fromStdString(dataset.title) + QStringLiteral(" · "));
        add({{Kind::Word, words}});
        add({{Kind::Word, tr("seed")}, {Kind::Number, QString::number(seed)}});
        add({{Kind::Word, threads == 1 ? tr("1 thread") : tr("%1 threads").arg(threads)}});
    }
    m_right->setRuns(runs);
}

void StatusStrip::showWords(const QString& left, const QString& right) {
    m_left->setRuns({{Kind::Word, left}});
    m_right->setRuns({{Kind::Word, right}});
}

} // namespace ui
