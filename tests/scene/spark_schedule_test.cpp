#include "ui/scene/spark_schedule.h"

#include "tests/support/synthetic_scene.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <cmath>

class SparkScheduleTest : public QObject {
    Q_OBJECT

    /// The splitting motion, whose particles grow as exp(rate t), the first half of them, or fade as much.
    static engine::Trajectories motion(int particles, float rate) {
        engine::Trajectories t = *tests::splittingMotion(particles);
        for (int l = 0; l < t.levels(); ++l) {
            Eigen::RowVectorXf log(particles), growth(particles);
            for (int i = 0; i < particles; ++i) {
                growth[i] = i < particles / 2 ? rate : -rate;
                log[i] = growth[i] * float(t.times[l]);
            }
            t.logWeights.push_back(log);
            t.growth.push_back(growth);
        }
        return t;
    }

private slots:
    /// The number of births times what each stands for is the weight that came, and so for deaths.
    void sparksStandForTheWeight() {
        const engine::Trajectories t = motion(200, 1);
        const double weight = ui::sparkWeight(t);
        QVERIFY(weight >= 0.25);
        double births = 0, deaths = 0;
        for (const ui::Spark& spark : ui::sparksOf(t, weight))
            (spark.isBirth ? births : deaths) += weight;
        const double came = 100 * (std::exp(1.0) - 1), went = 100 * (1 - std::exp(-1.0));
        QVERIFY2(std::abs(births - came) < 0.08 * came, qPrintable(QString::number(births)));
        QVERIFY2(std::abs(deaths - went) < 0.12 * went, qPrintable(QString::number(deaths)));
    }

    void thereAreNeverMoreThanOneCanSee() {
        for (const int particles : {50, 500, 5000}) {
            const engine::Trajectories t = motion(particles, 2);
            const std::size_t count = ui::sparksOf(t, ui::sparkWeight(t)).size();
            QVERIFY2(count > 20 && count < 1000, qPrintable(QString::number(count)));
        }
    }

    void theyLieWhereTheParticlesAre() {
        const engine::Trajectories t = motion(40, 1);
        Eigen::MatrixXf x;
        double before = 0;
        for (const ui::Spark& spark : ui::sparksOf(t, ui::sparkWeight(t))) {
            QVERIFY(spark.time >= before && spark.time <= 1); // in order
            before = spark.time;
            t.positionsAt(spark.time, x);
            QVERIFY((x.colwise() - spark.place.head<2>()).colwise().norm().minCoeff() < 0.02);
        }
    }

    void nothingIsMadeUp() {
        const engine::Trajectories plain = *tests::splittingMotion(40);
        QCOMPARE(ui::sparkWeight(plain), 0.0);
        QVERIFY(ui::sparksOf(plain, 0.25).empty());
        QCOMPARE(ui::sparkWeight(motion(40, 0)), 0.0);
        // Particles drawn anew have other weights from there on, but nothing was born.
        engine::Trajectories anew = motion(40, 0);
        for (std::size_t l = 20; l < anew.logWeights.size(); ++l)
            anew.logWeights[l].array() += 1;
        anew.resampledAfter = {19};
        QVERIFY(ui::sparksOf(anew, 0.25).empty());
        anew.resampledAfter = {};
        QVERIFY(!ui::sparksOf(anew, 0.25).empty());
    }
};

KINETOSCOPE_TEST(SparkScheduleTest)

#include "spark_schedule_test.moc"
