#include "ui/view/stage_warm_up.h"

#include "ui/style/theme.h"
#include "ui/view/scene_view.h"

namespace ui {

namespace {

constexpr int kRest = 250, kPause = 30; // milliseconds: until the first picture, and between them for what else happens

/// Two points that go their way.
std::shared_ptr<const engine::Trajectories> someMotion(int dimension) {
    auto motion = std::make_shared<engine::Trajectories>();
    motion->times = engine::Times::LinSpaced(2, 0, 1);
    for (int level = 0; level < 2; ++level) {
        motion->positions.push_back(Eigen::MatrixXf::Constant(dimension, 2, float(level)));
        motion->velocities.push_back(Eigen::MatrixXf::Ones(dimension, 2));
    }
    return motion;
}

/// From an empty stage to one with everything that data are shown with at first.
void addPictures(int dimension, std::vector<SceneState>& pictures) {
    SceneState state;
    state.dimension = dimension;
    state.theme = theme().scene();
    pictures.push_back(state);
    engine::Points points(dimension, 2);
    points.col(0).setZero();
    points.col(1).setOnes();
    state.bounds.upper.head(dimension).setOnes();
    state.snapshots.push_back({engine::PointSet(points), state.theme.text});
    pictures.push_back(state);
    state.legend.push_back({LegendEntry::Glyph::Bar, "0123456789", {}, Palette::Lamp, "0", "1", "2"});
    state.motion.trajectories = someMotion(dimension);
    state.time = 0.5;
    pictures.push_back(state);
    state.limits.stampFrom = 1;
    pictures.push_back(state);
}

} // namespace

StageWarmUp::StageWarmUp(SceneView& view, QObject* parent) : QObject(parent), m_view(view) {
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &StageWarmUp::drawNext);
}

void StageWarmUp::start() {
    for (const int dimension : {2, 3})
        addPictures(dimension, m_pictures);
    m_pictures.emplace_back(); // lets go of it all
    m_drawn = 0;
    m_next.start(kRest);
}

void StageWarmUp::drawNext() {
    if (m_view.isVisible() || m_drawn == m_pictures.size()) {
        m_pictures.clear();
        emit finished();
        return;
    }
    m_view.drawUnseen(m_pictures[m_drawn++]);
    m_next.start(kPause);
}

} // namespace ui
