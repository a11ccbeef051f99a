#include "engine/io/outline_table.h"

#include "engine/io/csv.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

class OutlineTableTest : public QObject {
    Q_OBJECT

    static Outlines outlines(const std::string& text) {
        const Table table = parseCsv(text, "map.csv");
        const ColumnMapping mapping = guessMapping(table);
        return isOverlay(table, mapping) ? outlinesOf(table, mapping, "map") : Outlines();
    }

private slots:
    void linesEndWhereTheirNameDoes() {
        const Outlines map = outlines("id,lon,lat\n0,1,2\n0,2,3\n0,3,4\n5,10,20\n5,11,21\n5,12,22\n5,13,23\n");
        QCOMPARE(map.name, std::string("map"));
        QCOMPARE(map.ends, (std::vector<Index>{3, 7}));
        QVERIFY(map.points.front() == Eigen::Vector2d(1, 2) && map.points.back() == Eigen::Vector2d(13, 23));
    }

    void columnsComeInAnyOrderAndNamesMayBeWords() {
        const Outlines map = outlines("latitude,name,longitude\n2,A,1\n3,A,2\n4,A,3\n20,B,10\n21,B,11\n22,B,12\n");
        QCOMPARE(map.ends, (std::vector<Index>{3, 6}));
        QVERIFY(map.points[3] == Eigen::Vector2d(10, 20));
    }

    void aGapEndsALine() {
        const Outlines map = outlines("id,lon,lat\n0,1,2\n0,2,3\n0,NA,NA\n0,3,4\n0,4,5\n0,5,6\n");
        QCOMPARE(map.ends, (std::vector<Index>{2, 5}));
        QCOMPARE(map.points.size(), std::size_t(5));
    }

    void theAxesOfAMapAreFoundByName() {
        const auto axes = [](std::vector<std::string> names, int dimension) { return mapAxes(names, dimension); };
        QVERIFY((axes({"lon", "lat"}, 2) == std::array{0, 1}));
        QVERIFY((axes({"Latitude (deg)", "Longitude (deg)"}, 2) == std::array{1, 0}));
        QVERIFY((axes({"depth", "lat", "lon"}, 3) == std::array{2, 1}));
        QVERIFY((axes({"x", "y"}, 2) == std::array{0, 1}));
        QVERIFY((axes({}, 2) == std::array{0, 1}));
        QVERIFY(!axes({"x", "y", "z"}, 3));
        QVERIFY(!axes({"lon"}, 1));
    }
};

KINETOSCOPE_TEST(OutlineTableTest)

#include "outline_table_test.moc"
