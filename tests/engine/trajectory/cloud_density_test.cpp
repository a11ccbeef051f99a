#include "engine/trajectory/cloud_density.h"

#include "tests/engine/support/closed_form_model.h"
#include "tests/support/expect_error.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <numbers>

using namespace engine;

class CloudDensityTest : public QObject {
    Q_OBJECT

private slots:
    void theGaussianOfThePoints() {
        // Weights 1, 3 at 0, 4 on one axis: mean 3, variance 3; ±1 on the other.
        Points points(2, 4);
        points << 0, 4, 0, 4, -1, -1, 1, 1;
        const RowVector weights = Eigen::RowVector4d(1, 3, 1, 3);
        WorkerPool pool(1);
        const CloudDensity density(DensityKind::Gaussian, points, weights);
        const Points at = Eigen::Vector2d(1, 0.5);
        const double expected = -std::log(2 * std::numbers::pi) - 0.5 * std::log(3.0) - 0.5 * (4.0 / 3 + 0.25);
        QVERIFY(std::abs(density.logDensity(at, pool)[0] - expected) < 1e-12);
        Rng rng(1);
        const auto moments = tests::momentsOf(density.sample(20'000, rng).cast<float>());
        QVERIFY((moments.mean - Eigen::Vector2d(3, 0)).norm() < 0.05 && std::abs(moments.variance - 2) < 0.06);
    }

    void kernelsOnThePoints() {
        // n = 3, d = 1: the variance times 3^(−2/5).
        const Points points = Eigen::RowVector3d(0, 1, 5);
        const double variance = 14.0 / 3 * std::pow(3, -0.4);
        WorkerPool pool(2);
        const CloudDensity density(DensityKind::Kernel, points);
        double sum = 0;
        for (const double c : {0, 1, 5})
            sum += std::exp(-(2 - c) * (2 - c) / (2 * variance)) / (3 * std::sqrt(2 * std::numbers::pi * variance));
        QVERIFY(std::abs(density.logDensity(Points::Constant(1, 1, 2), pool)[0] - std::log(sum)) < 1e-12);
        // Far away it is still finite, and everything together is 1.
        QVERIFY(std::isfinite(density.logDensity(Points::Constant(1, 1, 1e3), pool)[0]));
        const Points grid = RowVector::LinSpaced(4001, -20, 25);
        QVERIFY(std::abs(density.logDensity(grid, pool).array().exp().sum() * 45 / 4000 - 1) < 1e-6);
    }

    void weightsCountAsCopies() {
        const Points few = Eigen::RowVector3d(0, 1, 5), more = (Eigen::RowVectorXd(4) << 0, 1, 5, 5).finished();
        WorkerPool pool(1);
        const Points at = Eigen::RowVector2d(0.3, 4);
        for (const DensityKind kind : {DensityKind::Gaussian, DensityKind::Kernel}) {
            const RowVector weighted = CloudDensity(kind, few, Eigen::RowVector3d(1, 1, 2)).logDensity(at, pool);
            const RowVector copied = CloudDensity(kind, more).logDensity(at, pool);
            // A kernel's width goes by the effective number, 16/6 instead of 4.
            QVERIFY((weighted - copied).norm() < (kind == DensityKind::Gaussian ? 1e-12 : 0.2));
        }
    }

    void noDensityInAPlane() {
        Points flat = tests::gaussianCloud(Vector::Zero(3), 1, 50);
        flat.row(2).setConstant(1);
        EXPECT_ERROR(CloudDensity(DensityKind::Gaussian, flat), ErrorCode::UnusableInput, "no density");
        EXPECT_ERROR(CloudDensity(DensityKind::Kernel, Points::Zero(2, 1)), ErrorCode::UnusableInput, "no density");
        EXPECT_ERROR(densityNamed("box"), ErrorCode::InvalidArgument, "kde");
        QVERIFY(densityNamed("kde") == DensityKind::Kernel && densityNamed("gaussian") == DensityKind::Gaussian);
    }
};

KINETOSCOPE_TEST(CloudDensityTest)

#include "cloud_density_test.moc"
