#include "ui/export/scene_projector.h"

#include "engine/core/random.h"
#include "engine/trajectory/time_levels.h"
#include "tests/support/test_registry.h"
#include "ui/export/layer_composer.h"
#include "ui/export/legend_entries.h"
#include "ui/export/scene_composer.h"
#include "ui/scene/motion_sampler.h"

#include <QTest>

using ui::Projection;

namespace {

/// Particles that turn in all planes (0 1), (2 3) with speeds of their own: x(t) is known, speeds are constant.
std::shared_ptr<const engine::Trajectories> turning(int levels = 41) {
    auto t = std::make_shared<engine::Trajectories>();
    t->times = engine::Times::LinSpaced(levels, 0, 1);
    for (int l = 0; l < levels; ++l) {
        Eigen::MatrixXf x(5, 3), v(5, 3);
        for (int j = 0; j < 3; ++j) {
            const float a = float(t->times[l]) * (1 + float(j)), b = 2 * a, w = 1 + float(j);
            x.col(j) << std::cos(a), std::sin(a), 2 * std::cos(b), 2 * std::sin(b), float(j);
            v.col(j) << -w * std::sin(a), w * std::cos(a), -4 * w * std::sin(b), 4 * w * std::cos(b), 0;
        }
        t->positions.push_back(x);
        t->velocities.push_back(v);
    }
    return t;
}

ui::Project project(int dimension) {
    ui::Project p;
    for (int s = 0; s < 2; ++s) {
        engine::Points x(dimension, 50);
        engine::Rng(std::uint64_t(s)).fillNormal(x);
        engine::Snapshot snapshot;
        snapshot.time = s;
        snapshot.points = engine::PointSet(x, engine::RowVector::LinSpaced(50, 1, 2));
        p.dataset.snapshots.push_back(snapshot);
    }
    return p;
}

const Eigen::MatrixXd kAskew = (Eigen::MatrixXd(2, 5) << 0.6, 0, 0.8, 0, 0, 0, 1, 0, 0, 0).finished();

} // namespace

class SceneProjectorTest : public QObject {
    Q_OBJECT

private slots:
    void whatIsShownAsItIsGoesThrough() {
        ui::SceneProjector projector;
        const ui::Project p = project(5);
        projector.aim(Projection::standard(5));
        QCOMPARE(projector.clouds(p.dataset)[0].chunks().front(), p.dataset.snapshots[0].points.chunks().front());
        const auto motion = turning();
        QCOMPARE(projector.motion(motion), motion);
    }

    void pointsAreProjectedOnce() {
        ui::SceneProjector projector;
        const ui::Project p = project(5);
        projector.aim(*Projection::fromMatrix(kAskew));
        const auto clouds = projector.clouds(p.dataset);
        QVERIFY((clouds[1].points() - kAskew * p.dataset.snapshots[1].points.points()).norm() < 1e-12);
        QVERIFY(clouds[1].weights() == p.dataset.snapshots[1].points.weights());
        QCOMPARE(projector.clouds(p.dataset)[1].chunks(), clouds[1].chunks());
        const int before = projector.changes();
        projector.aim(Projection::ofAxes({4, 3}, 5));
        QVERIFY(projector.changes() != before);
        QVERIFY(projector.clouds(p.dataset)[1].points().row(0) == p.dataset.snapshots[1].points.points().row(4));
    }

    void speedsStayThoseOfAllDimensions() {
        ui::SceneProjector projector;
        projector.aim(*Projection::fromMatrix(kAskew));
        const auto whole = turning(), shown = projector.motion(whole);
        QCOMPARE(projector.motion(whole), shown); // kept
        Eigen::MatrixXf x, y;
        Eigen::RowVectorXf speeds, expected;
        for (const double time : {0.0, 0.31, 0.775, 1.0}) {
            whole->positionsAt(time, x);
            shown->positionsAt(time, y);
            QVERIFY((y.topRows(2) - kAskew.cast<float>() * x).cwiseAbs().maxCoeff() < 1e-5F);
            whole->speedsAt(time, expected);
            shown->speedsAt(time, speeds);
            QVERIFY((speeds - expected).cwiseAbs().maxCoeff() < 0.01F * expected.maxCoeff());
            for (int j = 0; j < 3; ++j) // ω = j + 1 on circles of radius 1 and, twice as fast, 2
                QVERIFY(std::abs(speeds[j] - float(j + 1) * std::sqrt(17.0F)) < 0.01F * speeds[j]);
        }
        // The way covered on picture and outside of it is the length of the path: what trails take their colour from.
        const double h = 1e-2;
        shown->positionsAt(0.5 - h / 2, x);
        shown->positionsAt(0.5 + h / 2, y);
        for (int j = 0; j < 3; ++j)
            QVERIFY(std::abs((y - x).col(j).norm() / h - (j + 1) * std::sqrt(17.0)) < 0.05 * (j + 1));
    }

