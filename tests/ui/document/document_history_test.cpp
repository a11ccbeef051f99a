// Long histories: random edits walked through in any order, and the memory a thousand strokes take.
#include "ui/document/document.h"

#include "tests/support/test_registry.h"
#include "tests/ui/document/sample_project.h"
#include "ui/document/edits.h"
#include "ui/document/point_edits.h"

#include <QTest>
#include <fstream>
#include <string>

using engine::Index;
using engine::PointSet;
using engine::Vector;
using ui::Document;
using ui::Project;
namespace edits = ui::edits;

namespace {

/// Anonymous memory of this process in bytes.
std::size_t memoryInUse() {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
        if (word == "RssAnon:") {
            std::size_t kilobytes = 0;
            status >> kilobytes;
            return kilobytes * 1024;
        }
    return 0;
}

} // namespace

class DocumentHistoryTest : public QObject {
    Q_OBJECT

private slots:
    void anyEditsCanBeUndone() {
        for (std::uint64_t seed = 0; seed < 3; ++seed) {
            Document document;
            document.setProject(tests::sampleProject());
            engine::Rng rng(seed, 77);
            std::vector<Project> versions = {document.project()};
            constexpr int kEdits = 1000;
            for (int i = 0; i < kEdits; ++i) {
                const auto edit = [&] {
                    try {
                        document.edit("Random", [&](Project& p) { randomEdit(p, rng); });
                    } catch (const engine::Error&) {
                        return; // two snapshots of one time, a fifth run: refused edits leave no trace
                    }
                };
                if (rng.below(8) == 0) { // several edits as one step, which is now and then given up
                    Document::Gesture gesture(document, "Gesture");
                    for (std::uint64_t part = rng.below(5) + 1; part > 0; --part)
                        edit();
                    if (rng.below(4) == 0)
                        gesture.cancel();
                } else {
                    edit();
                }
                while (int(versions.size()) <= document.history().count())
                    versions.push_back(document.project());
            }
            const int steps = document.history().count();
            QVERIFY(steps > kEdits / 2);
            for (int step = steps; step-- > 0;) {
                document.undo();
                QVERIFY2(document.project() == versions[std::size_t(step)],
                         qPrintable(QString("seed %1 back to step %2").arg(seed).arg(step)));
            }
            for (int step = 1; step <= steps; ++step) {
                document.redo();
                QVERIFY2(document.project() == versions[std::size_t(step)],
                         qPrintable(QString("seed %1 on to step %2").arg(seed).arg(step)));
            }
            for (int walk = 0; walk < 200; ++walk) {
                const int index = int(rng.below(std::uint64_t(steps) + 1));
                document.history().setIndex(index);
                QVERIFY2(document.project() == versions[std::size_t(index)],
                         qPrintable(QString("seed %1 step %2").arg(seed).arg(index)));
            }
        }
    }

