#include "ui/tools/stamp_tool.h"

#include "tests/support/expect_error.h"
#include "tests/support/test_registry.h"
#include "tests/ui/tools/drawing_hand.h"
#include "ui/tools/stamp_points.h"

#include <QTest>
#include <cmath>
#include <numbers>

using Eigen::Vector2d;
using ui::StampKind;

namespace {

ui::StampSettings textStamp(const QString& text, int count = 4000) {
    ui::StampSettings settings;
    settings.kind = StampKind::Text;
    settings.text = text;
    settings.count = count;
    return settings;
}

engine::Points pointsOf(const ui::StampSettings& settings) {
    engine::Rng rng(1);
    return ui::stampPoints(settings, rng);
}

} // namespace

class StampToolTest : public QObject {
    Q_OBJECT

private slots:
    void aClickStampsInTheSizeThatIsSet() {
        tests::DrawingHand hand;
        hand.settings.stamp = {.kind = StampKind::Ring, .count = 130, .radius = 0.3, .noise = 0};
        ui::StampTool stamp(hand.context());
        const ui::Project before = hand.document.project();
        hand.click(stamp, {1, 2});
        QCOMPARE(hand.count(), 130);
        QVERIFY(((hand.points().colwise() - Vector2d(1, 2)).colwise().norm().array() - 0.3).abs().maxCoeff() < 1e-12);
        QCOMPARE(hand.document.history().count(), 1);
        QVERIFY(hand.document.history().text(0).contains("Ring"));
        hand.document.undo();
        QVERIFY(hand.document.project() == before);
    }

    void whatIsShownIsWhatComes() {
        tests::DrawingHand hand;
        hand.settings.stamp.kind = StampKind::Moons;
        ui::StampTool stamp(hand.context());
        stamp.move(hand.at({0.5, 0}));
        ui::OverlayView hover;
        stamp.show(hover);
        QCOMPARE(hover.ghosts.cols(), hand.settings.stamp.count);
        hand.click(stamp, {0.5, 0});
        QVERIFY(hand.points() == hover.ghosts);
        // The next one is another draw of the same shape.
        hand.click(stamp, {0.5, 0});
        QCOMPARE(hand.count(), 2 * hand.settings.stamp.count);
        QVERIFY(hand.points().rightCols(hand.settings.stamp.count) != hover.ghosts);
    }

    void aDragChoosesSizeAndTurn() {
        tests::DrawingHand hand;
        hand.settings.stamp = {.kind = StampKind::Lattice, .count = 25, .noise = 0};
        ui::StampTool stamp(hand.context());
        hand.drag(stamp, {{1, 1}, {1, 1.5}, {1, 3}}); // straight up, two long: turned by 90°
        const engine::Points points = hand.points();
        QVERIFY(points.row(0).minCoeff() > -1 - 1e-9 && points.row(0).maxCoeff() < 3 + 1e-9);
        // The first point of the lattice is its lower left corner: turned, the lower right one.
        QVERIFY((points.col(0) - Vector2d(3, -1)).norm() < 1e-9);
        hand.document.undo();
        const double angle = 40 * std::numbers::pi / 180; // Shift: 45°
        hand.drag(stamp, {{0, 0}, {std::cos(angle), std::sin(angle)}}, Qt::ShiftModifier);
        QVERIFY((hand.points().col(0) - Vector2d(0, -std::numbers::sqrt2)).norm() < 1e-9);
    }

    void copiesAndTheGrid() {
        tests::DrawingHand hand;
        hand.settings.stamp = {.kind = StampKind::Gaussian, .count = 400, .radius = 0.1};
        hand.settings.symmetry = {.kind = ui::SymmetrySettings::Kind::Turn, .folds = 3};
        hand.settings.snaps = true;
        ui::StampTool stamp(hand.context());
        hand.click(stamp, {0.9, 0.1});
        QCOMPARE(hand.count(), 1200);
        QVERIFY((hand.points().leftCols(400).rowwise().mean() - Vector2d(1, 0)).norm() < 0.02);
        QVERIFY(hand.points().rowwise().mean().norm() < 1e-9);
        hand.viewCenter = {10, 0};
        hand.settings.symmetry.aboutView = true;
        hand.click(stamp, {10.9, 0.1});
        QVERIFY((hand.points().rightCols(1200).rowwise().mean() - Vector2d(10, 0)).norm() < 1e-9);
    }