    void theSceneIsThePicture() {
        ui::SceneComposer composer;
        ui::Project p = project(5);
        QCOMPARE(composer.compose(p, {}, ui::darkTheme(), 0).dimension, 3);
        p.view.projection = Projection::fromMatrix(kAskew);
        const ui::SceneState state = composer.compose(p, {turning(), nullptr}, ui::darkTheme(), 0);
        QCOMPARE(state.dimension, 2);
        QCOMPARE(state.snapshots[0].points.dimension(), 2);
        QCOMPARE(state.bounds.lower.z(), 0.0);
        const engine::Points seen = kAskew * p.dataset.snapshots[0].points.points(),
                             later = kAskew * p.dataset.snapshots[1].points.points();
        QCOMPARE(state.bounds.upper.x(), std::max(seen.row(0).maxCoeff(), later.row(0).maxCoeff()));
        QCOMPARE(state.axes.names, (std::vector<std::string>{"0.80 x3 + 0.60 x1", "x2"}));
        QCOMPARE(state.motion.topSpeed, composer.scaleFor(p, {turning(), nullptr}).topSpeed); // of all dimensions

        p.view.projection = Projection::ofAxes({0, 1}, 4); // of other data: not meant for these
        QCOMPARE(composer.compose(p, {}, ui::darkTheme(), 0).dimension, 3);
        ui::Project flat = project(2);
        QCOMPARE(composer.compose(flat, {}, ui::darkTheme(), 0).dimension, 2);
        ui::Project space = project(3);
        space.view.projection = Projection::ofAxes({0, 1}, 3);
        const ui::SceneState map = composer.compose(space, {}, ui::darkTheme(), 0);
        QCOMPARE(map.dimension, 2);
        QCOMPARE(map.bounds.upper.z(), 0.0);
    }

    void layersOfMapsOfThem() {
        ui::SceneComposer composer;
        ui::Project p = project(5);
        p.view.layers.density = p.view.layers.velocity = p.view.layers.streams = true;
        p.view.projection = Projection::fromMatrix(kAskew);
        const ui::SceneResults results{turning(), nullptr};
        ui::SceneState state = composer.compose(p, results, ui::darkTheme(), 0);
        QVERIFY(state.density.heat && state.density.top > 0 && state.velocity.atParticles && !state.streams.field);
        const double top = state.density.top;
        p.view.projection = Projection::ofAxes({2, 3}, 5);
        state = composer.compose(p, results, ui::darkTheme(), 0);
        QVERIFY(state.density.top != top); // of what is seen now
        QCOMPARE(state.density.top, ui::roundedUp(ui::typicalTopDensity(*state.motion.trajectories, state.bounds)));

        // The plane of two dimensions, the other way up, is not the one a model was sampled on.
        ui::Project flat = project(2);
        flat.view.layers.streams = true;
        ui::SceneResults sampled;
        sampled.field = std::make_shared<engine::FieldSamples>();
        QVERIFY(composer.compose(flat, sampled, ui::darkTheme(), 0).streams.field);
        flat.view.projection = Projection::ofAxes({1, 0}, 2);
        QVERIFY(!composer.compose(flat, sampled, ui::darkTheme(), 0).streams.field);
    }

    void aTurnedPictureDoesNotBlend() {
        ui::SceneComposer composer;
        ui::Project p = project(5);
        const ui::SceneResults results{turning(), nullptr};
        ui::MotionSampler sampler;
        ui::SceneState state = composer.compose(p, results, ui::darkTheme(), 0.3);
        state.blendSeconds = 1;
        sampler.update(state);
        const auto next = [&](const Projection& projection) {
            p.view.projection = projection;
            state = composer.compose(p, results, ui::darkTheme(), 0.3);
            state.blendSeconds = 1;
            state.now += 0.1;
            sampler.update(state);
        };
        next(Projection::ofAxes({0, 1}, 5).withPictureDimension(3));
        next(Projection::ofAxes({4, 3, 1}, 5));
        QVERIFY(!sampler.isBlending());
        next(Projection::ofAxes({4, 2, 1}, 5));
        QVERIFY(!sampler.isBlending());
        QCOMPARE(sampler.positions()(0, 2), 2.0F);
    }
};

KINETOSCOPE_TEST(SceneProjectorTest)

#include "scene_projector_test.moc"
