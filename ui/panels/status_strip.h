#pragma once

#include "engine/data/dataset.h"
#include "engine/session/session_update.h"

#include <QStatusBar>

namespace ui {

class Readout;

/// The strip at the foot of the window: how the training stands at the left, what the data are at the right. The
/// sentence of the command under the pointer takes its place for a moment.
class StatusStrip : public QStatusBar {
    Q_OBJECT

public:
    explicit StatusStrip(QWidget* parent = nullptr);

    /// `name`: of the run, where there are several.
    void showTraining(const engine::RunUpdate* run, const QString& name = {});
    /// `thinned`: what the stage leaves out, or empty. `hint`: what a hand can do now, or empty.
    void showData(const engine::Dataset& dataset, std::uint64_t seed, int threads, const QString& thinned,
                  const QString& hint);
    void showWords(const QString& left, const QString& right);

    Readout* left() const { return m_left; }
    Readout* right() const { return m_right; }

private:
    Readout *m_left, *m_right;
};

} // namespace ui
