#include "engine/io/column_mapping.h"
#include "engine/io/csv.h"
#include "tests/support/expect_error.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;

class ColumnMappingTest : public QObject {
    Q_OBJECT

    static std::string guess(const std::string& text) {
        const Table table = parseCsv(text, "a.csv");
        return description(table, guessMapping(table));
    }

private slots:
    void rolesAreGuessed_data() {
        QTest::addColumn<QString>("header");
        QTest::addColumn<QString>("row");
        QTest::addColumn<QString>("expected");
        const auto add = [](const char* header, const char* row, const char* expected) {
            QTest::newRow(header) << header << row << expected;
        };
        add("t,x,y", "0,1,2", "time: t · coordinates: x, y");
        add("samples,x1,x2", "0,1,2", "time: samples · coordinates: x1, x2");
        add("x,y,Time (h)", "1,2,0", "time: Time (h) · coordinates: x, y");
        add("day,pc1,pc2,pc3", "0,1,2,3", "time: day · coordinates: pc1, pc2, pc3");
        add("t,x,y,weight", "0,1,2,.5", "time: t · coordinates: x, y · weight: weight");
        add("t,x,y,w,mass", "0,1,2,.5,3", "time: t · coordinates: x, y · weight: w · attributes: mass");
        add("t,x,y,weight,score", "0,1,2,.5,3", "time: t · coordinates: x, y · weight: weight · attributes: score");
        add("t,v1,v2,weight,score", "0,1,2,.5,3", "time: t · coordinates: v1, v2 · weight: weight · attributes: score");
        add("t,weight,x,y", "0,1,2,3", "time: t · coordinates: x, y · weight: weight");
        add("t,pc1,pc2,vx,vy", "0,1,2,3,4", "time: t · coordinates: pc1, pc2 · attributes: vx, vy");
        add("t,pc1,pc2,velocity_pc1,v_y", "0,1,2,3,4",
            "time: t · coordinates: pc1, pc2 · attributes: velocity_pc1, v_y");
        add("t,v1,v2", "0,1,2", "time: t · coordinates: v1, v2");
        add("t,lon,lat,depth_km", "0,1,2,3", "time: t · coordinates: lon, lat · attributes: depth_km");
        add("id,lon,lat", "0,1,2", "coordinates: lon, lat · attributes: id");
        add("cell_id,t,x,y,cluster", "7,0,1,2,3", "time: t · coordinates: x, y · attributes: cell_id, cluster");
        add("t,x,y,Cell Type", "0,1,2,stem", "time: t · coordinates: x, y · attributes: Cell Type");
        add(",t,x,y", "0,0,1,2", "time: t · coordinates: x, y · ignored: ");
        add("year,day,x,y", "1999,3,1,2", "time: year · coordinates: x, y · attributes: day");
        add("x,y,time_h", "1,2,0", "time: time_h · coordinates: x, y");
        add("t_x,t_y,hpf", "1,2,0", "time: hpf · coordinates: t_x, t_y");
        add("x,y,seen", "1,2,2024-03-01", "time: seen · coordinates: x, y");
        add("stage,date,x", "late,2024-03-01,1", "time: date · coordinates: x · attributes: stage");
        add("stage,x,y", "late,2,1", "time: stage · coordinates: x, y");
        add("t,x,y,z", "0,1,2,NA", "time: t · coordinates: x, y · attributes: z");
    }
    void rolesAreGuessed() {
        QFETCH(QString, header);
        QFETCH(QString, row);
        QFETCH(QString, expected);
        QCOMPARE(QString::fromStdString(guess((header + "\n" + row + "\n").toStdString())), expected);
    }

