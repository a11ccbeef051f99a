#include "engine/core/random.h"
#include "engine/data/dataset_reduction.h"
#include "tests/support/expect_error.h"
#include "tests/support/test_registry.h"

#include <Eigen/Eigenvalues>
#include <Eigen/QR>
#include <QTest>

using namespace engine;

namespace {

Matrix randomRotation(Index d, std::uint64_t seed) {
    Points g(d, d);
    Rng(seed).fillNormal(g);
    return Eigen::HouseholderQR<Matrix>(g).householderQ();
}

/// Points whose covariance is exactly Q·diag(variances)·Qᵀ: ± the first axes, stretched, about `centre`.
Points cross(const Matrix& rotation, const Vector& variances, const Vector& centre) {
    const Index n = 2 * variances.size();
    Points x(rotation.rows(), n);
    for (Index k = 0; k < variances.size(); ++k) {
        const Vector arm = rotation.col(k) * std::sqrt(variances[k] * Real(n - 1) / 2);
        x.col(2 * k) = centre + arm;
        x.col(2 * k + 1) = centre - arm;
    }
    return x;
}

PointStream streamOf(const Points& x, Index piece = 4096) {
    return {{}, x.rows(), x.cols(), [&x, piece](const std::function<void(const Points&)>& work) {
                for (Index at = 0; at < x.cols(); at += piece)
                    work(x.middleCols(at, std::min(piece, x.cols() - at)));
            }};
}

/// A few directions of known variance in noise of variance `noise` along all others.
Points factors(Index d, Index n, const Vector& variances, Real noise, std::uint64_t seed) {
    Rng rng(seed);
    Points x(d, n), y(variances.size(), n);
    rng.fillNormal(x);
    rng.fillNormal(y);
    const Matrix axes = randomRotation(d, seed + 1).leftCols(variances.size());
    return std::sqrt(noise) * x + axes * (variances.cwiseSqrt().asDiagonal() * y);
}

} // namespace

class PrincipalComponentsTest : public QObject {
    Q_OBJECT

private slots:
    void aKnownCovarianceComesOut() {
        const Matrix rotation = randomRotation(7, 1);
        const Vector variances = (Vector(7) << 30, 11, 5, 2, 1, 0.3, 0.01).finished();
        const Vector centre = Vector::LinSpaced(7, -3, 900);
        const Points x = cross(rotation, variances, centre);
        for (const Index piece : {3, 4096}) {
            const PrincipalComponents pc = principalComponents(streamOf(x, piece));
            QCOMPARE(pc.count(), 7);
            QVERIFY((pc.mean - centre).cwiseAbs().maxCoeff() < 1e-11);
            QVERIFY((pc.variances - variances).cwiseAbs().maxCoeff() < 1e-10);
            QVERIFY(std::abs(pc.totalVariance - variances.sum()) < 1e-10);
            QVERIFY(std::abs(pc.explained(2) - 41 / variances.sum()) < 1e-12);
            QVERIFY((pc.directions.transpose() * pc.directions).isIdentity(1e-12));
            for (Index k = 0; k < 7; ++k) {
                QVERIFY(std::abs(std::abs(pc.directions.col(k).dot(rotation.col(k))) - 1) < 1e-10);
                Index largest = 0;
                pc.directions.col(k).cwiseAbs().maxCoeff(&largest);
                QVERIFY(pc.directions(largest, k) > 0);
            }
        }
    }

    void allComponentsGiveThePointsBack() {
        const Points x = factors(6, 200, Vector::LinSpaced(3, 9, 1), 0.1, 4);
        const PrincipalComponents pc = principalComponents(streamOf(x));
        QVERIFY((pc.toCoordinates(pc.toComponents(x)) - x).cwiseAbs().maxCoeff() < 1e-12);
        const Points y = pc.toComponents(x);
        QVERIFY(y.rowwise().mean().cwiseAbs().maxCoeff() < 1e-12);
        const Matrix covariance = y * y.transpose() / Real(y.cols() - 1);
        QVERIFY((covariance - Matrix(pc.variances.asDiagonal())).cwiseAbs().maxCoeff() < 1e-10);
        // The first two leave the least squares behind: the variance of those left out.
        const PrincipalComponents two = pc.leading(2);
        const Real lost = (two.toCoordinates(two.toComponents(x)) - x).squaredNorm() / Real(x.cols() - 1);
        QVERIFY(std::abs(lost - pc.variances.tail(4).sum()) < 1e-10);
        QCOMPARE(two.componentNames(), (std::vector<std::string>{"PC1", "PC2"}));
    }

    void fewerPointsThanCoordinates() {
        const Points x = factors(40, 9, Vector::LinSpaced(3, 9, 1), 0.1, 5);
        const PrincipalComponents pc = principalComponents(streamOf(x));
        QCOMPARE(pc.count(), 8); // one point is the mean
        QVERIFY((pc.directions.transpose() * pc.directions).isIdentity(1e-10));
        QVERIFY((pc.toCoordinates(pc.toComponents(x)) - x).cwiseAbs().maxCoeff() < 1e-10);
        QVERIFY(std::abs(pc.variances.sum() - pc.totalVariance) < 1e-10);
    }

