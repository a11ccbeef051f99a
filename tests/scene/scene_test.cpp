#include "ui/scene/scene.h"

#include "tests/support/picture_comparison.h"
#include "tests/support/synthetic_scene.h"
#include "tests/support/test_registry.h"
#include "ui/scene/camera_rig.h"
#include "ui/scene/scene_capture.h"

#include <QTest>
#include <cmath>

namespace {

constexpr int kWidth = 640, kHeight = 420;

bool differ(const ui::Image& a, const ui::Image& b) { return a.rgba != b.rgba; }

int changedPixels(const ui::Image& a, const ui::Image& b, QRect within = {0, 0, kWidth, kHeight}) {
    return tests::changedPixels(a, b, within);
}

} // namespace

class SceneTest : public QObject {
    Q_OBJECT

    std::unique_ptr<ui::SceneCapture> m_capture;

    ui::Image draw(const ui::SceneState& state) { return m_capture->draw(state, kWidth, kHeight); }

private slots:
    void init() { m_capture = std::make_unique<ui::SceneCapture>(); }

    void equalStatesGiveEqualPictures() {
        const ui::SceneState state = tests::splittingState(true);
        const ui::Image first = draw(state);
        ui::SceneState other = tests::splittingState(false, 100, 50);
        other.time = 0.3;
        draw(other); // what was shown before must not matter
        QVERIFY(!differ(first, draw(state)));
        ui::SceneCapture another;
        QVERIFY(!differ(first, another.draw(tests::splittingState(true), kWidth, kHeight)));
    }

    /// Heavier particles cover more of the picture, light ones less, and those without weight nothing.
    void weightsShowAsAreas() {
        ui::SceneState state = tests::splittingState(true);
        state.motion.trails = false;
        state.snapshots.clear();
        state.velocity.field = nullptr;
        state.showLegend = state.axes.visible = false;
        const auto litWith = [&](float logWeight) {
            auto weighted = std::make_shared<engine::Trajectories>(*state.motion.trajectories);
            for (int l = 0; l < weighted->levels(); ++l)
                weighted->logWeights.push_back(Eigen::RowVectorXf::Constant(weighted->particles(), l ? logWeight : 0));
            ui::SceneState shown = state;
            shown.motion.trajectories = weighted;
            const ui::Image image = draw(shown);
            int lit = 0;
            for (int y = 0; y < kHeight; ++y)
                for (int x = 0; x < kWidth; ++x)
                    lit += image.row(y)[4 * x] > 120;
            return lit;
        };
        state.time = 0.5;
        const int even = litWith(0), heavy = litWith(1), light = litWith(-1.5F), gone = litWith(-8);
        QVERIFY2(heavy > 1.5 * even && light < 0.7 * even && even > 200,
                 qPrintable(QStringLiteral("%1 %2 %3").arg(heavy).arg(even).arg(light)));
        QCOMPARE(gone, 0);
    }

    void everyLayerShows_data() {
        QTest::addColumn<int>("which");
        QTest::newRow("snapshots") << 0;
        QTest::newRow("particles") << 1;
        QTest::newRow("trails") << 2;
        QTest::newRow("arrows") << 3;
        QTest::newRow("axes") << 4;
        QTest::newRow("legend") << 5;
        QTest::newRow("brush") << 6;
        QTest::newRow("lasso") << 7;
        QTest::newRow("box") << 8;
        QTest::newRow("ghosts") << 9;
        QTest::newRow("title and clock") << 10;
        QTest::newRow("time") << 11;
        QTest::newRow("held out") << 12;
        QTest::newRow("selection") << 13;
        QTest::newRow("stroke") << 14;
        QTest::newRow("guides") << 15;
    }
    void everyLayerShows() {
        QFETCH(int, which);
        ui::SceneState state = tests::splittingState(true);
        const ui::Image before = draw(state);
        switch (which) {
        case 0:
            state.snapshots.clear();
            break;
        case 1:
            state.motion.particles = false;
            break;
        case 2:
            state.motion.trails = false;
            break;
        case 3:
            state.velocity.field.reset();
            break;
        case 4:
            state.axes.visible = false;
            break;
        case 5:
            state.showLegend = false;
            break;
        case 6:
            state.overlay.brush = {{0.5, 0.5}, 0.3, 0.5};
            break;
        case 7:
            state.overlay.lasso = {{0, 0}, {1, 0}, {1, 1}};
            break;
        case 8:
            state.overlay.box = {Eigen::Vector2d(0, 0), Eigen::Vector2d(1, 1)};
            break;
        case 9:
            state.overlay.ghosts = engine::Points::Random(2, 50);
            state.overlay.color = ui::Color::hex(0xff0000);
            break;
        case 10:
            state.caption = {"Title", "Subtitle", "t 0.5"};
            break;
        case 11:
            state.time = 0.4;
            break;
        case 12:
            state.snapshots[2].hollow = false;
            break;
        case 13:
            state.overlay.selected = engine::Points::Random(2, 50);
            break;
        case 14:
            state.overlay.brush = {{0.5, 0.5}, 0.1, 0.5};
            state.overlay.color = ui::Color::hex(0x4eb2f1);
            draw(state);
            state.overlay.stroke = {{-1, -1}, {0, 1}, {1, -1}};
            break;
        case 15:
            state.overlay.guides = {{{-1, 0.13}, {1, 0.13}}};
            break;
        default:
            QFAIL("no such case");
        }
        const int changed = changedPixels(before, draw(state));
        QVERIFY2(changed > 60, qPrintable(QString::number(changed)));
    }

