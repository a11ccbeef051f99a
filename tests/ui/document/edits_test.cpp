#include "ui/document/edits.h"

#include "engine/core/error.h"
#include "tests/support/expect_error.h"
#include "tests/support/test_registry.h"
#include "tests/ui/document/sample_project.h"
#include "ui/document/document.h"

#include <QTest>
#include <cmath>
#include <functional>
#include <numeric>

using engine::Error;
using engine::Index;
using engine::Points;
using engine::PointSet;
using engine::Vector;
using ui::Project;
namespace edits = ui::edits;

class EditsTest : public QObject {
    Q_OBJECT

    /// Does the edit in a document, checks the outcome, undoes, checks that nothing is left of it, redoes.
    static void check(const std::function<void(Project&)>& edit, const std::function<bool(const Project&)>& holds) {
        ui::Document document;
        document.setProject(tests::sampleProject());
        const Project before = document.project();
        QVERIFY(!holds(before));
        document.edit("Edit", edit);
        const Project after = document.project();
        QVERIFY(holds(after));
        QCOMPARE(document.history().count(), 1);
        document.undo();
        QVERIFY(document.project() == before);
        document.redo();
        QVERIFY(document.project() == after);
        QVERIFY(holds(document.project()));
    }

private slots:
    void addSnapshot() {
        int index = -1;
        const Points points = tests::randomPoints(2, 10, 3);
        check([&](Project& p) { index = edits::addSnapshot(p, 2.5, PointSet(points)); },
              [&](const Project& p) {
                  return p.dataset.snapshots.size() == 4 && p.dataset.snapshots[2].time == 2.5 &&
                         p.dataset.snapshots[2].points.points() == points;
              });
        QCOMPARE(index, 2);
    }

    void addOverlay() {
        const auto coast = std::make_shared<const engine::Outlines>(engine::Outlines{"coast", {{0, 0}, {1, 1}}, {2}});
        check([&](Project& p) { edits::addOverlay(p, coast); },
              [&](const Project& p) {
                  return p.overlays.size() == 2 && p.overlays.back() == coast && p.view.layers.overlay;
              });
        Project project; // the same file again gives way to itself
        edits::addOverlay(project, coast);
        edits::addOverlay(project, std::make_shared<const engine::Outlines>(*coast));
        QVERIFY(project.overlays.size() == 1 && project.overlays.front() != coast);
    }

    void removeOverlays() {
        check([](Project& p) { p.overlays.clear(); }, [](const Project& p) { return p.overlays.empty(); });
    }

    void addSnapshotToNothing() {
        Project empty;
        QCOMPARE(edits::addSnapshot(empty, 0), 0);
        edits::appendPoints(empty, 0, PointSet(tests::randomPoints(3, 5, 1)));
        QCOMPARE(empty.dataset.dimension(), 3);
    }

    void moveSnapshot() {
        const engine::Dataset before = tests::sampleProject().dataset;
        check([](Project& p) { edits::moveSnapshot(p, 0, 2); },
              [&](const Project& p) {
                  const auto& now = p.dataset.snapshots;
                  return now[0].points == before.snapshots[1].points && now[1].points == before.snapshots[2].points &&
                         now[2].points == before.snapshots[0].points && now[0].heldOut && now[0].name == "middle" &&
                         now[1].mass == 1.7 && now[1].color == 0x3366ccU && now[0].time == before.snapshots[0].time &&
                         now[1].time == before.snapshots[1].time && now[2].time == before.snapshots[2].time;
              });
        // Back and forth is nothing, and every place can be reached from every other.
        for (int from = 0; from < 3; ++from)
            for (int to = 0; to < 3; ++to) {
                Project p = tests::sampleProject();
                edits::moveSnapshot(p, from, to);
                QVERIFY(p.dataset.snapshots[std::size_t(to)].points == before.snapshots[std::size_t(from)].points);
                edits::moveSnapshot(p, to, from);
                QVERIFY(p.dataset.snapshots == before.snapshots);
            }
    }

    void setMass() {
        check([](Project& p) { edits::setMass(p, 0, 2.5); },
              [](const Project& p) { return p.dataset.snapshots[0].mass == 2.5; });
        Project p = tests::sampleProject();
        edits::setMass(p, 2, {});
        QVERIFY(!p.dataset.snapshots[2].mass);
        for (const double bad : {0.0, -1.0, double(INFINITY), double(NAN)})
            EXPECT_ERROR(edits::setMass(p, 0, bad), engine::ErrorCode::InvalidArgument, "positive");
    }

