#include "tests/support/synthetic_scene.h"

#include "ui/scene/number_text.h"

#include <cmath>
#include <random>

namespace tests {

namespace {

/// The place of a sample of the splitting motion: its own noise, its own fate.
Eigen::Vector2d splitPlace(double t, Eigen::Vector2d noise, int fate) {
    const double branch = fate == 0 ? 0.0 : fate == 1 ? 1.0 : -1.0;
    const double spread = 0.19 - 0.05 * t;
    return {-1.35 + 2.85 * t + spread * noise.x() - (fate == 0 ? 0.3 * t : 0),
            branch * t * t * 1.05 + spread * noise.y()};
}

struct Sample {
    Eigen::Vector2d noise;
    int fate;
};

std::vector<Sample> samples(int count, unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<double> normal;
    std::vector<Sample> result;
    for (int i = 0; i < count; ++i) {
        const double x = normal(random), y = normal(random);
        const unsigned draw = random() % 5;
        result.push_back({{x, y}, draw == 0 ? 0 : draw % 2 ? 1 : 2});
    }
    return result;
}

ui::SnapshotView snapshot(double t, int index, int count, int points, bool dark) {
    engine::Points x(2, points);
    const auto chosen = samples(points, 100 + unsigned(index));
    for (int i = 0; i < points; ++i)
        x.col(i) = splitPlace(t, chosen[std::size_t(i)].noise, chosen[std::size_t(i)].fate);
    ui::SnapshotView view;
    view.points = engine::PointSet(x);
    view.color = ui::snapshotColor(index, count, dark);
    view.hollow = index == 2;
    return view;
}

} // namespace

std::shared_ptr<const engine::Trajectories> splittingMotion(int particles, int levels) {
    auto result = std::make_shared<engine::Trajectories>();
    result->times = engine::Times::LinSpaced(levels, 0, 1);
    const auto chosen = samples(particles, 7);
    for (int l = 0; l < levels; ++l) {
        Eigen::MatrixXf x(2, particles), v(2, particles);
        const double t = result->times[l], h = 1e-4;
        for (int i = 0; i < particles; ++i) {
            const Sample& s = chosen[std::size_t(i)];
            x.col(i) = splitPlace(t, s.noise, s.fate).cast<float>();
            v.col(i) =
                ((splitPlace(t + h, s.noise, s.fate) - splitPlace(t - h, s.noise, s.fate)) / (2 * h)).cast<float>();
        }
        result->positions.push_back(x);
        result->velocities.push_back(v);
    }
    return result;
}

std::shared_ptr<const engine::Trajectories> turningMotion(int particles, int levels) {
    auto result = std::make_shared<engine::Trajectories>();
    result->times = engine::Times::LinSpaced(levels, 0, 1);
    std::mt19937 random(5);
    std::normal_distribution<float> normal;
    Eigen::MatrixXf start(3, particles);
    for (int i = 0; i < particles; ++i) {
        Eigen::Vector3f x(normal(random), normal(random), normal(random));
        x.z() = 4 * x.z() + (random() % 2 ? 5.0F : -5.0F);
        x.head<2>() *= 4.5F;
        for (int k = 0; k < 3; ++k)
            start(k, i) = x[k];
    }
    for (int l = 0; l < levels; ++l) {
        Eigen::MatrixXf x(3, particles), v(3, particles);
        for (int i = 0; i < particles; ++i) {
            const float sx = start(0, i), sy = start(1, i);
            const float rate = 6 / (1 + 0.15F * std::hypot(sx, sy)), angle = rate * float(result->times[l]);
            const float c = std::cos(angle), d = std::sin(angle);
            x(0, i) = c * sx - d * sy;
            x(1, i) = d * sx + c * sy;
            x(2, i) = start(2, i);
            v(0, i) = -rate * x(1, i);
            v(1, i) = rate * x(0, i);
            v(2, i) = 0;
        }
        result->positions.push_back(x);
        result->velocities.push_back(v);
    }
    return result;
}

std::shared_ptr<const engine::Trajectories> weighted(const engine::Trajectories& motion) {
    auto result = std::make_shared<engine::Trajectories>(motion);
    const Eigen::Index n = result->particles();
    Eigen::RowVectorXf growth = Eigen::RowVectorXf::Constant(n, -2);
    growth.head(n / 2).setConstant(2);
    for (int l = 0; l < result->levels(); ++l) {
        result->growth.push_back(growth);
        result->logWeights.push_back(growth * float(result->times[l]));
    }
    return result;
}

std::shared_ptr<const engine::FieldSamples> splittingField() {
    auto field = std::make_shared<engine::FieldSamples>();
    field->times = engine::Times::LinSpaced(5, 0, 1);
    field->lower = {-2, -1.5};
    field->upper = {2.2, 1.5};
    field->nx = 43;
    field->ny = 31;
    for (int l = 0; l < 5; ++l) {
        Eigen::Matrix2Xf v(2, field->nx * field->ny);
        const double t = field->times[l];
        for (int i = 0; i < v.cols(); ++i) {
            const double y = field->lower.y() + (i / field->nx) * 0.1;
            v.col(i) = Eigen::Vector2f(2.85F, float(2.1 * t * std::tanh(6 * y)));
        }
        field->velocities.push_back(v);
    }
    return field;
}

std::shared_ptr<const engine::PlaneSamples> splittingPlane() {
    using Quantity = engine::PlaneQuantity;
    auto plane = std::make_shared<engine::PlaneSamples>();
    plane->times = engine::Times::LinSpaced(5, 0, 1);
    plane->lower = {-2.4, -1.9};
    plane->upper = {2.6, 1.9};
    plane->nx = 51;
    plane->ny = 39;
    const int cells = plane->nx * plane->ny;
    plane->reach.resize(cells);
    for (int l = 0; l < 5; ++l) {
        const double t = plane->times[l];
        Eigen::RowVectorXf action(cells), growth(cells), divergence(cells), speed(cells), truth(cells), error(cells);
        Eigen::Matrix2Xf v(2, cells);
        for (int i = 0; i < cells; ++i) {
            const Eigen::Vector2d x = plane->position(i);
            const double side = std::tanh(6 * x.y()), up = 2.1 * t * side;
            action[i] = float(2.85 * x.x() + 0.35 * t * std::log(std::cosh(6 * x.y())) - 2.85 * 2.85 * t);
            growth[i] = float(0.8 * std::sin(2 * x.x()) * std::cos(1.5 * x.y() - t));
            divergence[i] = float(12.6 * t * (1 - side * side));
            speed[i] = float(std::hypot(2.85, up));
            v.col(i) = Eigen::Vector2f(2.6F, float(up + 0.4));
            truth[i] = v.col(i).norm();
            error[i] = float(std::hypot(0.25, 0.4) * (0.5 + 0.5 * std::sin(3 * x.x())));
            const double way = (x.x() + 1.35) / 2.85, spread = 0.35 + 0.9 * std::max(way, 0.0) * way;
            plane->reach[i] = float(std::clamp(1.6 - std::max({std::abs(x.y()) / spread, -3 * way, 3 * way - 2.4}), 0.0, 1.0));
        }
        plane->of(Quantity::Action).push_back(action);
        plane->of(Quantity::Growth).push_back(growth);
        plane->of(Quantity::Divergence).push_back(divergence);
        plane->of(Quantity::Laplacian).push_back(divergence);
        plane->of(Quantity::Speed).push_back(speed);
        plane->of(Quantity::TrueSpeed).push_back(truth);
        plane->of(Quantity::Difference).push_back(error);
        plane->trueVelocities.push_back(v);
    }
    return plane;
}

ui::SceneState splittingState(bool dark, int particles, int pointsPerSnapshot) {
    ui::SceneState state;
    state.theme = dark ? ui::darkTheme() : ui::lightTheme();
    state.bounds = {{-1.95, -1.5, 0}, {2.05, 1.5, 0}};
    for (int i = 0; i < 5; ++i)
        state.snapshots.push_back(snapshot(0.25 * i, i, 5, pointsPerSnapshot, dark));
    state.motion.trajectories = splittingMotion(particles);
    state.motion.topSpeed = 4.5F;
    state.motion.trailDuration = 0.225;
    state.velocity.field = splittingField();
    state.time = 0.62;

    using Glyph = ui::LegendEntry::Glyph;
    ui::LegendEntry snapshots{Glyph::Dots, "Snapshots, early to late", {}, {}, {}, {}, {}};
    for (const int i : {0, 1, 3, 4})
        snapshots.colors.push_back(ui::snapshotColor(i, 5, dark));
    state.legend = {snapshots,
                    {Glyph::Ring, "Held out, t 0.50", {ui::snapshotColor(2, 5, dark)}, {}, {}, {}, {}},
                    {Glyph::Dot, "Particles", {state.theme.particle}, {}, {}, {}, {}},
                    {Glyph::Arrow, "Velocity, length 1 per 20 px", {}, {}, {}, {}, {}},
                    {Glyph::Bar, "Speed, length / time", {}, ui::Palette::Lamp, "0", "2.2", "4.5"}};
    return state;
}

ui::SceneState spaceState(bool dark, int particles) {
    ui::SceneState state;
    state.theme = dark ? ui::darkTheme() : ui::lightTheme();
    state.dimension = 3;
    state.bounds = {{-13, -13, -15}, {13, 13, 15}};
    state.motion.trajectories = turningMotion(particles);
    state.motion.coloring = ui::ParticleColoring::BySpeed;
    state.motion.topSpeed = 24;
    state.motion.trailDuration = 0.06;
    state.limits.trails = 400;
    state.axes.names = {"x", "y", "z"};
    state.time = 0.4;
    using Glyph = ui::LegendEntry::Glyph;
    state.legend = {{Glyph::Bar, "Speed, length / time", {}, ui::Palette::Lamp, "0", "12", "24"},
                    {Glyph::Line, "Trails, last 0.06", {state.theme.accent}, {}, {}, {}, {}}};
    state.caption = {"Turning cloud", ui::countText(particles) + " particles", "t 0.40"};
    return state;
}

} // namespace tests
