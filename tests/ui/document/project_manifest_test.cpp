#include "ui/document/project_file.h"

#include "engine/core/error.h"
#include "tests/support/test_registry.h"
#include "tests/ui/document/same_project.h"
#include "tests/ui/document/sample_project.h"
#include "ui/document/project_blocks.h"

#include <QTemporaryDir>
#include <QTest>
#include <functional>
#include <nlohmann/json.hpp>

using engine::Error;
using engine::ErrorCode;
using engine::ZipReader;
using engine::ZipWriter;
using ui::Project;
using Json = nlohmann::ordered_json;

/// Project files whose manifest was changed by hand: damaged ones are refused, older ones still open.
class ProjectManifestTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString path(const char* name) const { return m_folder.filePath(name); }

    /// A project file whose manifest was changed by hand.
    void tamper(const QString& file, const std::function<void(Json&)>& change) {
        const ZipReader good(path("good.kino").toStdString());
        Json manifest = Json::parse(good.read("manifest.json"));
        change(manifest);
        ZipWriter writer(file.toStdString());
        for (const std::string& name : good.names())
            if (name != "manifest.json")
                writer.add(name, good.read(name), false);
        const Project project = tests::sampleProject();
        Eigen::ArrayXf broken = Eigen::ArrayXf::Zero(project.runs[0].checkpoint->shape.parameterCount());
        broken[2] = std::numeric_limits<float>::quiet_NaN();
        for (const char* name : {"parameters", "first_moment", "second_moment", "averaged"})
            ui::addBlock(writer, std::string("broken/") + name + ".npy", broken);
        engine::Matrix points = project.dataset.snapshots[0].points.points();
        points(0, 0) = std::numeric_limits<double>::infinity();
        ui::addBlock(writer, "broken/points.npy", points);
        for (const char* name : {"history.npy", "gradient_norms.npy"})
            writer.add(std::string("broken/") + name, good.read(std::string("runs/3/") + name));
        writer.add("manifest.json", manifest.dump());
        writer.commit();
    }

