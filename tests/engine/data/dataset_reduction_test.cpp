#include "engine/core/random.h"
#include "engine/data/dataset_join.h"
#include "engine/data/dataset_reduction.h"
#include "tests/support/expect_error.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

namespace {

Dataset measured() {
    Rng rng(2);
    Dataset dataset;
    dataset.axisNames = {"a", "b", "c", "d", "e"};
    dataset.attributes = {{"id", {}}};
    for (const int n : {30, 5000}) { // more than one chunk
        Points x(5, n);
        rng.fillNormal(x);
        x.row(2) *= 6;
        x.row(4) *= 3;
        Snapshot snapshot;
        snapshot.time = n;
        snapshot.points = PointSet(x.array() + n * 1e-3, RowVector::LinSpaced(n, 1, 2), Matrix(RowVector::LinSpaced(n, 0, n - 1)));
        dataset.snapshots.push_back(snapshot);
    }
    return dataset;
}

std::shared_ptr<const PrincipalComponents> leading(const Dataset& dataset, int count) {
    return std::make_shared<const PrincipalComponents>(principalComponents(dataset).leading(count));
}

} // namespace

class DatasetReductionTest : public QObject {
    Q_OBJECT

private slots:
    void pointsAreToldInComponents() {
        const Dataset before = measured();
        const auto components = leading(before, 2);
        const Dataset after = reduced(before, components);
        QCOMPARE(after.dimension(), 2);
        QCOMPARE(after.axisNames, (std::vector<std::string>{"PC1", "PC2"}));
        QCOMPARE(after.components, components);
        for (std::size_t s = 0; s < 2; ++s) {
            const PointSet &x = before.snapshots[s].points, &y = after.snapshots[s].points;
            QVERIFY((y.points() - components->toComponents(x.points())).cwiseAbs().maxCoeff() < 1e-12);
            QVERIFY(y.weights() == x.weights() && y.attributes() == x.attributes());
        }
        QVERIFY(std::abs(std::abs(components->directions(2, 0)) - 1) < 0.01); // c is widest, then e
        QVERIFY(std::abs(std::abs(components->directions(4, 1)) - 1) < 0.01);
    }

    void allComponentsGiveTheMeasuredBack() {
        const Dataset before = measured(), after = restored(reduced(before, leading(before, 5)));
        QVERIFY(!after.components);
        QCOMPARE(after.axisNames, before.axisNames);
        for (std::size_t s = 0; s < 2; ++s)
            QVERIFY((after.snapshots[s].points.points() - before.snapshots[s].points.points()).cwiseAbs().maxCoeff() <
                    1e-11);
        QVERIFY(restored(before) == before);
    }

    void columnsAreFoundByNameInAnyOrder() {
        const Dataset before = measured();
        const auto components = leading(before, 3);
        Dataset other = before;
        other.axisNames = {"e", "d", "c", "b", "a"};
        for (Snapshot& snapshot : other.snapshots)
            snapshot.points = PointSet(snapshot.points.points().colwise().reverse(), snapshot.points.weights(),
                                       snapshot.points.attributes());
        const Dataset one = reduced(before, components), two = reduced(other, components);
        QVERIFY(one.snapshots[1].points.points() == two.snapshots[1].points.points());
        other.axisNames = {"e", "d", "c", "b", "z"};
        EXPECT_ERROR(reduced(other, components), ErrorCode::UnusableInput, "computed from 5 coordinates, a to e");
        EXPECT_ERROR(reduced(one, components), ErrorCode::UnusableInput, "here are 3");
    }

    void joinedToNothingTheyStayComponents() {
        const Dataset before = measured(), after = reduced(before, leading(before, 2));
        QCOMPARE(joined(Dataset{}, "nothing", after, "file").components, after.components);
        QCOMPARE(joined(after, "open", after, "file").components, after.components);
    }

    void unequalSnapshotsAreRefused() {
        Dataset dataset = measured();
        dataset.snapshots[1].points = PointSet(Points::Ones(4, 3));
        EXPECT_ERROR(principalComponents(dataset), ErrorCode::UnusableInput, "different numbers of coordinates");
    }
};

KINETOSCOPE_TEST(DatasetReductionTest)

#include "dataset_reduction_test.moc"
