#include "ui/scene/plane_grid.h"

#include "tests/support/test_registry.h"
#include "ui/scene/contour_tracer.h"
#include "ui/scene/density_estimate.h"

#include <QTest>
#include <limits>
#include <random>

using ui::PlaneGrid;

/// Grids on the plane: looking up, refining, contours, densities.
class PlaneGridTest : public QObject {
    Q_OBJECT

    static Eigen::RowVectorXf values(const PlaneGrid& grid, const std::function<double(double, double)>& f) {
        Eigen::RowVectorXf out(grid.size());
        const Eigen::Vector2d cell = grid.cell();
        for (Eigen::Index i = 0; i < out.size(); ++i)
            out[i] = float(
                f(grid.lower.x() + double(i % grid.nx) * cell.x(), grid.lower.y() + double(i / grid.nx) * cell.y()));
        return out;
    }
    static Eigen::Vector2d data(const PlaneGrid& grid, const Eigen::Vector2f& cells) {
        return grid.lower + cells.cast<double>().cwiseProduct(grid.cell());
    }

private slots:
    void lookUpIsBilinear() {
        const PlaneGrid grid{{-1, 0}, {3, 6}, 5, 4};
        const auto f = [](double x, double y) { return 2 * x - y + 0.5 * x * y; };
        const Eigen::RowVectorXf v = values(grid, f);
        const ui::PlaneLookup lookup(grid);
        for (const auto& [x, y] : {std::pair(0.3, 1.1), {-1.0, 0.0}, {3.0, 6.0}, {2.9, 5.5}})
            QVERIFY(std::abs(double(lookup(v, float(x), float(y))) - f(x, y)) < 1e-4);
        QVERIFY(std::abs(double(lookup(v, 9, 2)) - f(3, 2)) < 1e-4); // the nearest edge
        QVERIFY(lookup.covers(3, 6) && !lookup.covers(3.1F, 6));
    }

    void refiningKeepsValuesAndParabolas() {
        const PlaneGrid grid{{0, 0}, {6, 4}, 7, 5};
        const auto f = [](double x, double y) { return x * x - 3 * y * y + x * y; };
        Eigen::RowVectorXf fine, scratch;
        ui::refine(values(grid, f), grid.nx, grid.ny, 3, fine, scratch);
        const PlaneGrid finer = ui::refined(grid, 3);
        const Eigen::RowVectorXf wanted = values(finer, f);
        QCOMPARE(fine.size(), wanted.size());
        for (int y = 0; y < finer.ny; ++y)
            for (int x = 0; x < finer.nx; ++x) {
                const bool inside = x >= 3 && y >= 3 && x <= finer.nx - 4 && y <= finer.ny - 4;
                const bool given = x % 3 == 0 && y % 3 == 0;
                if (inside || given)
                    QVERIFY(std::abs(fine[y * finer.nx + x] - wanted[y * finer.nx + x]) < 1e-4F);
            }
    }

    void aContourOfARingIsClosedAndRound() {
        const PlaneGrid grid{{-2, -2}, {2, 2}, 81, 81};
        ui::ContourTracer tracer;
        tracer.trace(grid, values(grid, [](double x, double y) { return std::hypot(x, y); }), 1.3F);
        QCOMPARE(tracer.lines(), 1);
        const auto line = tracer.line(0);
        QVERIFY((line.front() - line.back()).norm() < 1e-5F);
        double length = 0;
        for (std::size_t i = 0; i < line.size(); ++i) {
            QVERIFY(std::abs(data(grid, line[i]).norm() - 1.3) < 2e-3);
            if (i > 0)
                length += (data(grid, line[i]) - data(grid, line[i - 1])).norm();
        }
        QVERIFY(std::abs(length - 2 * M_PI * 1.3) < 0.01);
    }

    void openContoursRunFromEdgeToEdge() {
        const PlaneGrid grid{{0, 0}, {10, 5}, 11, 6};
        ui::ContourTracer tracer;
        tracer.trace(grid, values(grid, [](double x, double y) { return y + 0 * x; }), 2.5F);
        QCOMPARE(tracer.lines(), 1);
        QCOMPARE(tracer.line(0).size(), std::size_t(11));
        QCOMPARE(std::abs(tracer.line(0).front().x() - tracer.line(0).back().x()), 10.0F);
        tracer.trace(grid, values(grid, [](double x, double y) { return y + 0 * x; }), 99);
        QCOMPARE(tracer.lines(), 0);
    }

    void saddlesAndHolesAreTraced() {
        const PlaneGrid grid{{-1, -1}, {1, 1}, 2, 2};
        ui::ContourTracer tracer;
        tracer.trace(grid, values(grid, [](double x, double y) { return x * y; }), 0.1F);
        QCOMPARE(tracer.lines(), 2);
        const PlaneGrid large{{-2, -2}, {2, 2}, 41, 41};
        Eigen::RowVectorXf v = values(large, [](double x, double y) { return std::hypot(x, y); });
        v[20 * 41 + 30] = std::numeric_limits<float>::quiet_NaN(); // on the ring
        tracer.trace(large, v, 1.0F);
        QVERIFY(tracer.lines() >= 1);
        for (int i = 0; i < tracer.lines(); ++i)
            for (const Eigen::Vector2f& p : tracer.line(i))
                QVERIFY(p.allFinite());
    }

    void densityIsThatOfTheCloud() {
        std::mt19937 random(3);
        std::normal_distribution<float> normal;
        Eigen::MatrixXf points(2, 400'000);
        for (Eigen::Index i = 0; i < points.cols(); ++i)
            points.col(i) << 1 + 0.5F * normal(random), -2 + 0.5F * normal(random);
        const ui::SceneBounds bounds{{-2, -5, 0}, {4, 1, 0}};
        ui::DensityEstimate density;
        density.make(points, {}, bounds);
        const Eigen::Vector2d cell = density.grid().cell();
        QVERIFY(std::abs(double(density.values().sum()) * cell.prod() - 1) < 1e-3);
        const double peak = 1 / (2 * M_PI * 0.25);
        QVERIFY(std::abs(double(density.at(1, -2)) / peak - 1) < 0.06);
        QVERIFY(std::abs(double(density.at(1.5F, -2)) / (peak * std::exp(-0.5)) - 1) < 0.06);
        QCOMPARE(density.presence(1, -2), 1.0F);
        QVERIFY(density.presence(-1.5F, 0.5F) < 1e-3F);
        QCOMPARE(density.at(100, 0), 0.0F);
        const Eigen::RowVectorXf doubled = Eigen::RowVectorXf::Constant(points.cols(), 2);
        ui::DensityEstimate heavy;
        heavy.make(points, doubled, bounds);
        QVERIFY(std::abs(heavy.at(1, -2) / density.at(1, -2) - 2) < 1e-4F);
        heavy.make(Eigen::MatrixXf(2, 0), {}, bounds);
        QVERIFY(heavy.isEmpty() && heavy.presence(0, 0) == 1);
    }
};

KINETOSCOPE_TEST(PlaneGridTest)

#include "plane_grid_test.moc"
