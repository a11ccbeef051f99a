#include "engine/session/snapshot_comparison.h"

#include "tests/engine/session/session_support.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <cmath>

using namespace engine;
using namespace tests;

/// A population that goes round a quarter of a circle in the time 0 … 1: neither standing still nor going straight is
/// right half-way.
class SnapshotComparisonTest : public QObject {
    Q_OBJECT

    static constexpr double kRadius = 3, kQuarter = 1.5707963267948966;

    static Points cloud(double time, std::uint64_t seed, int count = 300) {
        Rng rng(seed);
        Points points(2, count);
        rng.fillNormal(points);
        points *= 0.2;
        points.colwise() += Vector(Eigen::Vector2d(kRadius * std::cos(kQuarter * time), kRadius * std::sin(kQuarter * time)));
        return points;
    }
    static Dataset dataset() {
        Dataset data;
        for (const double time : {0.0, 0.5, 1.0}) {
            Snapshot s;
            s.time = time;
            s.points = PointSet(cloud(time, std::uint64_t(10 + 4 * time)));
            s.heldOut = time == 0.5;
            data.snapshots.push_back(s);
        }
        return data;
    }
    /// Particles along the circle, or beside it by `off`.
    static Trajectories motion(double off = 0) {
        Trajectories t;
        t.times = Times::LinSpaced(9, 0, 1);
        for (int l = 0; l < 9; ++l) {
            Points x = cloud(t.times[l], 77);
            x.row(1).array() += off;
            t.positions.push_back(x.cast<float>());
        }
        t.smooth = false;
        return t;
    }

private slots:
    void everySnapshotIsMeasured() {
        const auto compared = compareSnapshots(dataset(), motion(), 0);
        QCOMPARE(compared.size(), 3U);
        QVERIFY(!compared[0].heldOut && compared[1].heldOut && compared[1].time == 0.5);
        const auto beside = compareSnapshots(dataset(), motion(2), 0);
        for (std::size_t k = 0; k < 3; ++k) {
            QVERIFY(compared[k].distances.w1 < 0.15 && compared[k].distances.w2 < 0.2);
            QVERIFY(std::abs(beside[k].distances.w1 - 2) < 0.1 && std::abs(beside[k].distances.w2 - 2) < 0.1);
            QVERIFY(beside[k].distances.mmd > compared[k].distances.mmd + 0.1);
        }
    }

    /// Chart, table and the panel of a held-out snapshot show this number; above the size that is compared, too.
    void oneQuantityHasOneValue() {
        Dataset data = dataset();
        data.snapshots[2].points = PointSet(cloud(1, 18, 2 * int(kComparedPoints)));
        const auto compared = compareSnapshots(data, motion(), kComparisonSeed);
        for (std::size_t k = 0; k < 3; ++k)
            QCOMPARE(w1At(data.snapshots[k], motion()), compared[k].distances.w1);
        const auto found = reveal(data, 1, motion(), kComparisonSeed);
        QVERIFY(found);
        QCOMPARE(found->model.w1, compared[1].distances.w1);
        QCOMPARE(found->floor, w1OfTwoDraws(data.snapshots[1]));
    }

    /// What is published last is of the last particles, however much was being measured when they came, and equals what
    /// is found beside it.
    void distancesAtRestAreThoseOfTheComparison() {
        Session session({2, {}});
        const auto data = exampleData("split");
        session.post(SetDataset{data});
        TrainingSettings settings = quickSettings();
        settings.seed = 5;
        session.post(Configure{0, settings, {}});
        session.post(Train{0});
        std::vector<SnapshotComparison> compared;
        std::shared_ptr<const Trajectories> of;
        const auto isOne = [&](const RunUpdate& u) {
            if (u.state != RunState::Finished || !u.trajectories || !u.distances)
                return false;
            if (u.trajectories != of) {
                of = u.trajectories;
                compared = compareSnapshots(*data, *of, kComparisonSeed);
            }
            for (std::size_t k = 0; k < compared.size(); ++k)
                if (u.distances->at(k).w1 != compared[k].distances.w1)
                    return false;
            return true;
        };
        const auto end = waitFor(session, isOne, 60'000);
        QVERIFY(end);
        QCOMPARE(end->distances->size(), data->snapshots.size());
        QCOMPARE(end->distances->back().floor, w1OfTwoDraws(data->snapshots.back()));
    }

    void aRightModelBeatsBothBaselines() {
        const auto found = reveal(dataset(), 1, motion(), 0);
        QVERIFY(found && found->transport && found->interval);
        // Half-way along the chord one is r (1 − cos 45°) from the circle; standing still, 2 r sin 22.5° from it.
        const double chord = kRadius * (1 - std::cos(kQuarter / 2)), still = 2 * kRadius * std::sin(kQuarter / 4);
        QVERIFY2(std::abs(found->transport->w1 - chord) < 0.1, qPrintable(QString::number(found->transport->w1)));
        QVERIFY2(std::abs(found->nearest.w1 - still) < 0.1, qPrintable(QString::number(found->nearest.w1)));
        QCOMPARE(found->nearestTime, 0.0);
        QVERIFY(found->isBetter() && found->model.w1 < 2.5 * found->floor);
        QVERIFY(found->interval->low <= found->model.w1 && found->interval->high >= found->model.w1);
        QVERIFY(found->interval->high < found->transport->w1);
    }

    void aWrongOneDoesNot() {
        const auto found = reveal(dataset(), 1, motion(1.5), 0);
        QVERIFY(found && !found->isBetter());
    }

    void oneTrainingSnapshotHasNoTransport() {
        Dataset data = dataset();
        data.snapshots[2].heldOut = true;
        const auto found = reveal(data, 1, motion(), 0);
        QVERIFY(found && !found->transport && found->isBetter());
    }

    void canBeStopped() {
        std::stop_source source;
        source.request_stop();
        QVERIFY(!reveal(dataset(), 1, motion(), 0, source.get_token()));
        QVERIFY(compareSnapshots(dataset(), motion(), 0, source.get_token()).empty());
    }
};

KINETOSCOPE_TEST(SnapshotComparisonTest)

#include "snapshot_comparison_test.moc"
