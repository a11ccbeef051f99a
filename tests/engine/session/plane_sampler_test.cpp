#include "engine/session/plane_sampler.h"

#include "engine/data/synthetic.h"
#include "tests/engine/session/session_support.h"
#include "tests/engine/support/closed_form_model.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

class PlaneSamplerTest : public QObject {
    Q_OBJECT

    static ActionModel pull(const Dataset& data, const Dynamics& dynamics) {
        return tests::modelOf(
            tests::quadratic([](double) { return -0.5; }, [](double) { return Vector(Vector::Zero(2)); }),
            Normalization::of(data), dynamics);
    }
    static std::shared_ptr<const PlaneSamples> sample(const Dataset& data, const ActionModel& model) {
        WorkerPool pool(2);
        const StageMotion motion = stageMotion(model, pool, data, {200, 1}, MotionCare::Live);
        return samplePlane(std::make_shared<ActionModel>(model), pool, data, *motion.trajectories, MotionCare::Live);
    }

private slots:
    /// s = −¼‖x‖²: velocity −x/2, divergence and Laplacian −1.
    void equalsTheClosedForm() {
        const Dataset data = makeDataset(syntheticExample("two-clouds"));
        const auto plane = sample(data, pull(data, {}));
        const Bounds bounds = boundsOf(data);
        QVERIFY((plane->lower.array() < bounds.lower.array()).all() &&
                (plane->upper.array() > bounds.upper.array()).all());
        QVERIFY(plane->times[0] == data.firstTime() && plane->times[plane->times.size() - 1] == data.lastTime());
        double mean = 0, reached = 0;
        for (Index i = 0; i < plane->reach.size(); ++i) {
            mean += double(plane->reach[i]) * -0.25 * plane->position(i).squaredNorm();
            reached += double(plane->reach[i]);
        }
        mean /= reached;
        for (Index i = 0; i < plane->reach.size(); i += 7) {
            const Eigen::Vector2d x = plane->position(i);
            const auto at = [&](PlaneQuantity q) { return double(plane->of(q).front()[i]); };
            QVERIFY(std::abs(at(PlaneQuantity::Action) - (-0.25 * x.squaredNorm() - mean)) < 1e-3);
            QVERIFY(std::abs(at(PlaneQuantity::Speed) - 0.5 * x.norm()) < 1e-4);
            QVERIFY(std::abs(at(PlaneQuantity::Divergence) + 1) < 1e-3);
            QVERIFY(std::abs(at(PlaneQuantity::Laplacian) + 1) < 1e-3);
        }
        QVERIFY(!plane->has(PlaneQuantity::Growth));
    }

    void growthIsTheScaledAction() {
        const Dataset data = makeDataset(syntheticExample("two-clouds"));
        const auto plane = sample(data, pull(data, {Method::Unbalanced, {}, 0.4, {}}));
        QVERIFY(plane->has(PlaneQuantity::Growth));
        const Eigen::RowVectorXf wanted = 0.4F * plane->of(PlaneQuantity::Action).front();
        QVERIFY((plane->of(PlaneQuantity::Growth).front() - wanted).cwiseAbs().maxCoeff() < 1e-3F);
    }

    void theReachFollowsTheParticles() {
        const Dataset data = makeDataset(syntheticExample("two-clouds"));
        WorkerPool pool(1);
        const ActionModel model = pull(data, {});
        const StageMotion motion = stageMotion(model, pool, data, {300, 1}, MotionCare::Live);
        const auto plane =
            samplePlane(std::make_shared<ActionModel>(model), pool, data, *motion.trajectories, MotionCare::Live);
        const Eigen::Vector2d mean = motion.trajectories->positions.front().rowwise().mean().cast<double>();
        Index nearest = 0, farthest = 0;
        Eigen::RowVectorXd distance(plane->reach.size());
        for (Index i = 0; i < distance.size(); ++i)
            distance[i] = (plane->position(i) - mean).norm();
        distance.minCoeff(&nearest);
        distance.maxCoeff(&farthest);
        QCOMPARE(plane->reach[nearest], 1.0F);
        QVERIFY(plane->reach[farthest] < 0.05F);
    }

    void theTruthOfAnExampleIsSampled() {
        const SyntheticExample& example = syntheticExample("split");
        Dataset data = makeDataset(example);
        const auto plane = sample(data, pull(data, {}));
        QVERIFY(plane->has(PlaneQuantity::TrueSpeed) && plane->has(PlaneQuantity::Difference));
        const std::size_t last = std::size_t(plane->times.size()) - 1;
        Vector v(2);
        for (const Index i : {Index(3), plane->reach.size() / 2, plane->reach.size() - 5}) {
            const Vector x = plane->position(i);
            example.process->optimalVelocity(plane->times[Index(last)], x, v);
            QVERIFY((plane->trueVelocities[last].col(i).cast<double>() - v).norm() < 1e-4);
            const double difference = (-0.5 * x - v).norm();
            QVERIFY(std::abs(double(plane->of(PlaneQuantity::Difference)[last][i]) - difference) < 1e-3);
        }
        data.exampleName.clear(); // edited: nothing is known of it any more
        QVERIFY(!sample(data, pull(data, {}))->has(PlaneQuantity::TrueSpeed));
    }

    void aSessionPublishesItOnlyWhenItIsWanted() {
        Session session({2, {}});
        session.post(SetDataset{tests::exampleData("split")});
        session.post(Configure{0, tests::quickSettings(), {}});
        session.post(Train{0});
        const auto end = tests::waitFor(
            session, [](const RunUpdate& u) { return u.state == RunState::Finished && u.trajectories && u.distances; });
        QVERIFY(end && !end->plane);
        session.post(Configure{0, tests::quickSettings(), {}, true});
        const auto with = tests::waitFor(session, [](const RunUpdate& u) { return u.plane != nullptr; });
        QVERIFY(with);
        QVERIFY(with->trajectories == end->trajectories); // particles are not made anew for it
        session.post(Configure{0, tests::quickSettings(), {}, false});
        QVERIFY(tests::waitFor(session, [](const RunUpdate& u) { return u.plane == nullptr; }));
    }

    void itFollowsTheTrainingAndEndsFine() {
        Session session({2, {}});
        auto settings = tests::quickSettings();
        settings.steps = 10'000'000; // until it is told to end
        session.post(SetDataset{tests::exampleData("split")});
        session.post(Configure{0, settings, {}, true});
        session.post(Train{0});
        const auto first = tests::waitFor(
            session, [](const RunUpdate& u) { return u.state == RunState::Training && u.plane && u.step > 0; });
        QVERIFY(first);
        session.post(Stop{0});
        const auto end = tests::waitFor(session, [&](const RunUpdate& u) {
            return u.state == RunState::Finished && u.plane && u.plane->nx > first->plane->nx;
        });
        QVERIFY(end);
        QVERIFY(end->plane->times.size() > first->plane->times.size());
    }
};

KINETOSCOPE_TEST(PlaneSamplerTest)

#include "plane_sampler_test.moc"
