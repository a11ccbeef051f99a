#include "ui/document/project_file.h"

#include "engine/action/action_model.h"
#include "engine/core/error.h"
#include "engine/data/dataset_reduction.h"
#include "tests/support/test_registry.h"
#include "tests/ui/document/sample_project.h"
#include "ui/document/project_blocks.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <csignal>
#include <cstring>
#include <functional>
#include <nlohmann/json.hpp>

using engine::Checkpoint;
using engine::Error;
using engine::ErrorCode;
using engine::ZipReader;
using engine::ZipWriter;
using ui::Project;
using Json = nlohmann::ordered_json;

namespace {

constexpr char kOtherHalf[] = "KINETOSCOPE_TEST_FILE"; // names the file to write to, see aFullDiskLeavesTheOldFile

template <class Block> bool sameBits(const Block& a, const Block& b) {
    return a.size() == b.size() &&
           std::memcmp(a.data(), b.data(), std::size_t(a.size()) * sizeof(typename Block::Scalar)) == 0;
}

bool sameBits(const Checkpoint& a, const Checkpoint& b) {
    const auto sameBuckets = [&] {
        return std::equal(a.history.buckets.begin(), a.history.buckets.end(), b.history.buckets.begin(),
                          b.history.buckets.end(), [](const auto& x, const auto& y) {
                              return x.step == y.step && x.minimum == y.minimum && x.mean == y.mean &&
                                     x.maximum == y.maximum && x.bound == y.bound &&
                                     x.gradientNorm == y.gradientNorm;
                          });
    };
    const auto sameMilestones = [&] {
        if (bool(a.milestones) != bool(b.milestones))
            return false;
        return !a.milestones ||
               std::equal(a.milestones->begin(), a.milestones->end(), b.milestones->begin(), b.milestones->end(),
                          [](const engine::Milestone& x, const engine::Milestone& y) {
                              const engine::ActionModel &p = *x.model, &q = *y.model;
                              return x.step == y.step && sameBits(weightsOf(p), weightsOf(q)) &&
                                     p.normalization == q.normalization && p.dynamics == q.dynamics &&
                                     p.costSmoothing == q.costSmoothing && p.masses == q.masses &&
                                     bool(p.companion) == bool(q.companion) &&
                                     (!p.companion || sameBits(weightsOf(*p.companion), weightsOf(*q.companion)));
                          });
    };
    return sameMilestones() && a.settings == b.settings && a.shape == b.shape && a.normalization == b.normalization && a.step == b.step &&
           a.firstStep == b.firstStep && a.seconds == b.seconds && sameBits(a.parameters, b.parameters) &&
           sameBits(a.firstMoment, b.firstMoment) && sameBits(a.secondMoment, b.secondMoment) &&
           sameBits(a.averaged, b.averaged) && a.adamSteps == b.adamSteps && a.averageUpdates == b.averageUpdates &&
           a.costSmoothing == b.costSmoothing && a.times == b.times && a.masses == b.masses &&
           bool(a.companion) == bool(b.companion) && (!a.companion || sameBits(*a.companion, *b.companion)) &&
           a.energyBound == b.energyBound && a.smoothedLoss == b.smoothedLoss && a.history.width == b.history.width &&
           a.history.filled == b.history.filled && sameBuckets();
}

/// Equal in everything, checkpoints and overlays by content.
bool sameProject(Project a, Project b) {
    const auto x = std::exchange(a.overlays, {}), y = std::exchange(b.overlays, {});
    if (!std::equal(x.begin(), x.end(), y.begin(), y.end(), [](const auto& p, const auto& q) { return *p == *q; }))
        return false;
    for (std::size_t i = 0; i < a.runs.size() && i < b.runs.size(); ++i) {
        const auto x = std::exchange(a.runs[i].checkpoint, nullptr), y = std::exchange(b.runs[i].checkpoint, nullptr);
        if (bool(x) != bool(y) || (x && !sameBits(*x, *y)))
            return false;
    }
    return a == b;
}

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

} // namespace

class ProjectFileTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString path(const char* name) const { return m_folder.filePath(name); }

    static std::optional<Error> failure(const std::function<void()>& work) {
        try {
            work();
            return {};
        } catch (const Error& error) {
            return error;
        }
    }

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
    void componentsComeBack() {
        Project project;
        project.dataset = tests::sampleDataset(5);
        project.dataset.exampleName.clear();
        const auto components = std::make_shared<const engine::PrincipalComponents>(
            engine::principalComponents(project.dataset).leading(2));
        project.dataset = engine::reduced(project.dataset, components);
        const QString file = path("components.kino");
        ui::writeProject(project, file);
        const engine::Dataset back = ui::readProject(file).dataset;
        QVERIFY(back.components);
        QCOMPARE(back.components->names, components->names);
        QVERIFY(back.components->mean == components->mean && back.components->directions == components->directions);
        QVERIFY(back.components->variances == components->variances);
        QCOMPARE(back.components->totalVariance, components->totalVariance);
        // They stay with data of which every point was taken away.
        project.dataset.snapshots.clear();
        ui::writeProject(project, file);
        QCOMPARE(ui::readProject(file).dataset.components->count(), 2);
    }

    void initTestCase() {
        if (!qEnvironmentVariableIsSet(kOtherHalf))
            ui::writeProject(tests::sampleProject(), path("good.kino"));
    }

    void everythingComesBack() {
        QVERIFY(sameProject(ui::readProject(path("good.kino")), tests::sampleProject()));
        const Project empty;
        ui::writeProject(empty, path("empty.kino"));
        QVERIFY(sameProject(ui::readProject(path("empty.kino")), empty));
        Project plain = tests::sampleProject();
        for (engine::Snapshot& snapshot : plain.dataset.snapshots)
            snapshot.points = engine::PointSet(snapshot.points.points());
        ui::writeProject(plain, path("plain.kino"));
        QVERIFY(sameProject(ui::readProject(path("plain.kino")), plain));
        Project turned = tests::sampleProject(3);
        turned.view.projection = ui::Projection::ofAxes({0, 2}, 3).turned(1, Eigen::Vector2d(0.3, -0.1));
        ui::writeProject(turned, path("turned.kino"));
        QVERIFY(sameProject(ui::readProject(path("turned.kino")), turned));
        Project deep = tests::sampleProject(7);
        deep.dataset.snapshots.emplace_back().time = 99; // a snapshot that was added and not drawn yet
        ui::writeProject(deep, path("deep.kino"));
        QVERIFY(sameProject(ui::readProject(path("deep.kino")), deep));
    }

    void theComparisonCanFail() {
        Project other = tests::sampleProject();
        auto checkpoint = std::make_shared<Checkpoint>(*other.runs[0].checkpoint);
        checkpoint->secondMoment[3] = std::nextafter(checkpoint->secondMoment[3], 1.0f);
        other.runs[0].checkpoint = checkpoint;
        QVERIFY(!sameProject(other, tests::sampleProject()));
        other = tests::sampleProject();
        checkpoint = std::make_shared<Checkpoint>(*other.runs[0].checkpoint);
        auto milestones = *checkpoint->milestones;
        Eigen::ArrayXf weights = weightsOf(*milestones[1].model);
        weights[2] = std::nextafter(weights[2], 1.0f);
        milestones[1].model = checkpoint->modelOf(weights, milestones[1].model->costSmoothing,
                                                  &weightsOf(*milestones[1].model->companion));
        checkpoint->milestones = std::make_shared<const std::vector<engine::Milestone>>(milestones);
        other.runs[0].checkpoint = checkpoint;
        QVERIFY(!sameProject(other, tests::sampleProject()));
    }

    void equalProjectsGiveEqualFiles() {
        QTest::qWait(5);
        ui::writeProject(tests::sampleProject(), path("again.kino"));
        QCOMPARE(contents(path("again.kino")), contents(path("good.kino")));
    }

    void pointsAreNumPyFiles() {
        const std::string bytes = contents(path("good.kino")).toStdString();
        const QByteArray header = QByteArray::fromStdString(bytes.substr(bytes.find("\x93NUMPY"), 128));
        QVERIFY(header.contains("{'descr': '<f8', 'fortran_order': False, 'shape': (500, 2), }"));
        QCOMPARE(10 + int(std::uint8_t(header[8])), 128);
        QCOMPARE(header[127], '\n');
    }

    void unwritablePlaces_data() {
        QTest::addColumn<QString>("place");
        QTest::newRow("missing folder") << path("nobody/here.kino");
        QTest::newRow("parent is a file") << path("good.kino/inside.kino");
        QTest::newRow("kernel's folder") << "/proc/here.kino";
        QTest::newRow("a folder itself") << m_folder.path();
    }
    void unwritablePlaces() {
        QFETCH(QString, place);
        const auto error = failure([&] { ui::writeProject(Project(), place); });
        QVERIFY(error && error->code() == ErrorCode::CannotWrite);
        QVERIFY(QString(error->what()).contains(place) && !error->remedy().empty());
    }

    void aFullDiskLeavesTheOldFile() {
        // 32 kB of room: the file's size limit of this process acts like a full disk.
        const QByteArray before = contents(path("good.kino"));
        const QStringList filesBefore = QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden);
        QVERIFY(before.size() > 65536);
        QProcess shell;
        shell.setProgram("sh");
        shell.setArguments(
            {"-c", "ulimit -f 64; exec \"$0\" ProjectFileTest writesTooMuch", QCoreApplication::applicationFilePath()});
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(kOtherHalf, path("good.kino"));
        environment.insert("QT_QPA_PLATFORM", "offscreen");
        shell.setProcessEnvironment(environment);
        shell.start();
        QVERIFY(shell.waitForFinished());
        QVERIFY2(shell.exitCode() == 0, shell.readAll());
        QCOMPARE(contents(path("good.kino")), before);
        QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden), filesBefore);
    }
    /// The other half of the test above, in a process that may not write long files.
    void writesTooMuch() {
        const QString file = qEnvironmentVariable(kOtherHalf);
        if (file.isEmpty())
            QSKIP("called by aFullDiskLeavesTheOldFile");
        std::signal(SIGXFSZ, SIG_IGN);
        Project project = tests::sampleProject();
        project.dataset.title = "the new one";
        const auto error = failure([&] { ui::writeProject(project, file); });
        QVERIFY(error && error->code() == ErrorCode::CannotWrite);
    }

    void whatIsNoProject_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("text") << QByteArray("t,x,y\n0,1,2\n");
        QTest::newRow("binary") << QByteArray::fromHex("89504e470d0a1a0a0000000d49484452");
        const auto zip = [&](const char* row, const char* name, const char* text) {
            ZipWriter writer(path("made.zip").toStdString());
            writer.add(name, text);
            writer.commit();
            QTest::newRow(row) << contents(path("made.zip"));
        };
        zip("another zip", "word/document.xml", "<xml/>");
        zip("another manifest", "manifest.json", "[1, 2]");
        zip("no JSON", "manifest.json", "{\"format\": ");
    }
    void whatIsNoProject() {
        QFETCH(QByteArray, bytes);
        write(path("other.kino"), bytes);
        const auto error = failure([&] { ui::readProject(path("other.kino")); });
        QVERIFY(error && error->code() == ErrorCode::UnusableInput);
        QVERIFY(QString(error->what()).contains("other.kino") && !error->remedy().empty());
    }

    void whatIsNoFile() {
        for (const QString& place : {path("absent.kino"), m_folder.path(), QString("/dev/zero")}) {
            const auto error = failure([&] { ui::readProject(place); });
            QVERIFY(error && error->code() == ErrorCode::UnusableInput);
        }
    }

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
        row("huge count", "impossible shape", [](Json& m) { m["dataset"]["snapshots"][0]["count"] = 1ll << 60; });
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
    }
    void damagedManifests() {
        QFETCH(std::function<void(Json&)>, change);
        QFETCH(QString, says);
        tamper(path("tampered.kino"), change);
        const auto error = failure([&] { ui::readProject(path("tampered.kino")); });
        QVERIFY(error && error->code() == ErrorCode::UnusableInput);
        QVERIFY2(QString(error->what()).contains(says), error->what());
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

    void storedRunsComeBack() {
        Project project = tests::sampleProject();
        ui::Run stored{7, "from elsewhere", {}, tests::sampleCheckpoint(2, 5)};
        stored.settings = stored.checkpoint->settings;
        stored.stored = true;
        project.runs.push_back(stored);
        ui::writeProject(project, path("stored.kino"));
        const Project read = ui::readProject(path("stored.kino"));
        QVERIFY(read.runs[2].stored && !read.runs[0].stored);
        QVERIFY(sameProject(read, project));
    }

    void theActiveRunComesBack() {
        Project project = tests::sampleProject();
        project.activeRun = 4;
        ui::writeProject(project, path("second.kino"));
        QCOMPARE(ui::readProject(path("second.kino")).run().name, std::string("narrow"));
    }

    void anUnknownExampleIsOnlyPoints() {
        tamper(path("tampered.kino"), [](Json& m) { m["dataset"]["example"] = "of a later version"; });
        const Project read = ui::readProject(path("tampered.kino"));
        QVERIFY(read.dataset.exampleName.empty());
        QVERIFY(read.dataset.snapshots == tests::sampleDataset().snapshots);
    }

    void tamperingItselfDoesNoHarm() {
        tamper(path("tampered.kino"), [](Json&) {});
        QVERIFY(sameProject(ui::readProject(path("tampered.kino")), tests::sampleProject()));
    }

    void anyTruncationIsTold() {
        const QByteArray whole = contents(path("good.kino"));
        for (int length = 0; length < whole.size(); length += 1 + whole.size() / 400) {
            write(path("cut.kino"), whole.left(length));
            const auto error = failure([&] { ui::readProject(path("cut.kino")); });
            QVERIFY2(error && error->code() == ErrorCode::UnusableInput, qPrintable(QString::number(length)));
        }
    }

    void noFlippedByteDoesHarm() {
        const QByteArray whole = contents(path("good.kino"));
        const Project good = tests::sampleProject();
        engine::Rng rng(4);
        int told = 0, harmless = 0;
        // All of the directory at the end and of the first headers, and places drawn at random.
        for (int i = 0; i < 2000; ++i) {
            QByteArray damaged = whole;
            const int at = i < 1200 ? int(whole.size()) - 1 - i : i < 1300 ? i - 1200 : int(rng.below(whole.size()));
            damaged[at] = char(damaged[at] ^ (1 << rng.below(8)));
            write(path("flipped.kino"), damaged);
            try {
                const Project read = ui::readProject(path("flipped.kino"));
                // What no one reads may change (a date, a comment); numbers may not.
                QVERIFY2(read.dataset == good.dataset && sameBits(*read.runs[0].checkpoint, *good.runs[0].checkpoint),
                         qPrintable(QString::number(at)));
                ++harmless;
            } catch (const Error& error) {
                QVERIFY(error.code() == ErrorCode::UnusableInput);
                ++told;
            }
        }
        QVERIFY2(told > 1000 && harmless > 0, qPrintable(QString("%1 told, %2 harmless").arg(told).arg(harmless)));
    }
};

KINETOSCOPE_TEST(ProjectFileTest)

#include "project_file_test.moc"