    void wordsForSamplesAreTimesWhereNothingElseIs() {
        const auto table = [](const std::string& header, const std::string& more) {
            std::string text = header + "\n";
            for (const char* sample : {"d0_a", "d4_a"})
                for (int i = 0; i < 3; ++i)
                    text += std::string(sample) + "," + std::to_string(i) + ",2" + more + "\n";
            return guess(text);
        };
        QCOMPARE(table("sampleName,x,y", ""), std::string("time: sampleName · coordinates: x, y"));
        QCOMPARE(table("orig.ident,x,y", ""), std::string("time: orig.ident · coordinates: x, y"));
        QCOMPARE(table("sample_name,x,y,day", ",3"),
                 std::string("time: day · coordinates: x, y · attributes: sample_name"));
        // One row of each is a name of the row.
        QCOMPARE(guess("sample_id,x,y\na,1,2\nb,3,4\n"), std::string("coordinates: x, y · attributes: sample_id"));
    }

    void aNamelessFirstColumnOfFewValuesIsTime() {
        std::string text;
        for (int i = 0; i < 30; ++i)
            text += std::to_string(i / 10) + " " + std::to_string(i * 0.37) + " " + std::to_string(i * 1.1) + "\n";
        QCOMPARE(guess(text), std::string("time: column 1 · coordinates: column 2, column 3"));
        // Measurements are no times.
        QCOMPARE(guess("a,b\n.3,1\n.7,2\n.2,3\n.9,4\n"), std::string("coordinates: a, b"));
    }

    void choicesOverrideTheGuess() {
        const Table table = parseCsv("t,age,x,y,z,w\n0,1,2,3,4,5\n1,2,3,4,5,6\n");
        QCOMPARE(description(table, mappingFor(table, {"age", {"z", "X"}, "y"})),
                 std::string("time: age · coordinates: z, x · weight: y · attributes: t, w"));
        QCOMPARE(description(table, mappingFor(table, {})), description(table, guessMapping(table)));
        EXPECT_ERROR(mappingFor(table, {"hour", {}, {}}), ErrorCode::InvalidArgument, "no column \"hour\"");
        EXPECT_ERROR(mappingFor(table, {{}, {"q"}, {}}), ErrorCode::InvalidArgument, "t, age, x, y, z, w");
    }

    void binsCanBeAskedFor() {
        const Table table = parseCsv("t,x\n0,1\n1,2\n2,3\n3,4\n");
        const ColumnMapping mapping = mappingFor(table, {{}, {}, {}, 2});
        QVERIFY(mapping.times && mapping.times->bins && mapping.times->bins->count == 2);
        QCOMPARE(description(table, mapping),
                 std::string("time: t (continuous, in 2 bins of equally many rows) · coordinates: x"));
        QVERIFY(!mappingFor(parseCsv("x,y\n0.5,1\n"), {{}, {}, {}, 2}).times);
    }

    void linesOnAMapAreNoPopulation() {
        const auto isLines = [](const std::string& text) {
            const Table table = parseCsv(text);
            return isOverlay(table, guessMapping(table));
        };
        QVERIFY(isLines("id,lon,lat\n0,1,2\n0,2,3\n0,3,4\n7,1,1\n7,2,2\n7,3,1\n"));
        QVERIFY(isLines("name,lon,lat\nEurope,1,2\nEurope,2,3\nEurope,3,4\nAsia,1,1\nAsia,2,2\nAsia,3,1\n"));
        QVERIFY(!isLines("t,id,lon,lat\n0,0,1,2\n0,0,2,3\n0,0,3,4\n"));              // seen at a time
        QVERIFY(!isLines("id,x,y\n0,1.5,2\n0,2.5,3\n0,3,4\n"));                      // no map
        QVERIFY(!isLines("id,lon,lat\n0,1,2\n1,2,3\n2,3,4\n"));                      // points with names
        QVERIFY(!isLines("id,lon,lat\n0,1,2\n0,2,3\n1,3,4\n0,1,1\n0,2,2\n0,3,1\n")); // a name comes again
        QVERIFY(!isLines("id,lon,lat,depth\n0,1,2,1\n0,2,3,1\n0,3,4,1\n"));
    }
};

KINETOSCOPE_TEST(ColumnMappingTest)

#include "column_mapping_test.moc"
