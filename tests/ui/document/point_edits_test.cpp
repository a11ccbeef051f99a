#include "ui/document/point_edits.h"

#include "tests/support/expect_error.h"
#include "tests/support/test_registry.h"
#include "tests/ui/document/sample_project.h"

#include <Eigen/LU>
#include <QTest>
#include <cmath>

using engine::Index;
using engine::Matrix;
using engine::Points;
using engine::Vector;
using ui::Project;
namespace edits = ui::edits;

namespace {
const engine::PointSet& pointsOf(const Project& project, int snapshot) {
    return project.dataset.snapshots[std::size_t(snapshot)].points;
}
} // namespace

class PointEditsTest : public QObject {
    Q_OBJECT

private slots:
    void transformPoints() {
        Project project = tests::sampleProject();
        const Points before = pointsOf(project, 2).points();
        const auto lastChunk = pointsOf(project, 2).chunks().back();
        Matrix turn(2, 2);
        turn << 0, -1, 1, 0;
        edits::transformPoints(project, 2, {1, 4000}, turn, Vector::Constant(2, 0.5));
        Points expected = before;
        for (const Index i : {1, 4000})
            expected.col(i) << 0.5 - before(1, i), 0.5 + before(0, i);
        QVERIFY(pointsOf(project, 2).points() == expected);
        QVERIFY(pointsOf(project, 2).chunks().back() == lastChunk); // untouched ones stay shared
        QVERIFY(pointsOf(project, 2).weights() == pointsOf(tests::sampleProject(), 2).weights());
        EXPECT_ERROR(edits::transformPoints(project, 0, {1}, Matrix::Constant(2, 2, NAN), Vector::Zero(2)),
                     engine::ErrorCode::InvalidArgument, "finite");
    }

    void transformingBackRestores() {
        Project project = tests::sampleProject(3);
        const Points before = pointsOf(project, 0).points();
        engine::Rng rng(1);
        const Matrix map = tests::randomPoints(3, 3, 8) + 3 * Matrix::Identity(3, 3), back = map.inverse();
        const Vector offset = tests::randomPoints(3, 1, 9);
        const std::vector<Index> some = {0, 7, 100, 499};
        edits::transformPoints(project, 0, some, map, offset);
        edits::transformPoints(project, 0, some, back, -back * offset);
        QVERIFY((pointsOf(project, 0).points() - before).cwiseAbs().maxCoeff() < 1e-12);
    }

    void inThePictureOfThem() {
        Project project = tests::sampleProject(4);
        project.view.projection = ui::Projection::ofAxes({3, 1}, 4);
        const Points before = pointsOf(project, 0).points();
        Matrix turn(2, 2);
        turn << 0, -1, 1, 0;
        edits::transformPoints(project, 0, {2}, turn, Vector::Constant(2, 0.5));
        Points expected = before;
        expected(3, 2) = 0.5 - before(1, 2);
        expected(1, 2) = 0.5 + before(3, 2); // what is hidden stays
        QVERIFY((pointsOf(project, 0).points() - expected).norm() < 1e-12);
        const std::vector<Index> copies = edits::duplicatePoints(project, 0, {0}, Vector::Unit(2, 0));
        QVERIFY((pointsOf(project, 0).point(copies[0]) - before.col(0) - Vector::Unit(4, 3)).norm() < 1e-12);
    }

    void duplicatePoints() {
        Project project = tests::sampleProject();
        const engine::PointSet before = pointsOf(project, 1);
        const std::vector<Index> copies = edits::duplicatePoints(project, 1, {3, 10}, Vector::Constant(2, 2));
        QCOMPARE(copies, (std::vector<Index>{600, 601}));
        const engine::PointSet& after = pointsOf(project, 1);
        QCOMPARE(after.size(), 602);
        QVERIFY(after.points().leftCols(600) == before.points());
        QVERIFY((after.point(600) - before.point(3)).isApprox(Vector::Constant(2, 2)));
        QCOMPARE(after.weights()[601], before.weights()[10]); // weights and labels come along
        QCOMPARE(after.attributes()(0, 601), before.attributes()(0, 10));
        QVERIFY(std::isnan(after.attributes()(1, 600)));
    }

    void givePoints() {
        Project project = tests::sampleProject();
        const engine::PointSet from = pointsOf(project, 0), to = pointsOf(project, 1);
        const std::vector<Index> there = edits::givePoints(project, 0, {0, 499}, 1);
        QCOMPARE(there, (std::vector<Index>{600, 601}));
        QCOMPARE(pointsOf(project, 0).size(), 498);
        QVERIFY(pointsOf(project, 0).points() == from.points().middleCols(1, 498));
        QVERIFY(pointsOf(project, 1).points().leftCols(600) == to.points());
        QVERIFY(pointsOf(project, 1).point(601) == from.point(499));
        QCOMPARE(pointsOf(project, 1).weights()[600], from.weights()[0]);
        // To an empty snapshot, and to the own one.
        Project empty = tests::sampleProject();
        empty.dataset.snapshots[1].points = {};
        QCOMPARE(edits::givePoints(empty, 0, {5}, 1), (std::vector<Index>{0}));
        QVERIFY(pointsOf(empty, 1).point(0) == from.point(5));
        const Project same = project;
        QCOMPARE(edits::givePoints(project, 0, {3}, 0), (std::vector<Index>{3}));
        QVERIFY(project == same);
    }
};

KINETOSCOPE_TEST(PointEditsTest)

#include "point_edits_test.moc"