    void theFloorTheShadowAndTheCubeShow() {
        ui::SceneState state = tests::spaceState(false, 800);
        const ui::Image whole = draw(state);
        state.orientationCube = false;
        QVERIFY(changedPixels(whole, draw(state), {kWidth - 130, 20, 100, 100}) > 500);
        state = tests::spaceState(false, 800);
        state.theme.shadow.alpha = 0;
        QVERIFY(changedPixels(whole, draw(state)) > 20);
        state = tests::spaceState(false, 800);
        state.axes.visible = false;
        QVERIFY(changedPixels(whole, draw(state)) > 1000);
    }

    void nearPointsHideFarOnes() {
        ui::SceneState state;
        state.dimension = 3;
        state.bounds = {{-1, -1, -1}, {1, 1, 1}};
        state.axes.visible = false;
        state.orientationCube = false;
        state.sizes.point = 60;
        ui::CameraRig rig;
        rig.setContents(3, state.bounds);
        rig.show(ui::CameraRig::Side::Front);
        state.camera = rig.pose();
        const auto single = [](double y, unsigned color) {
            engine::Points x(3, 1);
            x << 0, y, 0;
            return ui::SnapshotView{engine::PointSet(x), ui::Color::hex(color), false, 1};
        };
        state.snapshots = {single(-0.8, 0xff0000), single(0.8, 0x0000ff)}; // the red one is nearer and drawn first
        const ui::Image image = draw(state);
        const std::uint8_t* middle = image.row(kHeight / 2) + std::size_t(kWidth / 2) * 4;
        const Eigen::Vector3d pixel = m_capture->scene().view().toPixel({0, -0.8, 0});
        const std::uint8_t* there = image.row(int(pixel.y())) + std::size_t(pixel.x()) * 4;
        QVERIFY2(there[0] > 120 && there[2] < 60, qPrintable(QString("%1 %2").arg(middle[0]).arg(middle[2])));
    }

    /// The lamp stands above and to the left, whichever way the points are drawn; and the air takes the far ones' colour.
    void pointsInSpaceAreBallsInTheAir_data() {
        QTest::addColumn<int>("stampFrom");
        QTest::newRow("sprites") << 1'000'000;
        QTest::newRow("stamped") << 0;
    }
    void pointsInSpaceAreBallsInTheAir() {
        QFETCH(int, stampFrom);
        ui::SceneState state;
        state.dimension = 3;
        state.bounds = {{-1, -1, -1}, {1, 1, 1}};
        state.axes.visible = false;
        state.orientationCube = false;
        state.sizes.point = 40;
        state.limits.stampFrom = stampFrom;
        ui::CameraRig rig;
        rig.setContents(3, state.bounds);
        rig.setPerspective(false);
        rig.show(ui::CameraRig::Side::Front);
        state.camera = rig.pose();
        const engine::Points near{{-0.6}, {-0.9}, {0}}, far{{0.6}, {0.9}, {0}};
        for (const engine::Points& x : {near, far})
            state.snapshots.push_back({engine::PointSet(x), ui::Color::hex(0xd06020), false, 1});
        const ui::Image image = draw(state);
        const auto red = [&](const engine::Points& at, int right, int down) {
            const Eigen::Vector3d pixel = m_capture->scene().view().toPixel(at.col(0));
            return int(image.row(int(pixel.y()) + down)[4 * (int(pixel.x()) + right)]);
        };
        QVERIFY2(red(near, -8, -10) > red(near, 8, 10) + 40,
                 qPrintable(QString("%1 %2").arg(red(near, -8, -10)).arg(red(near, 8, 10))));
        QVERIFY2(red(near, 0, 0) > red(far, 0, 0) + 40,
                 qPrintable(QString("%1 %2").arg(red(near, 0, 0)).arg(red(far, 0, 0))));
        QVERIFY(red(far, -4, -5) > red(far, 4, 5) + 10);
    }

    void dataFarFromZeroLooksTheSame() {
        const auto state = [](double shift) {
            ui::SceneState s = tests::splittingState(true);
            s.motion.trajectories.reset();
            s.velocity.field.reset();
            s.axes.visible = s.showLegend = false;
            const Eigen::Vector3d way(shift, -shift, 0);
            s.bounds.lower += way;
            s.bounds.upper += way;
            for (ui::SnapshotView& v : s.snapshots)
                v.points = engine::PointSet(v.points.points().colwise() + way.head<2>());
            return s;
        };
        const ui::Image here = draw(state(0));
        const ui::Image far = draw(state(4194304.0)); // single precision has a quarter left there
        QVERIFY(changedPixels(here, far) < 50);
    }