    void coordinatesWithoutSpreadAreNoComponents() {
        Points x = factors(5, 300, Vector::Constant(1, 4), 1, 6);
        x.row(1).setConstant(7);
        x.row(3) = 2 * x.row(0); // says nothing new
        const PrincipalComponents pc = principalComponents(streamOf(x));
        QCOMPARE(pc.count(), 3);
        QVERIFY((pc.toCoordinates(pc.toComponents(x)) - x).cwiseAbs().maxCoeff() < 1e-10);
    }

    void theIterationAgreesWithTheExactOne() {
        const Vector variances = (Vector(5) << 400, 200, 90, 40, 15).finished();
        const Points wide = factors(610, 640, variances, 1, 7);
        const PrincipalComponents pc = principalComponents(streamOf(wide));
        QCOMPARE(pc.count(), int(PrincipalComponents::kMost));
        const Points centred = wide.colwise() - wide.rowwise().mean();
        const Matrix covariance = centred * centred.transpose() / Real(wide.cols() - 1);
        const Eigen::SelfAdjointEigenSolver<Matrix> exact(covariance);
        for (Index k = 0; k < 5; ++k) {
            const Real value = exact.eigenvalues()[609 - k];
            QVERIFY(std::abs(pc.variances[k] - value) < 1e-6 * value);
            QVERIFY(std::abs(std::abs(exact.eigenvectors().col(609 - k).dot(pc.directions.col(k))) - 1) < 1e-6);
        }
        for (Index k = 5; k < pc.count(); ++k) // hardly any wider than its neighbours
            QVERIFY(std::abs(pc.variances[k] - exact.eigenvalues()[609 - k]) < 1e-5 * pc.variances[k]);
        QVERIFY(std::abs(pc.totalVariance - covariance.trace()) < 1e-9 * pc.totalVariance);
        const PrincipalComponents again = principalComponents(streamOf(wide));
        QVERIFY(again.directions == pc.directions);
    }

    /// Hundreds of directions each hardly narrower than the one before: the tail is to be right as well. The covariance
    /// is made, the one of the points among themselves, or neither.
    void aSlowlyFallingSpectrumIsExactToItsEnd_data() {
        QTest::addColumn<int>("dimension");
        QTest::addColumn<int>("directions");
        QTest::newRow("covariance") << 700 << 700;
        QTest::newRow("points") << 2500 << 400;
        QTest::newRow("passes") << 2010 << 1010;
    }
    void aSlowlyFallingSpectrumIsExactToItsEnd() {
        QFETCH(int, dimension);
        QFETCH(int, directions);
        Vector variances(directions);
        for (Index k = 0; k < directions; ++k)
            variances[k] = std::pow(Real(k + 1), -0.25);
        Points x = cross(Matrix::Identity(dimension, dimension), variances, Vector::Zero(dimension));
        Vector mirror(dimension); // turns every axis
        Rng(3).fillNormal(mirror);
        mirror.normalize();
        x -= 2 * mirror * (mirror.transpose() * x).eval();
        const PrincipalComponents pc = principalComponents(streamOf(x));
        QCOMPARE(pc.count(), int(PrincipalComponents::kMost));
        for (Index k = 0; k < pc.count(); ++k)
            QVERIFY2(std::abs(pc.variances[k] - variances[k]) < 1e-5 * variances[k],
                     qPrintable(QStringLiteral("%1: %2 for %3").arg(k).arg(pc.variances[k]).arg(variances[k])));
        QVERIFY(std::abs(pc.explained(50) - variances.head(50).sum() / variances.sum()) < 1e-6);
        QVERIFY((pc.directions.transpose() * pc.directions).isIdentity(1e-9));
    }

    /// Fewer directions than are wanted, in a large table.
    void fewDirectionsInManyCoordinates() {
        const Vector variances = (Vector(3) << 9, 4, 1).finished();
        Rng rng(9);
        Points axes(2100, 3), y(3, 2050);
        rng.fillNormal(axes);
        rng.fillNormal(y);
        const Points x = axes * variances.cwiseSqrt().asDiagonal() * y;
        const PrincipalComponents pc = principalComponents(streamOf(x));
        QCOMPARE(pc.count(), 3);
        QVERIFY((pc.toCoordinates(pc.toComponents(x)) - x).norm() < 1e-9 * x.norm());
    }

    void enoughHoldsNinetyPercent() {
        const auto suggested = [](const Vector& variances) {
            const Index d = variances.size();
            return suggestedCount(principalComponents(streamOf(cross(Matrix::Identity(d, d), variances, Vector::Zero(d)))));
        };
        QCOMPARE(suggested((Vector(4) << 95, 3, 1, 1).finished()), 2);
        QCOMPARE(suggested((Vector(4) << 50, 30, 15, 5).finished()), 3);
        QCOMPARE(suggested(Vector::Ones(45)), 20);
        QCOMPARE(suggested(Vector::Ones(1)), 1);
    }

    void uselessPointsAreRefused() {
        const Points one = Points::Ones(3, 1), same = Points::Constant(3, 20, 2.5);
        EXPECT_ERROR(principalComponents(streamOf(one)), ErrorCode::UnusableInput, "at least two points");
        EXPECT_ERROR(principalComponents(streamOf(same)), ErrorCode::UnusableInput, "All points lie in one place");
        std::stop_source stop;
        stop.request_stop();
        const Points x = factors(4, 20, Vector::Ones(2), 1, 8);
        EXPECT_ERROR(principalComponents(streamOf(x), stop.get_token()), ErrorCode::Cancelled, "not computed to the end");
    }
};

KINETOSCOPE_TEST(PrincipalComponentsTest)

#include "principal_components_test.moc"
