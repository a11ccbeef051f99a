#include "ui/tools/symmetry.h"

#include "tests/support/test_registry.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <numbers>

using Eigen::Affine2d;
using Eigen::Vector2d;
using Kind = ui::SymmetrySettings::Kind;

class SymmetryTest : public QObject {
    Q_OBJECT

private slots:
    void mirrors() {
        const Vector2d center(1, 2), point(4, 3);
        const auto images = [&](Kind kind) {
            std::vector<Vector2d> images;
            for (const Affine2d& copy : ui::copiesOf({kind, 6, false}, center))
                images.push_back(copy * point);
            return images;
        };
        QCOMPARE(images(Kind::None), (std::vector<Vector2d>{point}));
        QCOMPARE(images(Kind::LeftRight), (std::vector<Vector2d>{point, {-2, 3}}));
        QCOMPARE(images(Kind::UpDown), (std::vector<Vector2d>{point, {4, 1}}));
        QCOMPARE(images(Kind::Both), (std::vector<Vector2d>{point, {-2, 3}, {4, 1}, {-2, 1}}));
    }

    void theCopiesAreAGroup_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("folds");
        for (const Kind kind : {Kind::None, Kind::LeftRight, Kind::UpDown, Kind::Both})
            QTest::addRow("kind %d", int(kind)) << int(kind) << 6;
        for (const int folds : {2, 3, 5, 12})
            QTest::addRow("%d turns", folds) << int(Kind::Turn) << folds;
    }
    void theCopiesAreAGroup() {
        // Whatever symmetry there is: copies of copies are copies, lengths stay, and the centre stays where it is.
        QFETCH(int, kind);
        QFETCH(int, folds);
        const Vector2d center(0.3, -1.7);
        const auto copies = ui::copiesOf({Kind(kind), folds, false}, center);
        QVERIFY(copies.front().matrix() == Affine2d::Identity().matrix());
        for (const Affine2d& a : copies) {
            QVERIFY((a * center - center).norm() < 1e-12);
            QVERIFY(((a.linear() * a.linear().transpose()) - Eigen::Matrix2d::Identity()).norm() < 1e-12);
            for (const Affine2d& b : copies) {
                const bool known = std::any_of(copies.begin(), copies.end(), [&](const Affine2d& c) {
                    return ((a * b).matrix() - c.matrix()).norm() < 1e-12;
                });
                QVERIFY(known);
            }
        }
    }

    void pointsAndTheirCopies() {
        engine::Points points(2, 3);
        points << 1, 2, 3, 0, 0.5, -1;
        const engine::Points all = ui::withCopies(points, ui::copiesOf({Kind::Turn, 4, false}, {0, 0}));
        QCOMPARE(all.cols(), 12);
        QVERIFY(all.leftCols(3) == points);
        QVERIFY(all.rowwise().mean().norm() < 1e-12);
        QVERIFY(all.col(3).isApprox(Vector2d(0, 1), 1e-12)); // (1, 0) turned by 90°
    }

    void guides() {
        QVERIFY(ui::guidesOf({}, {0, 0}, 1).empty());
        const auto both = ui::guidesOf({Kind::Both, 6, false}, {1, 1}, 5);
        QCOMPARE(both.size(), 2U);
        for (const auto& [from, to] : both) {
            QVERIFY(((from + to) / 2 - Vector2d(1, 1)).norm() < 1e-12);
            QVERIFY(std::abs((to - from).norm() - 10) < 1e-12);
        }
        QCOMPARE(ui::guidesOf({Kind::Turn, 7, false}, {0, 0}, 1).size(), 7U);
    }
};

KINETOSCOPE_TEST(SymmetryTest)

#include "symmetry_test.moc"