    void aNewerModelBlendsInWithoutAJump() {
        ui::SceneState state = tests::splittingState(true, 200);
        state.motion.trails = false;
        state.blendSeconds = 0.16;
        state.now = 5;
        const ui::Image before = draw(state);
        auto moved = std::make_shared<engine::Trajectories>(*state.motion.trajectories);
        for (Eigen::MatrixXf& x : moved->positions)
            x.row(1).array() += 0.4F;
        state.motion.trajectories = moved;
        QVERIFY(!differ(before, draw(state))); // the moment of the swap shows what was seen
        QVERIFY(m_capture->scene().isAnimated());
        state.now = 5.08;
        const ui::Image middle = draw(state);
        state.now = 5.2;
        const ui::Image after = draw(state);
        QVERIFY(!m_capture->scene().isAnimated());
        QVERIFY(changedPixels(before, middle) > 200 && changedPixels(middle, after) > 200);
        ui::SceneCapture fresh;
        QVERIFY(!differ(after, fresh.draw(state, kWidth, kHeight)));
    }

    void tooManyAreThinnedAndReported() {
        ui::SceneState state = tests::splittingState(true, 3000, 1000);
        state.limits = {2000, 1500, 100};
        draw(state);
        const ui::SceneReport& report = m_capture->scene().report();
        QCOMPARE(report.snapshotPoints, 5000);
        QCOMPARE(report.snapshotPointsDrawn, 2000);
        QCOMPARE(report.particles, 3000);
        QCOMPARE(report.particlesDrawn, 1500);
        QCOMPARE(report.trailsDrawn, 100);
        draw(tests::splittingState(true));
        QCOMPARE(report.particlesDrawn, report.particles);
        QCOMPARE(report.snapshotPointsDrawn, report.snapshotPoints);
        QCOMPARE(report.trailsDrawn, report.trails);
    }

    void stampedDotsLookLikeSprites_data() {
        QTest::addColumn<int>("which");
        QTest::newRow("flat") << 0;
        QTest::newRow("light") << 1;
        QTest::newRow("space") << 2;
        QTest::newRow("fine pixels") << 3;
    }
    void stampedDotsLookLikeSprites() {
        QFETCH(int, which);
        ui::SceneState state = which == 2 ? tests::spaceState(false, 1500) : tests::splittingState(which != 1);
        state.motion.trails = false;
        state.showLegend = which == 2;
        const int scale = which == 3 ? 2 : 1;
        state.pixelRatio = scale;
        state.limits.stampFrom = 1'000'000;
        const ui::Image sprites = m_capture->draw(state, scale * kWidth, scale * kHeight);
        state.limits.stampFrom = 0;
        const ui::Image stamped = m_capture->draw(state, scale * kWidth, scale * kHeight);
        QVERIFY(differ(sprites, stamped)); // or the other way was not taken
        const tests::PictureDifference d = tests::difference(tests::toQImage(sprites), tests::toQImage(stamped));
        QVERIFY2(d.mean < 0.35 && d.worstTile < 9, qPrintable(QString("%1 %2").arg(d.mean).arg(d.worstTile)));
        QVERIFY(!differ(stamped, m_capture->draw(state, scale * kWidth, scale * kHeight))); // from the kept texture
        state.camera = m_capture->scene().view().pose();
        state.camera->focus.x() += 0.1;
        QVERIFY(differ(stamped, m_capture->draw(state, scale * kWidth, scale * kHeight)));
    }

    void extremesAreHarmless() {
        ui::SceneState state = tests::splittingState(true, 10, 10);
        engine::Points odd(2, 4);
        odd << std::nan(""), 1e300, -1e300, 0, 0, INFINITY, -INFINITY, std::nan("");
        state.snapshots.push_back({engine::PointSet(odd), ui::Color::hex(0xffffff), false, 1});
        draw(state);
        state.bounds = {{0, 0, 0}, {0, 0, 0}};
        draw(state);
        state.bounds = {{1e12, 1e12, 0}, {1e12 + 1, 1e12 + 1, 0}};
        draw(state);
        state.bounds = {{-1e-12, -1e-12, 0}, {1e-12, 1e-12, 0}};
        draw(state);
        state.time = std::nan("");
        draw(state);
        state.limits.stampFrom = 0;
        draw(state);
        m_capture->draw(state, 1, 1);
        m_capture->draw(ui::SceneState(), 40, 30);
    }

    void twiceThePixelsIsTheSamePicture() {
        ui::SceneState state = tests::splittingState(true);
        const ui::Image plain = draw(state);
        state.pixelRatio = 2;
        const ui::Image fine = m_capture->draw(state, 2 * kWidth, 2 * kHeight);
        const QImage reduced = tests::toQImage(fine)
                                   .scaled(kWidth, kHeight, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                                   .convertToFormat(QImage::Format_RGB32);
        const tests::PictureDifference d = tests::difference(reduced, tests::toQImage(plain));
        QVERIFY2(d.mean < 1.5, qPrintable(QString::number(d.mean)));
    }
};

KINETOSCOPE_TEST(SceneTest)

#include "scene_test.moc"
