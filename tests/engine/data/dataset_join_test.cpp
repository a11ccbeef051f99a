#include "engine/data/dataset_join.h"
#include "tests/support/expect_error.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <cmath>

using namespace engine;

class DatasetJoinTest : public QObject {
    Q_OBJECT

    static Dataset datasetOf(std::vector<Real> times, std::vector<std::string> axes = {"x", "y"}) {
        Dataset dataset;
        dataset.axisNames = axes;
        for (const Real time : times) {
            Snapshot& snapshot = dataset.snapshots.emplace_back();
            snapshot.time = time;
            Points points(Index(axes.size()), 1);
            for (std::size_t k = 0; k < axes.size(); ++k)
                points(Index(k), 0) = axes[k].front();
            snapshot.points = PointSet(points);
        }
        return dataset;
    }
    static Dataset withKinds(Dataset dataset, const std::vector<std::string>& categories) {
        dataset.attributes = {{"kind", categories}};
        for (Snapshot& snapshot : dataset.snapshots)
            snapshot.points = PointSet(snapshot.points.points(), {}, Matrix::Constant(1, 1, 0));
        return dataset;
    }
    static Dataset join(const Dataset& a, const Dataset& b) { return joined(a, "a.csv", b, "b.csv"); }

private slots:
    void snapshotsComeTogetherInOrderOfTime() {
        const Dataset all = join(datasetOf({0, 4}), datasetOf({2, 4}));
        QCOMPARE(all.snapshots.size(), std::size_t(3));
        QCOMPARE(all.snapshots[1].time, 2.0);
        QCOMPARE(all.snapshots[2].points.size(), 2); // equal times are one snapshot
    }

    void coordinatesAreMatchedByName() {
        const Dataset all = join(datasetOf({0}, {"x", "y"}), datasetOf({1}, {"y", "x"}));
        QVERIFY(all.snapshots[0].points == all.snapshots[1].points);
        EXPECT_ERROR(join(datasetOf({0}, {"x", "y"}), datasetOf({1}, {"x", "z"})), ErrorCode::UnusableInput,
                     "b.csv has no coordinate y, which a.csv has");
        EXPECT_ERROR(join(datasetOf({0}, {"x", "y"}), datasetOf({1}, {"x", "y", "z"})), ErrorCode::UnusableInput,
                     "b.csv has 3 coordinates, a.csv has 2");
    }

    void namelessCoordinatesGoByTheirNumber() {
        Dataset nameless = datasetOf({1});
        nameless.axisNames.clear();
        QCOMPARE(join(datasetOf({0}), nameless).axisNames, (std::vector<std::string>{"x", "y"}));
        QCOMPARE(join(nameless, datasetOf({0})).axisNames, (std::vector<std::string>{"x", "y"}));
    }

    void attributesAreMatchedByName() {
        const Dataset all =
            join(withKinds(datasetOf({0}), {"stem", "blood"}), withKinds(datasetOf({1}), {"blood", "nerve"}));
        QCOMPARE(all.attributes[0].categories, (std::vector<std::string>{"stem", "blood", "nerve"}));
        QCOMPARE(all.snapshots[1].points.attributes()(0, 0), 1.0); // blood
        EXPECT_ERROR(join(withKinds(datasetOf({0}), {"a"}), withKinds(datasetOf({1}), {})), ErrorCode::UnusableInput,
                     "The column kind holds numbers in b.csv and words in a.csv");
    }

    void whatOnlyOneHasIsMissingInTheOther() {
        for (const std::vector<std::string>& categories : {std::vector<std::string>{"a"}, {}}) {
            const Dataset with = withKinds(datasetOf({0, 2}), categories), without = datasetOf({1, 2});
            for (const Dataset& all : {join(with, without), join(without, with)}) {
                QCOMPARE(all.attributes.size(), std::size_t(1));
                QCOMPARE(all.attributes[0].categories, categories);
                QCOMPARE(all.snapshots[0].points.attributes()(0, 0), 0.0);
                const Real missing = all.snapshots[1].points.attributes()(0, 0);
                QVERIFY(categories.empty() ? std::isnan(missing) : missing == -1);
                const Matrix both = all.snapshots[2].points.attributes();
                QVERIFY(both.cols() == 2 && both.array().isNaN().count() + (both.array() < 0).count() == 1);
            }
        }
        Dataset drawn = withKinds(datasetOf({0}), {"a"}); // a point without what the others have
        drawn.snapshots[0].points = PointSet(drawn.snapshots[0].points.points());
        QCOMPARE(join(withKinds(datasetOf({1}), {"a"}), drawn).snapshots[0].points.attributes()(0, 0), -1.0);
    }

    void weightsMustAgree() {
        Dataset weighted = datasetOf({1});
        weighted.snapshots[0].points = PointSet(weighted.snapshots[0].points.points(), RowVector::Ones(1));
        EXPECT_ERROR(join(datasetOf({0}), weighted), ErrorCode::UnusableInput, "b.csv has weights, a.csv has none");
        EXPECT_ERROR(join(weighted, datasetOf({0})), ErrorCode::UnusableInput, "a.csv has weights, b.csv has none");
        QVERIFY(join(weighted, weighted).snapshots[0].points.hasWeights());
    }

    void anEmptyDatasetTakesEverything() {
        Dataset drawing;
        drawing.snapshots.emplace_back();
        const Dataset all = join(drawing, withKinds(datasetOf({1}, {"a", "b", "c"}), {"k"}));
        QCOMPARE(all.axisNames.size(), std::size_t(3));
        QCOMPARE(all.attributes.size(), std::size_t(1));
        QCOMPARE(all.snapshots.size(), std::size_t(2));
    }

    void theNextTimeFollowsTheMeanGap() {
        QCOMPARE(nextTime({}), 0.0);
        QCOMPARE(nextTime(datasetOf({3})), 4.0);
        QCOMPARE(nextTime(datasetOf({0, 1, 4})), 6.0);
        QCOMPARE(nextTime(datasetOf({4, 0})), 8.0);
        QCOMPARE(nextTime(datasetOf({3, 3})), 4.0);
    }
};

KINETOSCOPE_TEST(DatasetJoinTest)

#include "dataset_join_test.moc"
