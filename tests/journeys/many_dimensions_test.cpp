#include "tests/journeys/shown_program.h"
#include "tests/support/test_registry.h"
#include "ui/dialogs/variance_chart.h"
#include "ui/document/project_file.h"
#include "ui/panels/axes_star.h"
#include "ui/panels/message_bar.h"
#include "ui/style/theme.h"

#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QPushButton>

namespace {

/// Cells that split in two along directions that lie askew in eight measured coordinates.
QByteArray cells() {
    engine::Rng rng(11);
    QByteArray text = "day,g1,g2,g3,g4,g5,g6,g7,g8\n";
    for (int day = 0; day < 4; ++day)
        for (int i = 0; i < 220; ++i) {
            const double side = i % 2 ? 1 : -1, u = 1.6 * day + 0.5 * rng.normal(),
                         v = 0.8 * side * day + 0.4 * rng.normal(), w = std::sin(1.5 * day) + 0.3 * rng.normal(),
                         z = 0.6 * rng.normal();
            text += QByteArray::number(day);
            for (const double x : {u + v, u - v, w + z, w - z, 0.5 * u + w, v - 0.5 * w, z + 0.3 * v, 0.2 * u})
                text += ',' + QByteArray::number(x + 0.1 * rng.normal());
            text += '\n';
        }
    return text;
}

} // namespace

/// A table of many coordinates: its principal components are looked at and some chosen, the motion is learned along all
/// of them, the picture is turned by hand, and what is exported is what is seen.
class ManyDimensionsJourney : public QObject {
    Q_OBJECT

private slots:
    void componentsAreChosenLearnedTurnedAndExported() {
        const tests::Home home;
        tests::ShownProgram shown(home);
        shown.drop(home.write("cells.csv", cells()));
        AWAIT(shown.window().mode() == ui::MainWindow::Mode::Studio);
        QCOMPARE(shown.dataset().dimension(), 8); // as measured, unless told otherwise
        QVERIFY(shown.message("cells.csv"));
        QVERIFY(shown.click("messageAction"));
        AWAIT(shown.dialog());
        QVERIFY(shown.click("dimensionsPage"));
        auto* import = shown.find<QPushButton>("importDataButton");
        AWAIT(import->isEnabled());
        QVERIFY(shown.click("principalComponents"));
        AWAIT(import->isEnabled());
        auto* chart = shown.find<ui::VarianceChart>("varianceChart");
        QVERIFY(chart && shown.click(chart, chart->column(4).center().toPoint()));
        AWAIT(import->isEnabled() && shown.find<QLabel>("explainedVariance")->text().contains("of 8 hold"));
        keep(shown, "many-dimensions-import");
        QVERIFY(shown.click(import));

        AWAIT(shown.dataset().dimension() == 5);
        QCOMPARE(shown.dataset().axisNames.front(), std::string("PC1"));
        AWAIT(shown.isTraining() && shown.learnedMotion() && shown.step() > 300);
        QCOMPARE(shown.learnedMotion()->dimension(), 5);
        shown.action("play").trigger(); // hold
        keep(shown, "many-dimensions-space");

        QVERIFY(shown.click("map"));
        AWAIT(shown.stage().state().dimension == 2);
        auto* star = shown.find<ui::AxesStar>("axesStar");
        QVERIFY(star);
        const QPointF from = star->end(1);
        shown.drag(*star, {from, from + QPointF(22, 10), from + QPointF(40, 34)});
        QVERIFY(shown.project().projection().axes().empty());
        AWAIT(shown.stage().state().axes.names.front().find("PC") != std::string::npos);
        QTest::qWait(200); // until the camera has followed
        keep(shown, "many-dimensions-turned");

        const QString project = home.file("cells.kino"), film = home.file("cells.gif");
        shown.action("toggleTraining").trigger();
        shown.program().document().saveAs(project);
        AWAIT(!shown.program().document().isBusy() && QFile::exists(project));
        const ui::Project saved = ui::readProject(project);
        QVERIFY(saved.projection() == shown.project().projection());
        QCOMPARE(saved.dataset.components->dimension(), 8);
        // What an export runs.
        QProcess render;
        render.start(QStringLiteral(KINETOSCOPE_PROGRAM),
                     {"render", project, "-o", film, "--size", "480x320", "--fps", "5", "--seconds", "1"});
        QVERIFY(render.waitForFinished(60'000));
        QVERIFY2(render.exitCode() == 0, render.readAllStandardError().constData());
        QVERIFY(QFile(film).size() > 1000);
        render.start(QStringLiteral(KINETOSCOPE_PROGRAM),
                     {"render", project, "-o", QStringLiteral(KINETOSCOPE_PICTURE_FOLDER) + "/many-dimensions-file.png",
                      "--size", "960x600"});
        QVERIFY(render.waitForFinished(60'000) && render.exitCode() == 0);
    }

private:
    static void keep(tests::ShownProgram& shown, const QString& name) {
        for (const bool dark : {true, false}) {
            ui::theme().choose(dark ? ui::Theme::Choice::Dark : ui::Theme::Choice::Light);
            QTest::qWait(150);
            QVERIFY(shown.keepPicture(name + (dark ? "-dark" : "-light")));
        }
        ui::theme().choose(ui::Theme::Choice::Dark);
    }
};

KINETOSCOPE_TEST(ManyDimensionsJourney)

#include "many_dimensions_test.moc"