    void byNumbers() {
        tests::DrawingHand hand;
        hand.settings.stamp = {.kind = StampKind::Lattice, .count = 4, .radius = 2, .angle = 90, .noise = 0};
        ui::StampTool stamp(hand.context());
        stamp.placeAt({5, 5});
        QVERIFY((hand.points().col(0) - Vector2d(7, 3)).norm() < 1e-9);
    }

    void textFillsItsLetters() {
        // A bar: the letter I of a sans serif is as good as one.
        const engine::Points bar = pointsOf(textStamp(QStringLiteral("|")));
        QVERIFY(std::abs(bar.row(1).maxCoeff() - 1) < 0.02 && std::abs(bar.row(1).minCoeff() + 1) < 0.02);
        QVERIFY(bar.row(0).cwiseAbs().maxCoeff() < 0.2);
        QVERIFY(std::abs(bar.row(1).array().square().mean() - 1.0 / 3) < 0.02); // uniform along it
        // The middle of an O is a hole.
        const engine::Points round = pointsOf(textStamp(QStringLiteral("O")));
        QVERIFY(round.colwise().norm().minCoeff() > 0.3);
        QVERIFY(round.rowwise().mean().norm() < 0.05);
        // y points up: a T is heavier above.
        QVERIFY(pointsOf(textStamp(QStringLiteral("T"))).row(1).mean() > 0.1);
        // Long words are as wide as 2, and lie around the middle.
        const engine::Points word = pointsOf(textStamp(QStringLiteral("Kinetoscope")));
        QVERIFY(std::abs(word.row(0).maxCoeff() - 1) < 0.02 && std::abs(word.row(0).minCoeff() + 1) < 0.02);
        QVERIFY(word.row(1).cwiseAbs().maxCoeff() < 0.5);
        // Another typeface, other letters.
        ui::StampSettings mono = textStamp(QStringLiteral("il"));
        mono.font = QFont(QStringLiteral("JetBrains Mono"));
        QVERIFY(pointsOf(mono) != pointsOf(textStamp(QStringLiteral("il"))));
    }

    void picturesAreAsDenseAsTheyAreDark() {
        ui::StampSettings settings;
        settings.kind = StampKind::Picture;
        settings.count = 4000;
        auto density = std::make_shared<engine::Matrix>(engine::Matrix::Zero(2, 4));
        (*density)(0, 3) = 3; // top right
        (*density)(1, 0) = 1; // bottom left
        settings.picture = density;
        const engine::Points points = pointsOf(settings);
        const auto right = (points.row(0).array() > 0.5 && points.row(1).array() > 0).count();
        const auto left = (points.row(0).array() < -0.5 && points.row(1).array() < 0).count();
        QCOMPARE(right + left, 4000);
        QVERIFY(std::abs(double(right) - 3000) < 5);
        QVERIFY(points.row(0).cwiseAbs().maxCoeff() <= 1 && points.row(1).cwiseAbs().maxCoeff() <= 0.5);
    }

    void whatCannotBeStampedIsSaid() {
        EXPECT_ERROR(pointsOf(textStamp(QStringLiteral("  "))), engine::ErrorCode::InvalidArgument, "no text");
        tests::DrawingHand hand;
        hand.settings.stamp.kind = StampKind::Picture;
        ui::StampTool stamp(hand.context());
        stamp.move(hand.at({0, 0}));
        ui::OverlayView overlay;
        stamp.show(overlay);
        QCOMPARE(overlay.ghosts.cols(), 0);
        hand.click(stamp, {0, 0});
        QVERIFY(hand.refusal && QString(hand.refusal->what()).contains("no picture"));
        QCOMPARE(hand.document.history().count(), 0);
    }

    void escapeLeavesNothing() {
        tests::DrawingHand hand;
        ui::StampTool stamp(hand.context());
        stamp.press(hand.at({0, 0}, Qt::LeftButton));
        stamp.move(hand.at({1, 0}));
        stamp.cancel();
        stamp.release(hand.at({1, 0}, Qt::LeftButton));
        QCOMPARE(hand.count(), 0);
    }
};

KINETOSCOPE_TEST(StampToolTest)

#include "stamp_tool_test.moc"
