#include "ui/export/animation_renderer.h"

#include "tests/support/expect_error.h"
#include "tests/support/film_reader.h"
#include "tests/support/picture_comparison.h"
#include "tests/support/synthetic_scene.h"
#include "tests/support/test_registry.h"
#include "ui/export/sink_for.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

namespace {

/// Keeps frames in memory.
class Keeper : public ui::FrameSink {
public:
    void add(const ui::Image& frame) override { frames.push_back(frame); }
    void finish() override { finished = true; }
    std::vector<ui::Image> frames;
    bool finished = false;
};

ui::Project project() {
    ui::Project p;
    for (const ui::SnapshotView& view : tests::splittingState(true, 10, 100).snapshots) {
        engine::Snapshot s;
        s.time = 0.25 * double(p.dataset.snapshots.size());
        s.points = view.points;
        p.dataset.snapshots.push_back(s);
    }
    return p;
}

std::vector<ui::SceneResults> results() { return {{tests::splittingMotion(100), nullptr}}; }

ui::AnimationSettings settings() {
    ui::AnimationSettings s;
    s.width = 320;
    s.height = 200;
    s.framesPerSecond = 10;
    s.seconds = 1;
    s.holdLast = 0.2;
    return s;
}

} // namespace

class AnimationRendererTest : public QObject {
    Q_OBJECT
private slots:
    void timesAreExact() {
        ui::AnimationSettings s = settings();
        QCOMPARE(s.frameCount(), 10);
        QCOMPARE(s.progressAt(0), 0.0);
        QCOMPARE(s.progressAt(4), 0.5); // 0.4 s of 0.8 s
        QCOMPARE(s.progressAt(8), 1.0);
        QCOMPARE(s.progressAt(9), 1.0); // held
        s.holdLast = 0;
        QCOMPARE(s.progressAt(9), 1.0); // the last frame shows the end
        QVERIFY(s.progressAt(8) < 1);
        s.seconds = 8;
        s.framesPerSecond = 30;
        QCOMPARE(s.frameCount(), 240);
        s.holdLast = 100; // held for longer than it lasts: a still
        QCOMPARE(s.progressAt(0), 1.0);
    }

    void everyFrameIsDrawnAndTheEndIsHeld() {
        Keeper keeper;
        std::vector<ui::AnimationProgress> reports;
        ui::renderAnimation(project(), results(), settings(), keeper,
                            [&](const ui::AnimationProgress& p) { reports.push_back(p); });
        QVERIFY(keeper.finished);
        QCOMPARE(keeper.frames.size(), std::size_t(10));
        QCOMPARE(reports.size(), std::size_t(10));
        QVERIFY(reports.front().frames == 10 && reports.back().frame == 10 && reports.back().secondsLeft == 0);
        for (std::size_t k = 1; k <= 8; ++k)
            QVERIFY2(keeper.frames[k].rgba != keeper.frames[k - 1].rgba, qPrintable(QString::number(k)));
        QVERIFY(keeper.frames[9].rgba == keeper.frames[8].rgba);
    }

    void theFileShowsWhatAStillShows() {
        Keeper keeper;
        ui::renderAnimation(project(), results(), settings(), keeper);
        const ui::Image still = ui::renderStill(project(), results(), settings(), 0.5);
        QVERIFY(keeper.frames[4].rgba == still.rgba);
    }

    void orthographicSpaceIsDrawnWithoutDepth() {
        // Two points at the left and two at the right, one behind the other, seen from the front.
        ui::Project space;
        space.dataset.snapshots.resize(1);
        engine::Points points(3, 4);
        points << -0.5, -0.5, 0.5, 0.5, //
            -2, 2, -2, 2,               //
            0, 0, 0, 0;
        space.dataset.snapshots[0].points = engine::PointSet(points);
        space.view.layers.axes = space.view.layers.legend = false;
        space.view.camera = ui::ViewChoices::Camera{{0, -9, 0}, {0, 0, 0}, {0, 0, 1}, 1.5, true};
        ui::AnimationSettings s = settings();
        s.extras = {};
        const auto dots = [&](bool orthographic) {
            space.view.orthographic = orthographic;
            const ui::Image image = ui::renderStill(space, {{}}, s, 0);
            int runs = 0; // of columns with something in them
            bool inside = false;
            for (int x = 0; x < image.width; ++x) {
                bool any = false;
                for (int y = 0; y < image.height; ++y)
                    for (int channel = 0; channel < 3; ++channel)
                        any |= std::abs(image.row(y)[4 * x + channel] - image.row(0)[channel]) > 12;
                runs += any && !inside;
                inside = any;
            }
            return runs;
        };
        QCOMPARE(dots(false), 4);
        QCOMPARE(dots(true), 2);
    }