    void duplicateSnapshot() {
        int index = -1;
        check([&](Project& p) { index = edits::duplicateSnapshot(p, 0); },
              [](const Project& p) {
                  return p.dataset.snapshots.size() == 4 &&
                         std::abs(p.dataset.snapshots[1].time - (2 + 0.5 / 3)) < 1e-12 &&
                         p.dataset.snapshots[1].points == p.dataset.snapshots[0].points;
              });
        QCOMPARE(index, 1);
        check([&](Project& p) { index = edits::duplicateSnapshot(p, 2); },
              [](const Project& p) {
                  return p.dataset.snapshots.size() == 4 && std::abs(p.dataset.lastTime() - 3) < 1e-12;
              });
        QCOMPARE(index, 3);
    }

    void deleteSnapshot() {
        check([](Project& p) { edits::deleteSnapshot(p, 1); },
              [](const Project& p) { return p.dataset.snapshots.size() == 2 && p.dataset.snapshots[1].mass == 1.7; });
    }

    void renameSnapshot() {
        check([](Project& p) { edits::renameSnapshot(p, 1, "late"); },
              [](const Project& p) { return p.dataset.snapshots[1].name == "late"; });
    }

    void retimeSnapshot() {
        int index = -1;
        check([&](Project& p) { index = edits::retimeSnapshot(p, 0, 9); },
              [](const Project& p) {
                  return p.dataset.snapshots[2].time == 9 && p.dataset.snapshots[0].name == "middle";
              });
        QCOMPARE(index, 2);
    }

    void takenAndImpossibleTimesAreRefused() {
        Project project = tests::sampleProject();
        const Project before = project;
        QVERIFY_EXCEPTION_THROWN(edits::retimeSnapshot(project, 0, project.dataset.lastTime()), Error);
        QVERIFY_EXCEPTION_THROWN(edits::retimeSnapshot(project, 0, std::numeric_limits<double>::quiet_NaN()), Error);
        QVERIFY_EXCEPTION_THROWN(edits::addSnapshot(project, 2), Error);
        QVERIFY_EXCEPTION_THROWN(edits::addSnapshot(project, std::numeric_limits<double>::infinity()), Error);
        QVERIFY(project == before);
        QCOMPARE(edits::retimeSnapshot(project, 0, 2), 0); // its own time is free
    }

    void holdOutHideColor() {
        check([](Project& p) { edits::setHeldOut(p, 0, true); },
              [](const Project& p) { return p.dataset.snapshots[0].heldOut; });
        check([](Project& p) { edits::setHidden(p, 0, true); },
              [](const Project& p) { return p.dataset.snapshots[0].hidden; });
        check([](Project& p) { edits::setColor(p, 2, std::nullopt); },
              [](const Project& p) { return !p.dataset.snapshots[2].color; });
    }

    void appendPoints() {
        const Points points = tests::randomPoints(2, 7, 3);
        check([&](Project& p) { edits::appendPoints(p, 1, PointSet(points)); },
              [&](const Project& p) {
                  const PointSet& now = p.dataset.snapshots[1].points;
                  return now.size() == 607 && now.points().rightCols(7) == points && now.weights()[606] == 1 &&
                         std::isnan(now.attributes()(0, 606));
              });
        Project project = tests::sampleProject();
        QVERIFY_EXCEPTION_THROWN(edits::appendPoints(project, 0, PointSet(tests::randomPoints(3, 1, 1))), Error);
    }

    void eraseDisc() {
        const Vector center = Vector::Constant(2, 0.5);
        Index erased = 0;
        check([&](Project& p) { erased = edits::eraseDisc(p, 2, center, 0.4); },
              [&](const Project& p) {
                  const Points points = p.dataset.snapshots[2].points.points();
                  return ((points.colwise() - center).colwise().norm().array() > 0.4).all() &&
                         points.cols() + erased == 5000;
              });
        QVERIFY(erased > 100);
    }

    void aDiscOnTheScreenErasesThroughTheDepth() {
        Project project = tests::sampleProject(3);
        edits::eraseDisc(project, 0, Vector::Zero(2), 0.5);
        const Points points = project.dataset.snapshots[0].points.points();
        QVERIFY((points.topRows(2).colwise().norm().array() > 0.5).all());
        QVERIFY(points.cols() < 500);
    }