    void thousandStrokesOnAMillionPointsStaySmall_data() {
        QTest::addColumn<QString>("tool");
        for (const char* tool : {"brush", "move", "erase"})
            QTest::newRow(tool) << tool;
    }
    void thousandStrokesOnAMillionPointsStaySmall() {
#ifdef __SANITIZE_ADDRESS__
        QSKIP("the sanitizer keeps freed memory");
#endif
        QFETCH(QString, tool);
        constexpr Index kPoints = 1'000'000, kTouched = 400;
        constexpr int kStrokes = 1000, kEditsPerStroke = 3;
        engine::Dataset dataset;
        for (int t = 0; t < 2; ++t) {
            engine::Snapshot snapshot;
            snapshot.time = t;
            snapshot.points = PointSet(tests::randomPoints(2, kPoints / 2, std::uint64_t(t)));
            dataset.snapshots.push_back(std::move(snapshot));
        }
        Project project;
        project.dataset = std::move(dataset);
        Document document;
        document.setProject(project);
        const std::size_t before = memoryInUse();
        engine::Rng rng(3);
        for (int stroke = 0; stroke < kStrokes; ++stroke) {
            Document::Gesture gesture(document, tool);
            for (int part = 0; part < kEditsPerStroke; ++part)
                document.edit(tool, [&](Project& p) {
                    if (tool == "brush") {
                        edits::appendPoints(p, stroke % 2, PointSet(tests::randomPoints(2, kTouched / 2, 9)));
                        return;
                    }
                    // Points that lie together on the screen lie anywhere in memory: every chunk is touched.
                    std::vector<Index> indices;
                    const Index size = p.dataset.snapshots[std::size_t(stroke % 2)].points.size();
                    for (Index i = Index(rng.below(1000)); i < size; i += size / (kTouched / kEditsPerStroke))
                        indices.push_back(i);
                    if (tool == "move")
                        edits::movePoints(p, stroke % 2, indices, Vector::Constant(2, 0.01));
                    else
                        edits::deletePoints(p, stroke % 2, indices);
                });
        }
        QCOMPARE(document.history().count(), kStrokes);
        const double grown = double(memoryInUse()) - double(before);
        qInfo("%s: %.1f MB", qPrintable(tool), grown / 1e6);
        QVERIFY2(grown < 100e6, qPrintable(QString("%1 MB").arg(grown / 1e6)));
        document.history().setIndex(0);
        QVERIFY(document.project().dataset.snapshots == project.dataset.snapshots);
    }

private:
    static void randomEdit(Project& p, engine::Rng& rng) {
        const auto& snapshots = p.dataset.snapshots;
        const int n = int(snapshots.size()), s = n ? int(rng.below(std::uint64_t(n))) : -1;
        const auto size = [&] { return snapshots[std::size_t(s)].points.size(); };
        const auto someIndices = [&] {
            std::vector<Index> indices;
            for (Index i = Index(rng.below(50)); i < size(); i += 1 + Index(rng.below(100)))
                indices.push_back(i);
            return indices;
        };
        const std::uint64_t kind = rng.below(23);
        if (n < 2 || kind == 0) {
            edits::addSnapshot(p, rng.uniform() * 10, PointSet(tests::randomPoints(2, 1 + Index(rng.below(6000)), 5)));
            return;
        }
        switch (kind) {
        case 1:
            edits::duplicateSnapshot(p, s);
            break;
        case 2:
            edits::deleteSnapshot(p, s);
            break;
        case 3:
            edits::renameSnapshot(p, s, std::to_string(rng.below(9)));
            break;
        case 4:
            edits::retimeSnapshot(p, s, rng.uniform() * 10);
            break;
        case 5:
            edits::setHeldOut(p, s, rng.sign() > 0);
            break;
        case 6:
            edits::setHidden(p, s, rng.sign() > 0);
            break;
        case 7:
            edits::setColor(p, s, unsigned(rng.below(1 << 24)));
            break;
        case 8:
        case 9:
            edits::appendPoints(p, s, PointSet(tests::randomPoints(2, 1 + Index(rng.below(300)), rng())));
            break;
        case 10:
            edits::eraseDisc(p, s, tests::randomPoints(2, 1, rng()), rng.uniform());
            break;
        case 11:
            edits::deletePoints(p, s, someIndices());
            break;
        case 12:
            edits::movePoints(p, s, someIndices(), tests::randomPoints(2, 1, rng()));
            break;
        case 13:
            edits::transformPoints(p, s, someIndices(), tests::randomPoints(2, 2, rng()), Vector::Constant(2, 0.1));
            break;
        case 14:
            edits::duplicatePoints(p, s, someIndices(), Vector::Constant(2, 0.1));
            break;
        case 15:
            edits::givePoints(p, s, someIndices(), int(rng.below(std::uint64_t(n))));
            break;
        case 16:
            edits::setMass(p, s, rng.sign() > 0 ? std::optional(0.1 + rng.uniform()) : std::nullopt);
            break;
        case 17:
            edits::moveSnapshot(p, s, int(rng.below(std::uint64_t(n))));
            break;
        case 18:
            edits::duplicateRun(p, p.run().id);
            break;
        case 19:
            edits::removeRun(p, p.run().id);
            break;
        case 20:
            edits::setNoise(p, p.run().id, rng.sign() > 0 ? std::optional(rng.uniform()) : std::nullopt);
            break;
        case 21:
            p.view.layers.trails = rng.sign() > 0;
            p.view.particleCount = 1 + int(rng.below(1000));
            break;
        default:
            edits::changeSettings(p, p.run().id, [&] {
                engine::TrainingSettings settings = p.run().settings;
                settings.steps = 1 + std::int64_t(rng.below(1000));
                return settings;
            }());
        }
    }
};

KINETOSCOPE_TEST(DocumentHistoryTest)

#include "document_history_test.moc"
