// Every file of the shared example populations is understood without a click. The expectations are the oracle.
#include "engine/io/snapshot_files.h"
#include "tests/support/shared_data.h"
#include "tests/support/test_registry.h"

#include <QDirIterator>
#include <QTest>
#include <numeric>

using namespace engine;

constexpr int kFiles = 28; // one row each in the table below

class SharedDataTest : public QObject {
    Q_OBJECT

private slots:
    void filesAreUnderstood_data() {
        QTest::addColumn<QString>("understanding");
        QTest::addColumn<QVector<int>>("counts"); // points per time; one number stands for all, 0: not compared
        QTest::addColumn<int>("times");
        const auto row = [](const char* file, const char* understanding, int times, QVector<int> counts) {
            QTest::newRow(file) << understanding << counts << times;
        };
        row("larry_hematopoiesis/larry_2d.csv", "time: t · coordinates: x, y", 3, {1429, 3781, 5788});
        row("grn_toggle_sim/grn_2d.csv", "time: t · coordinates: x, y", 5, {400, 442, 530, 690, 969});
        row("ipsc_cardio/ipsc_4d.csv", "time: t · coordinates: z1, z2, z3, z4", 8,
            {231, 166, 93, 211, 122, 258, 456, 359});
        const char* five = "time: t · coordinates: pc1, pc2, pc3, pc4, pc5";
        row("eb_embryoid/eb_pca5_whitened.csv", five, 5, {550});
        row("eb_embryoid/eb_pca5_whitened_val.csv", five, 5, {200});
        row("eb_embryoid/eb_pca5_whitened_test.csv", five, 5, {350});
        row("eb_embryoid/eb_pca2_velocity.csv", "time: t · coordinates: pc1, pc2 · attributes: vx, vy", 5, {550});
        const char* storms = "time: t · coordinates: lon, lat · attributes: wind_kt, pressure_mb";
        row("atlantic_storms/storms_by_age.csv", storms, 11, {660, 650, 609, 549, 478, 417, 341, 291, 243, 205, 174});
        row("atlantic_storms/storms_long_lived.csv", storms, 9, {243});
        row("gapminder_world/fertility_lifeexp_5y.csv", "time: t · coordinates: fertility, life_expectancy", 12, {});
        row("gapminder_world/fertility_lifeexp_gdp_5y.csv",
            "time: t · coordinates: fertility, life_expectancy, log10_gdp_per_head", 11, {});
        row("nyc_weather/weather_monthly_3d.csv", "time: t · coordinates: temp_c, dewpoint_c, pressure_mb", 12, {800});
        row("us_airtraffic/airborne_by_hour.csv", "time: t · coordinates: lon, lat", 21, {});
        row("usgs_quakes_week/quakes_daily.csv", "time: t · coordinates: lon, lat · attributes: depth_km, magnitude", 7,
            {211, 236, 244, 268, 295, 250, 203});
        row("portal_rodents/rodents_by_year.csv", "time: t · coordinates: hindfoot_mm, log10_weight_g", 26, {});
        row("shapes3d/spot_to_teapot.csv", "time: t · coordinates: x, y, z", 2, {5000});
        row("shapes3d/spot.csv", "time: t · coordinates: x, y, z", 1, {5000});
        row("shapes3d/teapot.csv", "time: t · coordinates: x, y, z", 1, {5000});
        const char* lines = "coordinates: lon, lat · attributes: id · lines to draw below the data, no population";
        row("map_overlays/world_land_110m.csv", lines, 1, {5499});
        row("map_overlays/us_states.csv", lines, 1, {8282});

        row("larry_hematopoiesis/larry_2d.npz", "time: t · coordinates: x1, x2", 3, {1429, 3781, 5788});
        row("ipsc_cardio/ipsc_4d.npz", "time: t · coordinates: x1, x2, x3, x4", 8,
            {231, 166, 93, 211, 122, 258, 456, 359});
        row("atlantic_storms/storms.npz", "time: t · coordinates: lon, lat · attributes: wind, pressure, storm", 15,
            {});
        row("nyc_weather/weather.npz", "time: t · coordinates: x1, x2, x3 · attributes: hour, wind_uv_ms1, wind_uv_ms2",
            12, {});
        row("portal_rodents/rodents_raw.npz", "time: t · coordinates: hindfoot_mm, weight_g · attributes: species", 26,
            {});
        row("gapminder_world/gapminder_annual.npz",
            "time: t · coordinates: x1, x2, x3, x4 · attributes: country · 2785 rows without a value in x3 left out",
            52, {});
        row("eb_embryoid/eb.npz",
            "time: t · coordinates: X1, X2, X3, X4, X5, X6, X7, X8, X9, X10, X11, X12, … (100) · attributes: v1, v2, "
            "v3, v4, v5, v6, v7, v8, v9, v10, v11, v12, … (102)",
            5, {550});
        row("shapes3d/shapes3d.npz",
            "time: array (spot = 0, teapot = 1, in the order of the file) · coordinates: x1, x2, x3", 2, {5000});
    }
    void filesAreUnderstood() {
        const QString file = QTest::currentDataTag();
        REQUIRE_SHARED_DATA(file);
        QFETCH(QString, understanding);
        QFETCH(QVector<int>, counts);
        QFETCH(int, times);
        const ImportedData data = readData(tests::sharedData(file).toStdString());
        QCOMPARE(QString::fromStdString(data.understanding), understanding);
        QCOMPARE(int(data.dataset.snapshots.size()), times);
        if (!understanding.contains("left out"))
            QCOMPARE(data.dataset.pointCount(), data.table->rows());
        QCOMPARE(data.isOverlay, file.startsWith("map_overlays"));
        for (int k = 0; k < times && !counts.isEmpty(); ++k)
            QCOMPARE(int(data.dataset.snapshots[std::size_t(k)].points.size()),
                     counts.size() > 1 ? counts[k] : counts[0]);
        if (times > 1)
            data.dataset.requireTrainable();
    }