    void severalRunsLieBesideEachOther() {
        ui::Project two = project();
        two.runs.push_back(two.runs.front());
        two.runs[1].id = 1;
        ui::AnimationSettings s = settings();
        s.width = 401;
        s.scale = 1;
        const ui::SceneResults moved = results().front();
        const ui::Image both = ui::renderStill(two, {moved, moved}, s, 0.5);
        QCOMPARE(QSize(both.width, both.height), QSize(401, 200));
        const auto part = [&](int x) {
            QByteArray bytes;
            for (int y = 0; y < both.height; ++y)
                bytes += QByteArray(reinterpret_cast<const char*>(both.row(y) + 4 * x), 4 * 200);
            return bytes;
        };
        two.view.layers.legend = false;
        s.extras.clock = false;
        const ui::Image plain = ui::renderStill(two, {moved, moved}, s, 0.5);
        QVERIFY(plain.rgba != both.rgba);
        const auto column = [&](const ui::Image& image, int x, int y) {
            return std::vector<int>{image.row(y)[4 * x], image.row(y)[4 * x + 1], image.row(y)[4 * x + 2]};
        };
        // Equal runs give equal halves, with a line of the border's colour between them.
        for (int y = 0; y < plain.height; ++y)
            for (int x = 0; x < 200; ++x)
                QVERIFY2(column(plain, x, y) == column(plain, x + 201, y), qPrintable(QString("%1 %2").arg(x).arg(y)));
        const unsigned border = ui::darkTheme().border.rgb();
        QCOMPARE(column(plain, 200, 77),
                 (std::vector<int>{int(border >> 16), int(border >> 8 & 0xff), int(border & 0xff)}));
        // What one of them shows changes its half alone.
        auto still = std::make_shared<engine::Trajectories>(*moved.trajectories);
        for (auto& positions : still->positions)
            positions = still->positions.front();
        const ui::Image other = ui::renderStill(two, {moved, {still, nullptr}}, settings().width == 320 ? s : s, 0.5);
        QVERIFY(other.rgba != plain.rgba);
        QVERIFY(part(0) != part(201)); // the clock stands once, at the right
    }

    void backwardIsTheSamePlacesInReverse() {
        ui::AnimationSettings s = settings();
        s.holdLast = 0;
        Keeper forward, backward;
        ui::Project p = project();
        p.view.layers.trails = false;
        ui::renderAnimation(p, results(), s, forward);
        s.from = 1;
        s.to = 0;
        ui::renderAnimation(p, results(), s, backward);
        QVERIFY(forward.frames.front().rgba == backward.frames.back().rgba);
        QVERIFY(forward.frames.back().rgba == backward.frames.front().rgba);
    }

    void filmsAreWritten_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"film.mp4", "film.gif", "film.webm"})
            QTest::newRow(name) << name;
    }
    void filmsAreWritten() {
        QFETCH(QString, name);
        const QTemporaryDir folder;
        const ui::AnimationSettings s = settings();
        const auto sink = ui::sinkFor(folder.filePath(name).toStdString(), s.width, s.height, s.framesPerSecond);
        Keeper keeper;
        ui::renderAnimation(project(), results(), s, keeper);
        ui::renderAnimation(project(), results(), s, *sink);
        const tests::Film film = tests::readFilm(folder.filePath(name));
        QVERIFY2(film.problem.isEmpty(), qPrintable(film.problem));
        QCOMPARE(film.frames.size(), std::size_t(10));
        QVERIFY(std::abs(film.seconds - 1) < 0.15);
        // Each frame shows its own moment: it is nearer to its picture than to another's.
        for (const std::size_t k : {std::size_t(1), std::size_t(5)}) {
            const double own = tests::difference(film.frames[k], tests::toQImage(keeper.frames[k])).mean;
            const double other = tests::difference(film.frames[k], tests::toQImage(keeper.frames[k + 2])).mean;
            QVERIFY2(own < 0.5 * other, qPrintable(QString("%1 %2").arg(own).arg(other)));
        }
    }

    void cancellingLeavesNothing() {
        const QTemporaryDir folder;
        const ui::AnimationSettings s = settings();
        std::stop_source stop;
        const auto render = [&] {
            const auto sink =
                ui::sinkFor(folder.filePath("film.mp4").toStdString(), s.width, s.height, s.framesPerSecond);
            const auto stopLater = [&stop](const ui::AnimationProgress& p) {
                if (p.frame == 3)
                    stop.request_stop();
            };
            ui::renderAnimation(project(), results(), s, *sink, stopLater, stop.get_token());
        };
        EXPECT_ERROR(render(), engine::ErrorCode::Cancelled, "no file");
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList());
    }

    void nothingToDrawIsSaid() {
        Keeper keeper;
        EXPECT_ERROR(ui::renderAnimation({}, {}, settings(), keeper), engine::ErrorCode::UnusableInput, "no snapshots");
        EXPECT_ERROR(ui::renderStill({}, {}, settings(), 0), engine::ErrorCode::UnusableInput, "no snapshots");
    }

    void aTallerPictureHasLargerType() {
        ui::AnimationSettings s = settings();
        s.height = 640;
        QCOMPARE(s.effectiveScale(), 1.0);
        s.height = 1280;
        QCOMPARE(s.effectiveScale(), 2.0);
        s.scale = 1.25;
        QCOMPARE(s.effectiveScale(), 1.25);
    }
};

KINETOSCOPE_TEST(AnimationRendererTest)

#include "animation_renderer_test.moc"
