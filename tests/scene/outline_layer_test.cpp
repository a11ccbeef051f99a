#include "ui/scene/layers/outline_layer.h"

#include "tests/support/synthetic_scene.h"
#include "tests/support/test_registry.h"
#include "ui/scene/camera_rig.h"
#include "ui/scene/scene_capture.h"

#include <QTest>
#include <algorithm>

/// Lines of a map below the data: pixels where a line is, none elsewhere.
class OutlineLayerTest : public QObject {
    Q_OBJECT

    static constexpr int kWidth = 640, kHeight = 420;
    ui::SceneCapture m_capture;

    static ui::OutlineView lines(std::vector<Eigen::Vector2d> points, std::vector<engine::Index> ends) {
        return {std::make_shared<const engine::Outlines>(engine::Outlines{"map", std::move(points), std::move(ends)})};
    }
    static ui::SceneState bare() {
        ui::SceneState state;
        state.bounds = {{-2, -1, 0}, {2, 1, 0}};
        state.axes.visible = state.showLegend = state.orientationCube = false;
        return state;
    }
    ui::Image draw(const ui::SceneState& state) { return m_capture.draw(state, kWidth, kHeight); }
    /// Where the picture is not the colour of the stage, of these columns and all rows.
    static std::vector<QPoint> lit(const ui::Image& image, int left = 0, int right = kWidth) {
        std::vector<QPoint> places;
        for (int y = 0; y < image.height; ++y)
            for (int x = left; x < right; ++x)
                if (std::abs(image.row(y)[4 * x] - image.row(0)[0]) > 20)
                    places.emplace_back(x, y);
        return places;
    }

private slots:
    void aLineIsWhereItIsAndNowhereElse() {
        ui::SceneState state = bare();
        QVERIFY(lit(draw(state)).empty());
        state.outlines = {lines({{-500, 0.4}, {0, 0.4}, {500, 0.4}}, {3})}; // far beyond the view on both sides
        const std::vector<QPoint> places = lit(draw(state));
        const double row = m_capture.scene().view().toPixel({0, 0.4, 0}).y();
        QVERIFY(places.size() >= std::size_t(kWidth));
        for (const QPoint& place : places)
            QVERIFY(std::abs(place.y() + 0.5 - row) < 2);
        state.outlines.front().opacity = 0;
        QVERIFY(lit(draw(state)).empty());
        state.outlines.front().opacity = 1;
        QVERIFY(lit(draw(state)).size() >= std::size_t(kWidth));
        state.outlines.clear();
        QVERIFY(lit(draw(state)).empty());
    }

    void nothingJoinsTwoLines() {
        ui::SceneState state = bare();
        state.outlines = {lines({{-1.5, 0}, {-1, 0}, {1, 0}, {1.5, 0}}, {2, 4})};
        const ui::Image image = draw(state);
        const int middle = kWidth / 2;
        QVERIFY(lit(image, middle - 60, middle + 60).empty());
        QVERIFY(lit(image, 0, middle).size() > 50 && lit(image, middle, kWidth).size() > 50);
    }

    void theyFollowCameraAndAxes() {
        ui::SceneState state = bare();
        state.outlines = {lines({{0.4, -9}, {0.4, 9}}, {2})};
        state.outlines.front().toPicture << 0, 1, 1, 0; // latitude to the right
        const double row = (draw(state), m_capture.scene().view().toPixel({0, 0.4, 0}).y());
        for (const QPoint& place : lit(draw(state)))
            QVERIFY(std::abs(place.y() + 0.5 - row) < 2);
        ui::CameraPose pose;
        pose.focus = {0, 0.4, 0};
        pose.halfHeight = 0.01;
        state.camera = pose;
        const std::vector<QPoint> close = lit(draw(state));
        QVERIFY(close.size() >= std::size_t(kWidth));
        for (const QPoint& place : close)
            QVERIFY(std::abs(place.y() + 0.5 - kHeight / 2.0) < 2);
    }

    void pointsCoverThem() {
        ui::SceneState state = bare();
        state.outlines = {lines({{-3, 0}, {3, 0}}, {2})};
        state.sizes.point = 30;
        engine::Points point(2, 1);
        point << 0, 0;
        state.snapshots = {{engine::PointSet(point), ui::Color::hex(0x00ff00), false, 1}};
        const ui::Image image = draw(state);
        const Eigen::Vector3d place = m_capture.scene().view().toPixel({0, 0, 0});
        const std::uint8_t* middle = image.row(int(place.y())) + std::size_t(place.x()) * 4;
        QVERIFY2(middle[1] > 200 && middle[0] < 60,
                 qPrintable(QStringLiteral("%1 %2 %3").arg(middle[0]).arg(middle[1]).arg(middle[2])));
    }

    void inSpaceTheyLieOnTheFloor() {
        ui::SceneState state = bare();
        state.dimension = 3;
        state.bounds = {{-1, -1, -1}, {1, 1, 1}};
        QVERIFY(lit(draw(state)).empty());
        state.outlines = {lines({{-50, 0}, {50, 0}}, {2})};
        const std::vector<QPoint> places = lit(draw(state));
        QVERIFY(places.size() > 100);
        const auto [left, right] = std::minmax_element(places.begin(), places.end(),
                                                       [](const QPoint& a, const QPoint& b) { return a.x() < b.x(); });
        QVERIFY(left->x() > 20 && right->x() < kWidth - 20); // no farther than the floor
        const ui::ViewTransform& view = m_capture.scene().view();
        QVERIFY(double(right->y()) > view.toPixel({1, 0, 0}).y()); // below the middle of the data
    }
};

KINETOSCOPE_TEST(OutlineLayerTest)

#include "outline_layer_test.moc"