    void everythingCanBeErased() {
        check([](Project& p) { edits::eraseDisc(p, 0, Vector::Zero(2), 1e9); },
              [](const Project& p) { return p.dataset.snapshots[0].points.isEmpty(); });
        std::vector<Index> all(500);
        std::iota(all.begin(), all.end(), Index(0));
        check([&](Project& p) { edits::deletePoints(p, 0, all); },
              [](const Project& p) { return p.dataset.snapshots[0].points.isEmpty(); });
    }

    void deletePoints() {
        const Points old = tests::sampleProject().dataset.snapshots[2].points.points();
        check(
            [](Project& p) {
                edits::deletePoints(p, 2, {0, 4095, 4096, 4999});
            },
            [&](const Project& p) {
                const PointSet& now = p.dataset.snapshots[2].points;
                return now.size() == 4996 && now.point(0) == old.col(1) && now.point(4093) == old.col(4094) &&
                       now.point(4094) == old.col(4097) && now.weights().size() == 4996 &&
                       now.attributes().cols() == 4996;
            });
    }

    void movePoints() {
        const Points old = tests::sampleProject().dataset.snapshots[2].points.points();
        const Vector offset = Vector::LinSpaced(2, 1, 2);
        check(
            [&](Project& p) {
                edits::movePoints(p, 2, {5, 4500}, offset);
            },
            [&](const Project& p) {
                Points wanted = old;
                wanted.col(5) += offset;
                wanted.col(4500) += offset;
                return p.dataset.snapshots[2].points.points() == wanted;
            });
    }

    void changeSettings() {
        engine::TrainingSettings settings;
        settings.batch = 33;
        check([&](Project& p) { edits::changeSettings(p, 4, settings); },
              [](const Project& p) { return p.runs[1].settings.batch == 33 && p.runs[0].settings.batch == 512; });
        settings.steps = 0;
        Project project;
        QVERIFY_EXCEPTION_THROWN(edits::changeSettings(project, 0, settings), Error);
    }

    void setNoise() {
        check([&](Project& p) { edits::setNoise(p, 3, 0.25); },
              [](const Project& p) { return p.runs[0].noise == 0.25 && p.runs[1].noise == 1 / 7.0; });
        Project project;
        for (const double impossible : {-1.0, std::nan("")})
            QVERIFY_EXCEPTION_THROWN(edits::setNoise(project, 0, impossible), Error);
        QVERIFY(project == Project());
    }

    void duplicateRun() {
        int copy = -1;
        check([&](Project& p) { copy = edits::duplicateRun(p, 3); },
              [](const Project& p) {
                  return p.runs.size() == 3 && p.runs[1].id == 5 && p.runs[1].name == "wide" &&
                         p.runs[1].checkpoint == p.runs[0].checkpoint && p.runs[2].id == 4 && p.run().id == 5;
              });
        QCOMPARE(copy, 5);
        Project project = tests::sampleProject();
        edits::duplicateRun(project, 4);
        edits::duplicateRun(project, 4);
        QVERIFY_EXCEPTION_THROWN(edits::duplicateRun(project, 4), Error);
        QCOMPARE(project.runs.size(), 4U);
    }

    void keepRun() {
        int kept = -1;
        check([&](Project& p) { kept = edits::keepRun(p, 3); },
              [](const Project& p) {
                  return p.runs.size() == 3 && p.runs[1].stored && p.runs[1].name == "wide, kept" &&
                         p.runs[1].checkpoint == p.runs[0].checkpoint &&
                         p.runs[1].settings == p.runs[0].checkpoint->settings && p.run().id == 3;
              });
        QCOMPARE(kept, 5);
        Project project = tests::sampleProject();
        edits::keepRun(project, 3);
        QVERIFY_EXCEPTION_THROWN(edits::keepRun(project, 5), Error); // kept already
        QVERIFY_EXCEPTION_THROWN(edits::keepRun(project, 4), Error); // not trained
        QCOMPARE(project.runs.size(), 3U);
        // It stays what it is; a copy of it trains on.
        engine::TrainingSettings settings = project.find(5)->settings;
        settings.batch += 1;
        QVERIFY_EXCEPTION_THROWN(edits::changeSettings(project, 5, settings), Error);
        const int copy = edits::duplicateRun(project, 5);
        QVERIFY(!project.find(copy)->stored && project.find(copy)->checkpoint == project.find(5)->checkpoint);
        edits::changeSettings(project, copy, settings);
        QCOMPARE(project.find(copy)->settings.batch, settings.batch);
    }

