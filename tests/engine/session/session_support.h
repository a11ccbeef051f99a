#pragma once

#include "engine/data/synthetic.h"
#include "engine/session/session.h"

#include <QElapsedTimer>
#include <QThread>

namespace tests {

inline engine::TrainingSettings quickSettings() {
    engine::TrainingSettings settings;
    settings.hidden = {16, 16};
    settings.batch = 64;
    settings.steps = 300;
    return settings;
}

inline std::shared_ptr<const engine::Dataset> exampleData(const char* name) {
    return std::make_shared<const engine::Dataset>(engine::makeDataset(engine::syntheticExample(name)));
}

inline std::shared_ptr<const engine::RunUpdate> latestOf(const engine::Session& session, engine::RunId run = 0) {
    const auto update = session.latest();
    const auto found = update->runs.find(run);
    return found == update->runs.end() ? nullptr : found->second;
}

/// Waits until the newest update satisfies the condition.
template <class Condition>
std::shared_ptr<const engine::RunUpdate> waitFor(const engine::Session& session, Condition condition, int ms = 20000) {
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < ms) {
        if (const auto update = latestOf(session); update && condition(*update))
            return update;
        QThread::msleep(2);
    }
    return nullptr;
}

} // namespace tests
