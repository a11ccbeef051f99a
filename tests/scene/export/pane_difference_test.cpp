#include "ui/export/pane_difference.h"

#include "tests/support/synthetic_scene.h"
#include "tests/support/test_registry.h"
#include "ui/export/pane_composer.h"

#include <QTest>
#include <cmath>

using Quantity = engine::PlaneQuantity;

class PaneDifferenceTest : public QObject {
    Q_OBJECT

    static engine::Dataset dataset() {
        engine::Dataset data;
        for (const double time : {0.0, 1.0}) {
            engine::Snapshot s;
            s.time = time;
            s.points = engine::PointSet(engine::Points{{-1.95, 2.05, 0}, {-1.5, 1.5, 0}});
            data.snapshots.push_back(s);
        }
        return data;
    }
    static ui::SceneResults plain() { return {tests::splittingMotion(600), tests::splittingField()}; }
    /// Moved up by `up`, with a velocity that is faster upwards by `faster`.
    static ui::SceneResults other(float up, float faster) {
        auto motion = std::make_shared<engine::Trajectories>(*tests::splittingMotion(600));
        for (Eigen::MatrixXf& x : motion->positions)
            x.row(1).array() += up;
        auto field = std::make_shared<engine::FieldSamples>(*tests::splittingField());
        for (Eigen::Matrix2Xf& v : field->velocities)
            v.row(1).array() += faster;
        return {motion, field};
    }
    static double cellArea(const engine::PlaneSamples& s) {
        return (s.upper - s.lower).prod() / ((s.nx - 1) * (s.ny - 1));
    }

private slots:
    void equalModelsDoNotDiffer() {
        for (const Quantity quantity : {Quantity::VelocityApart, Quantity::DensityApart}) {
            const auto samples = ui::PaneDifference().between(plain(), plain(), quantity, dataset());
            QVERIFY(samples && samples->has(quantity));
            for (const Eigen::RowVectorXf& level : samples->of(quantity))
                QVERIFY(level.cwiseAbs().maxCoeff() < 1e-5F);
        }
    }

    void velocitiesAreApartByTheirDifference() {
        const auto samples = ui::PaneDifference().between(plain(), other(0, 0.8F), Quantity::VelocityApart, dataset());
        for (const Eigen::RowVectorXf& level : samples->of(Quantity::VelocityApart))
            QVERIFY((level.array() - 0.8F).abs().maxCoeff() < 1e-4F);
    }

    /// As much as there is more here there is less elsewhere, and what there is more of lies where the other one is.
    void densitiesDifferByShares() {
        const auto samples = ui::PaneDifference().between(plain(), other(0.6F, 0), Quantity::DensityApart, dataset());
        const double area = cellArea(*samples);
        const Eigen::RowVectorXf& start = samples->of(Quantity::DensityApart).front();
        QVERIFY2(std::abs(double(start.sum()) * area) < 0.02, qPrintable(QString::number(double(start.sum()) * area)));
        const double more = double(start.cwiseMax(0).sum()) * area;
        QVERIFY2(more > 0.8 && more < 1.02, qPrintable(QString::number(more))); // the clouds hardly overlap
        Eigen::Index highest = 0, lowest = 0;
        start.maxCoeff(&highest);
        start.minCoeff(&lowest);
        QVERIFY(samples->position(highest).y() > 0.3 && samples->position(lowest).y() < 0.3);
        QVERIFY(samples->reach[highest] > 0.9F && samples->reach[lowest] > 0.9F && samples->reach.minCoeff() < 0.05F);
    }

    void answersAreKeptUntilAModelChanges() {
        ui::PaneDifference difference;
        const ui::SceneResults a = plain(), b = other(0.6F, 0);
        const auto first = difference.between(a, b, Quantity::DensityApart, dataset());
        QCOMPARE(difference.between(a, b, Quantity::DensityApart, dataset()), first);
        QVERIFY(difference.between(a, b, Quantity::VelocityApart, dataset()) != first);
        QVERIFY(difference.between(plain(), b, Quantity::DensityApart, dataset()) != first);
        QVERIFY(!difference.between(a, {}, Quantity::DensityApart, dataset()));
    }

    /// The first pane is what the others are compared with; the colours are the same in those, and the legend has a unit.
    void panesShowItBesideTheFirst() {
        ui::Project project;
        project.dataset = dataset();
        project.runs.resize(3);
        for (int i = 0; i < 3; ++i)
            project.runs[std::size_t(i)].id = i;
        project.view.layers.field = true;
        project.view.styles.field = Quantity::VelocityApart;
        ui::PaneComposer composer;
        const auto scenes =
            composer.compose(project, {plain(), other(0, 0.8F), other(0, 1.6F)}, ui::darkTheme(), 0.5);
        QVERIFY(!scenes.panes[0].field.samples && scenes.panes[1].field.samples && scenes.panes[2].field.samples);
        QCOMPARE(scenes.panes[1].field.high, scenes.panes[2].field.high);
        QVERIFY(scenes.panes[1].field.high >= 1.6F);
        const auto isOfDifference = [](const ui::LegendEntry& entry) {
            return entry.text.starts_with("Velocity: difference from pane 1, length / time");
        };
        QCOMPARE(std::count_if(scenes.legend.begin(), scenes.legend.end(), isOfDifference), 1);
        const auto files = composer.composeForFile(
            project, {plain(), other(0, 0.8F), other(0, 1.6F)}, ui::darkTheme(), 0.5, {});
        QVERIFY(files[2].field.samples && files[2].showLegend);
        // One pane alone has nothing to differ from.
        project.runs.resize(1);
        QVERIFY(!ui::PaneComposer().compose(project, {plain()}, ui::darkTheme(), 0.5).panes[0].field.samples);
        QVERIFY(!project.view.wantPlane());
    }
};

KINETOSCOPE_TEST(PaneDifferenceTest)

#include "pane_difference_test.moc"