    void addStoredRun() {
        Project other = tests::sampleProject();
        other.runs[0].checkpoint = tests::sampleCheckpoint(2, 9);
        check([&](Project& p) { edits::addStoredRun(p, other, "cells"); },
              [&](const Project& p) {
                  return p.runs.size() == 3 && p.runs[2].stored && p.runs[2].id == 5 && p.runs[2].name == "cells, wide" &&
                         p.runs[2].checkpoint == other.runs[0].checkpoint &&
                         p.runs[2].settings == other.runs[0].checkpoint->settings && p.run().id == 3;
              });
        Project project = tests::sampleProject();
        const Project before = project;
        const auto refused = [&](const Project& from) {
            try {
                edits::addStoredRun(project, from, "cells");
                return QString();
            } catch (const Error& error) {
                return QString::fromStdString(error.fullText());
            }
        };
        QVERIFY(refused(Project()).contains("cells has no trained run"));
        QVERIFY(refused(tests::sampleProject(3)).contains("trained in 3 dimensions"));
        QVERIFY(project == before);
        edits::addStoredRun(project, other, "cells");
        edits::addStoredRun(project, other, "cells");
        QVERIFY(refused(other).contains("At most 4"));

        // Where the data become others, a run that cannot move them goes, and undo brings it back.
        ui::Document document;
        document.setProject(project);
        document.replaceDataset("Import", tests::sampleDataset(3));
        QCOMPARE(document.project().runs.size(), 2U);
        document.undo();
        QCOMPARE(document.project().runs.size(), 4U);
        QVERIFY(document.project().runs[3].stored && document.project().runs[3].checkpoint == other.runs[0].checkpoint);
    }

    void aRunThatTrainsStays() {
        Project project = tests::sampleProject();
        edits::keepRun(project, 3);
        edits::removeRun(project, 4);
        QVERIFY_EXCEPTION_THROWN(edits::removeRun(project, 3), Error);
        edits::removeRun(project, 5);
        QCOMPARE(project.runs.size(), 1U);
    }

    void removeRun() {
        check([](Project& p) { edits::removeRun(p, 3); },
              [](const Project& p) { return p.runs.size() == 1 && p.run().id == 4 && p.activeRun == 4; });
        Project project;
        QVERIFY_EXCEPTION_THROWN(edits::removeRun(project, 0), Error);
        QCOMPARE(project.runs.size(), 1U);
    }

    void savedViews() {
        const ui::ViewChoices::SavedView third{"Nah", {{1, 1, 1}, {}, {0, 0, 1}, 0.5, true}, 3};
        check([&](Project& p) { edits::saveView(p, third); },
              [&](const Project& p) { return p.view.savedViews.size() == 3 && p.view.savedViews.back() == third; });
        check([](Project& p) { edits::renameView(p, 1, "Von oben"); },
              [](const Project& p) {
                  return p.view.savedViews.size() == 2 && p.view.savedViews[1].name == "Von oben" &&
                         p.view.savedViews[1].camera == tests::sampleProject().view.savedViews[1].camera;
              });
        check([](Project& p) { edits::removeView(p, 0); },
              [](const Project& p) { return p.view.savedViews.size() == 1 && p.view.savedViews[0].name == "Oben"; });
        Project project = tests::sampleProject();
        const Project before = project;
        QVERIFY_EXCEPTION_THROWN(edits::saveView(project, {"Oben", {}, 2}), Error);
        QVERIFY_EXCEPTION_THROWN(edits::saveView(project, {"", {}, 2}), Error);
        QVERIFY_EXCEPTION_THROWN(edits::renameView(project, 0, "Oben"), Error);
        QVERIFY_EXCEPTION_THROWN(edits::renameView(project, 0, ""), Error);
        edits::renameView(project, 1, "Oben"); // as it is called
        QVERIFY(project == before);
        for (int i = 3; i <= 9; ++i)
            edits::saveView(project, {std::to_string(i), {}, 2});
        QVERIFY_EXCEPTION_THROWN(edits::saveView(project, {"10", {}, 2}), Error);
        QCOMPARE(project.view.savedViews.size(), 9U);
    }
};

KINETOSCOPE_TEST(EditsTest)

#include "edits_test.moc"