    // No file is forgotten above.
    void thereAreNoOtherFiles() {
        REQUIRE_SHARED_DATA("README.md");
        int count = 0;
        QDirIterator files(tests::sharedData({}), {"*.csv", "*.npz"}, QDir::Files, QDirIterator::Subdirectories);
        for (; files.hasNext(); files.next())
            ++count;
        QCOMPARE(count, kFiles);
    }

    // One shape each: a snapshot to add, whatever time the files claim.
    void shapesAreSnapshotsToAdd() {
        REQUIRE_SHARED_DATA("shapes3d/spot.csv");
        const auto file = [](const char* name) { return std::filesystem::path(tests::sharedData(name).toStdString()); };
        const ImportedData both = joined(readSnapshots({file("shapes3d/spot.csv"), file("shapes3d/teapot.csv")}));
        QCOMPARE(both.dataset.snapshots.size(), std::size_t(2));
        QCOMPARE(both.dataset.snapshots[1].time, 1.0);
        QCOMPARE(both.dataset.snapshots[1].name, std::string("teapot"));
        both.dataset.requireTrainable();
        const Dataset morph = readData(file("shapes3d/spot_to_teapot.csv")).dataset;
        const ImportedData three = joined(addedTo(morph, readSnapshots({file("shapes3d/spot.csv")})));
        QCOMPARE(three.dataset.snapshots.size(), std::size_t(3));
        QCOMPARE(three.dataset.lastTime(), 2.0);
    }

    void bloodCellsKeepTheirNumbers() {
        REQUIRE_SHARED_DATA("larry_hematopoiesis/larry_2d.csv");
        const Dataset dataset = readData(tests::sharedData("larry_hematopoiesis/larry_2d.csv").toStdString()).dataset;
        QCOMPARE(dataset.title, std::string("larry_2d"));
        QCOMPARE(dataset.snapshots[2].time, 6.0);
        QCOMPARE(dataset.snapshots[0].points.point(0), Vector(Eigen::Vector2d(-0.64059, 0.19459)));
        QCOMPARE(dataset.pointCount(), 10'998);
    }
};

KINETOSCOPE_TEST(SharedDataTest)

#include "shared_data_test.moc"
