#include "engine/trajectory/field_samples.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

class FieldSamplesTest : public QObject {
    Q_OBJECT

    static FieldSamples sample() {
        FieldSamples field;
        field.times = (Times(3) << 0, 1, 3).finished();
        field.lower = {-1, 10};
        field.upper = {1, 13};
        field.nx = 3;
        field.ny = 4;
        for (const float v : {0.f, 2.f, 6.f})
            field.velocities.push_back(Eigen::Matrix2Xf::Constant(2, 12, v));
        return field;
    }

private slots:
    void cellsLieXFastest() {
        const FieldSamples field = sample();
        QCOMPARE(field.position(0), Eigen::Vector2d(-1, 10));
        QCOMPARE(field.position(1), Eigen::Vector2d(0, 10));
        QCOMPARE(field.position(3), Eigen::Vector2d(-1, 11));
        QCOMPARE(field.position(11), Eigen::Vector2d(1, 13));
    }

    void velocitiesAreLinearInTime() {
        const FieldSamples field = sample();
        Eigen::Matrix2Xf v;
        const std::pair<double, float> expected[] = {{-5, 0}, {0, 0}, {0.25, .5f}, {1, 2}, {2, 4}, {3, 6}, {9, 6}};
        for (const auto& [t, value] : expected) {
            field.velocitiesAt(t, v);
            QCOMPARE(v.cols(), 12);
            QVERIFY(v.isConstant(value));
        }
    }
};

KINETOSCOPE_TEST(FieldSamplesTest)

#include "field_samples_test.moc"