private slots:
    void initTestCase() { ui::writeProject(tests::sampleProject(), path("good.kino")); }

    void damagedManifests_data() {
        QTest::addColumn<std::function<void(Json&)>>("change");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const char* says, const std::function<void(Json&)>& change) {
            QTest::newRow(name) << change << QString(says);
        };
        row("newer", "newer version", [](Json& m) { m["schema"] = 99; });
        row("no data", "manifest is damaged", [](Json& m) { m.erase("dataset"); });
        row("no runs", "no run", [](Json& m) { m["runs"] = Json::array(); });
        row("same ids", "same number", [](Json& m) { m["runs"][1]["id"] = 3; });
        row("unknown method", "method", [](Json& m) { m["runs"][0]["settings"]["method"] = "magic"; });
        row("impossible settings", "steps", [](Json& m) { m["runs"][0]["settings"]["steps"] = -4; });
        row("text for a number", "manifest is damaged", [](Json& m) { m["dataset"]["snapshots"][0]["time"] = "soon"; });
        row("no time", "manifest is damaged", [](Json& m) { m["dataset"]["snapshots"][0]["time"] = nullptr; });
        row("two equal times", "same time",
            [](Json& m) { m["dataset"]["snapshots"][1]["time"] = m["dataset"]["snapshots"][0]["time"]; });
        row("wrong count", "wrong shape", [](Json& m) { m["dataset"]["snapshots"][0]["count"] = 501; });
        row("huge count", "impossible shape", [](Json& m) { m["dataset"]["snapshots"][0]["count"] = 1ll << 50; });
        row("negative count", "negative", [](Json& m) { m["dataset"]["snapshots"][0]["count"] = -1; });
        row("wrong dimension", "wrong shape", [](Json& m) { m["dataset"]["dimension"] = 3; });
        row("missing block", "no entry", [](Json& m) { m["dataset"]["snapshots"][0]["blocks"] = "elsewhere/"; });
        row("infinite point", "not a finite number", [](Json& m) {
            m["dataset"]["snapshots"][0]["blocks"] = "broken/";
            m["dataset"]["snapshots"][0]["has_weights"] = false;
            m["dataset"]["snapshots"][0]["attributes"] = 0;
        });
        row("column without a name", "no name", [](Json& m) { m["dataset"]["attributes"] = Json::array(); });
        row("other network", "wrong shape", [](Json& m) { m["runs"][0]["checkpoint"]["network"]["hidden"] = {9, 4}; });
        row("huge network", "hidden layer",
            [](Json& m) { m["runs"][0]["checkpoint"]["network"]["hidden"] = {1 << 30}; });
        row("network of another dimension", "",
            [](Json& m) { m["runs"][0]["checkpoint"]["network"]["dimension"] = 3; });
        row("weights not finite", "not finite", [](Json& m) { m["runs"][0]["checkpoint"]["blocks"] = "broken/"; });
        row("no scale", "units", [](Json& m) { m["runs"][0]["checkpoint"]["normalization"]["scale"] = 0; });
        row("negative steps", "negative", [](Json& m) { m["runs"][0]["checkpoint"]["step"] = -1; });
        row("endless history", "history", [](Json& m) { m["runs"][0]["checkpoint"]["history"]["buckets"] = 1 << 30; });
        row("a pair of strangers", "do not fit together",
            [](Json& m) { m["runs"][0]["checkpoint"]["companion"]["normalization"]["scale"] = 2; });
        row("a mass of nothing", "masses", [](Json& m) { m["runs"][0]["checkpoint"]["masses"]["masses"][0] = 0; });
        row("times of nowhere", "adaptive times", [](Json& m) {
            m["runs"][0]["checkpoint"]["times"]["moments"] = {1, 2};
        });
        row("more runs than panes", "more runs", [](Json& m) {
            for (int id = 5; id < 9; ++id) {
                m["runs"].push_back(m["runs"][1]);
                m["runs"].back()["id"] = id;
            }
        });
        row("milestones of the future", "milestones", [](Json& m) {
            m["runs"][0]["checkpoint"]["milestones"][1]["step"] = 124;
        });
        row("milestones out of order", "milestones", [](Json& m) {
            std::swap(m["runs"][0]["checkpoint"]["milestones"][0], m["runs"][0]["checkpoint"]["milestones"][1]);
        });
        row("a milestone without weights", "no entry", [](Json& m) {
            m["runs"][0]["checkpoint"]["milestones"][0]["step"] = 19;
        });
        row("a stored run without weights", "stored run", [](Json& m) { m["runs"][1]["stored"] = true; });
        row("nothing but stored runs", "trains", [](Json& m) {
            m["runs"].erase(1);
            m["runs"][0]["stored"] = true;
        });
        row("impossible noise", "noise", [](Json& m) { m["runs"][1]["noise"] = -1; });
        row("lines that end before they begin", "lines of an overlay", [](Json& m) {
            m["overlays"][0]["line_ends"] = {5, 3};
        });
        row("no lines", "lines of an overlay", [](Json& m) { m["overlays"][0]["line_ends"] = Json::array(); });
        row("lines without points", "wrong shape", [](Json& m) { m["overlays"][0]["line_ends"] = {3, 6}; });
        row("camera nowhere", "manifest is damaged", [](Json& m) { m["view"]["camera"]["focus"] = {0, nullptr, 0}; });
        row("a number beyond integers", "id is not a whole number", [](Json& m) { m["runs"][0]["id"] = 4.44444e32; });
        row("half a step", "step is not a whole number", [](Json& m) { m["runs"][0]["checkpoint"]["step"] = 12.5; });
        row("steps nobody counts", "step is not a whole number",
            [](Json& m) { m["runs"][0]["checkpoint"]["step"] = std::int64_t(1) << 60; });
        row("a layer too wide for a number", "hidden is not a whole number",
            [](Json& m) { m["runs"][0]["settings"]["hidden"] = {std::int64_t(1) << 32}; });
        row("a negative seed", "seed is not a whole number", [](Json& m) { m["runs"][0]["settings"]["seed"] = -1; });
    }
    void damagedManifests() {
        QFETCH(std::function<void(Json&)>, change);
        QFETCH(QString, says);
        tamper(path("tampered.kino"), change);
        try {
            ui::readProject(path("tampered.kino"));
            QFAIL("It was opened.");
        } catch (const Error& error) {
            QVERIFY(error.code() == ErrorCode::UnusableInput);
            QVERIFY2(QString(error.what()).contains(says), error.what());
        }
    }

    /// Files from before there were panes name no active run, and no noise of particles.
    void filesOfOneRunStillOpen() {
        tamper(path("tampered.kino"), [](Json& m) {
            m.erase("active_run");
            m.erase("overlays");
            m["view"]["layers"].erase("overlay");
            for (Json& run : m["runs"])
                run.erase("noise");
        });
        const Project read = ui::readProject(path("tampered.kino"));
        QCOMPARE(read.run().id, 3);
        QVERIFY(!read.runs[1].noise && read.overlays.empty() && read.view.layers.overlay);
    }

    /// Files from before the norm of the gradient was recorded.
    void filesWithoutGradientNormsStillOpen() {
        tamper(path("tampered.kino"), [](Json& m) { m["runs"][0]["checkpoint"]["history"].erase("gradient_norms"); });
        const engine::LossHistory read = ui::readProject(path("tampered.kino")).runs[0].checkpoint->history;
        const engine::LossHistory good = tests::sampleProject().runs[0].checkpoint->history;
        QCOMPARE(read.buckets.size(), good.buckets.size());
        QVERIFY(read.buckets[7].mean == good.buckets[7].mean && good.buckets[7].gradientNorm > 0);
        QCOMPARE(read.buckets[7].gradientNorm, 0.f);
    }

    /// Files from before milestones were kept in them, and before there were stored runs.
    void filesWithoutMilestonesStillOpen() {
        tamper(path("tampered.kino"), [](Json& m) {
            for (Json& run : m["runs"]) {
                run.erase("stored");
                if (!run["checkpoint"].is_null())
                    run["checkpoint"].erase("milestones");
            }
        });
        const Project read = ui::readProject(path("tampered.kino"));
        QVERIFY(read.runs[0].checkpoint && !read.runs[0].checkpoint->milestones && !read.runs[0].stored);
    }

    void anUnknownExampleIsOnlyPoints() {
        tamper(path("tampered.kino"), [](Json& m) { m["dataset"]["example"] = "of a later version"; });
        const Project read = ui::readProject(path("tampered.kino"));
        QVERIFY(read.dataset.exampleName.empty());
        QVERIFY(read.dataset.snapshots == tests::sampleDataset().snapshots);
    }

    void tamperingItselfDoesNoHarm() {
        tamper(path("tampered.kino"), [](Json&) {});
        QVERIFY(tests::sameProject(ui::readProject(path("tampered.kino")), tests::sampleProject()));
    }
};

KINETOSCOPE_TEST(ProjectManifestTest)

#include "project_manifest_test.moc"
