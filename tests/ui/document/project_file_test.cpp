#include "ui/document/project_file.h"

#include "engine/core/error.h"
#include "engine/data/dataset_reduction.h"
#include "engine/io/zip_archive.h"
#include "tests/support/test_registry.h"
#include "tests/ui/document/same_project.h"
#include "tests/ui/document/sample_project.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <csignal>
#include <functional>

using engine::Checkpoint;
using engine::Error;
using engine::ErrorCode;
using engine::ZipWriter;
using tests::sameBits;
using tests::sameProject;
using ui::Project;

namespace {

constexpr char kOtherHalf[] = "KINETOSCOPE_TEST_FILE"; // names the file to write to, see aFullDiskLeavesTheOldFile

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
