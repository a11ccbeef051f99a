#include "engine/metrics/brenier_step.h"

#include "tests/engine/support/closed_form_model.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

class BrenierStepTest : public QObject {
    Q_OBJECT

private slots:
    void ofTheSamePoints() {
        // The optimal plan between a cloud and its image under the gradient of a convex function is that map, to the
        // point: x + h∇s = (1 + h c) x + h b.
        const Vector b = Eigen::Vector2d(1, 0.5);
        const auto form = tests::quadratic([](double) { return 0.8; }, [](double) { return Vector(Vector::Zero(2)); },
                                           [=](double) { return b; });
        const ActionModel model = tests::modelOf(form, tests::oddUnits(2));
        WorkerPool pool(2);
        const double h = 0.3;
        const WeightedCloud now{tests::gaussianCloud(Vector::Zero(2), 1, 200), {}};
        const WeightedCloud later{((1 + 0.8 * h) * now.points).colwise() + h * b, {}};
        const auto same = compareWithTransport(model, pool, 0.2, now, 0.2 + h, later);
        QVERIFY2(same.relativeError < 1e-4 && same.stepDistance < 1e-3,
                 qPrintable(QString("%1 %2").arg(same.relativeError).arg(same.stepDistance)));
        QVERIFY(std::abs(same.stillDistance - (later.points - now.points).colwise().norm().norm() / std::sqrt(200)) <
                1e-3);
        // An action twice as steep steps twice as far: the error is the way itself.
        const auto twice = tests::quadratic([](double) { return 1.6; }, [](double) { return Vector(Vector::Zero(2)); },
                                            [=](double) { return Vector(2 * b); });
        const auto wrong =
            compareWithTransport(tests::modelOf(twice, tests::oddUnits(2)), pool, 0.2, now, 0.2 + h, later);
        QVERIFY2(std::abs(wrong.relativeError - 1) < 1e-4, qPrintable(QString::number(wrong.relativeError)));
    }

    void ofFreshPoints() {
        // T1 far enough for the sampling error of the plan to be small beside the way.
        const Vector shift = Eigen::Vector2d(6, 2);
        const auto form = tests::quadratic([](double) { return 0.0; }, [](double) { return Vector(Vector::Zero(2)); },
                                           [=](double) { return shift; });
        WorkerPool pool(1);
        const WeightedCloud now{tests::gaussianCloud(Vector::Zero(2), 1, 400, 1), {}},
            later{tests::gaussianCloud(0.5 * shift, 1, 400, 2), RowVector::Constant(400, 2)};
        const auto compared = compareWithTransport(tests::modelOf(form, tests::oddUnits(2)), pool, 0, now, 0.5, later);
        QVERIFY2(compared.relativeError < 0.12 && compared.stepDistance < 0.1 * compared.stillDistance,
                 qPrintable(QString("%1 %2").arg(compared.relativeError).arg(compared.stepDistance)));
    }
};

KINETOSCOPE_TEST(BrenierStepTest)

#include "brenier_step_test.moc"
