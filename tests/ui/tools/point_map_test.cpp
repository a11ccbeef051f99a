#include "ui/tools/point_map.h"

#include "tests/support/test_registry.h"

#include <QTest>
#include <numbers>

using engine::Vector;
using ui::PointMap;

namespace {

Vector at(std::initializer_list<double> values) {
    Vector result(Eigen::Index(values.size()));
    std::copy(values.begin(), values.end(), result.begin());
    return result;
}

bool maps(const PointMap& map, const Vector& from, const Vector& to) {
    return (map.linear * from + map.offset - to).norm() < 1e-12;
}

} // namespace

class PointMapTest : public QObject {
    Q_OBJECT

private slots:
    void placesABox() {
        const PointMap plane = PointMap::placing({at({1, 2}), at({5, 4})}, at({10, 20}), at({2, 8}));
        QVERIFY(maps(plane, at({1, 2}), at({9, 16})) && maps(plane, at({5, 4}), at({11, 24})));
        const engine::Bounds box{at({0, 0, 0}), at({2, 4, 8})};
        const PointMap space = PointMap::placing(box, at({0, 0, 1}), at({2, 2, 16}));
        QVERIFY(maps(space, at({0, 0, 0}), at({-1, -1, -7})) && maps(space, at({2, 4, 8}), at({1, 1, 9})));
        QVERIFY(PointMap::placing(box, box.center(), at({2, 4, 8})) == PointMap(Eigen::Affine3d::Identity()));
    }

    void whatIsFlatStaysFlat() {
        const PointMap map = PointMap::placing({at({1, 1, 1}), at({3, 1, 1})}, at({5, 6, 7}), at({4, 3, 3}));
        QVERIFY(maps(map, at({1, 1, 1}), at({3, 6, 7})) && maps(map, at({3, 1, 1}), at({7, 6, 7})));
    }

    void turns() {
        const double quarter = std::numbers::pi / 2;
        QVERIFY(maps(PointMap::turning(at({1, 1}), quarter), at({2, 1}), at({1, 2})));
        QVERIFY(maps(PointMap::turning(at({1, 1, 5}), quarter, 2), at({2, 1, 4}), at({1, 2, 4})));
        QVERIFY(maps(PointMap::turning(at({0, 0, 0}), quarter, 0), at({7, 1, 0}), at({7, 0, 1})));
        QVERIFY(maps(PointMap::turning(at({0, 0, 0}), quarter, 1), at({0, 7, 1}), at({1, 7, 0})));
    }
};

KINETOSCOPE_TEST(PointMapTest)

#include "point_map_test.moc"
