#include "engine/core/random.h"
#include "tests/support/temporary_file.h"
#include "tests/support/test_registry.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/dialogs/variance_chart.h"
#include "ui/style/theme.h"
#include "ui/widgets/number_field.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

/// The page "Dimensions" of the import dialog.
class ImportDimensionsTest : public QObject {
    Q_OBJECT

    tests::TemporaryFolder m_folder;
    std::unique_ptr<ui::ImportDialog> m_dialog;

    /// Cells that spread 3 along a, 2 along b, 1 along c, 0.1 along the others.
    static std::string cells(int coordinates, std::uint64_t seed = 1) {
        engine::Rng rng(seed);
        std::string text = "t";
        for (int k = 0; k < coordinates; ++k)
            text += "," + std::string(1, char('a' + k));
        for (int i = 0; i < 400; ++i) {
            text += "\n" + std::to_string(i % 4);
            for (int k = 0; k < coordinates; ++k)
                text += "," + std::to_string((k < 3 ? 3.0 - k : 0.1) * rng.normal());
        }
        return text + "\n";
    }
    void open(const engine::SnapshotFiles& files) {
        m_dialog = std::make_unique<ui::ImportDialog>("cells.csv", files, engine::joined(files), nullptr);
        m_dialog->open();
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
    }
    void open(const std::string& text) { open(engine::readSnapshots({m_folder.write("cells.csv", text)})); }
    template <class Widget> Widget* find(const char* name) { return m_dialog->findChild<Widget*>(name); }
    void click(const char* button) { QTest::mouseClick(find<QToolButton>(button), Qt::LeftButton); }
    const engine::Dataset& dataset() { return m_dialog->data().dataset; }

private slots:
    void initTestCase() { ui::theme(); }
    void cleanup() { m_dialog.reset(); }

    void theresNothingToChooseUpToThree() {
        open(cells(3));
        QVERIFY(!find<QToolButton>("dimensionsPage")->isVisible());
    }

    void theChartComesAndAComponentIsChosenByItsBar() {
        open(cells(6));
        QVERIFY(find<QToolButton>("dimensionsPage")->isVisible());
        QCOMPARE(dataset().dimension(), 6); // as measured, unless told otherwise
        click("dimensionsPage");
        auto* chart = find<ui::VarianceChart>("varianceChart");
        QTRY_VERIFY(find<QPushButton>("importDataButton")->isEnabled());
        QVERIFY(!dataset().components);
        QVERIFY(!find<ui::NumberField>("componentCount")->isEnabled());

        click("principalComponents"); // 9 of 14.06 with one, 13 with two: enough
        QTRY_COMPARE(dataset().dimension(), 2);
        QCOMPARE(dataset().axisNames, (std::vector<std::string>{"PC1", "PC2"}));
        QTRY_VERIFY(find<QPushButton>("importDataButton")->isEnabled());
        QVERIFY(find<QLabel>("explainedVariance")->text().contains("of 6 hold 9"));

        QTest::mouseClick(chart, Qt::LeftButton, {}, chart->column(3).center().toPoint());
        QTRY_COMPARE(dataset().dimension(), 4);
        QVERIFY(std::abs(dataset().components->directions(0, 0)) > 0.95);
        QCOMPARE(find<ui::NumberField>("componentCount")->value(), 4.0);
        QCOMPARE(m_dialog->files().components, std::optional(4));

        auto* count = find<ui::NumberField>("componentCount");
        count->setFocus();
        count->selectAll();
        QTest::keyClicks(count, "3");
        QTest::keyClick(count, Qt::Key_Return);
        QTRY_COMPARE(dataset().dimension(), 3);
        click("asMeasured");
        QTRY_COMPARE(dataset().dimension(), 6);
        QVERIFY(!dataset().components);
    }

    void otherColumnsAreOtherComponents() {
        open(cells(6));
        click("dimensionsPage");
        click("principalComponents");
        QTRY_COMPARE(dataset().dimension(), 2);
        auto* role = find<QComboBox>("role_a");
        role->setCurrentIndex(role->findData(int(engine::ColumnRole::Ignore)));
        emit role->activated(role->currentIndex());
        QTRY_COMPARE(dataset().components->dimension(), 5);
        QVERIFY(std::abs(dataset().components->directions(0, 0)) > 0.95); // of b
        for (const char* column : {"b", "c"}) {
            auto* more = find<QComboBox>((std::string("role_") + column).c_str());
            more->setCurrentIndex(more->findData(int(engine::ColumnRole::Ignore)));
            emit more->activated(more->currentIndex());
        }
        QTRY_VERIFY(!dataset().components && dataset().dimension() == 3); // nothing to choose any more
        QVERIFY(!find<QToolButton>("dimensionsPage")->isVisible());
    }

    void moreThanCanBeTrainedMustBeReduced() {
        std::string text = "t";
        engine::Rng rng(3);
        for (int k = 0; k < 300; ++k)
            text += ",gene" + std::to_string(k);
        for (int i = 0; i < 60; ++i) {
            text += "\n" + std::to_string(i % 2);
            for (int k = 0; k < 300; ++k)
                text += "," + std::to_string(rng.normal());
        }
        open(text + "\n");
        QCOMPARE(dataset().dimension(), 20);
        click("dimensionsPage");
        QTRY_VERIFY(find<ui::NumberField>("componentCount")->isEnabled());
        QVERIFY(!find<QToolButton>("asMeasured")->isEnabled());
        QCOMPARE(find<ui::NumberField>("componentCount")->value(), 20.0);
    }

    void openDataDecide() {
        engine::ImportOptions options;
        options.components = 2;
        const auto file = m_folder.write("cells.csv", cells(6)), other = m_folder.write("more_t9.csv", cells(6, 8));
        const engine::Dataset base = engine::joined(engine::readSnapshots({file}, options)).dataset;
        open(engine::addedTo(base, engine::readSnapshots({other})));
        QVERIFY(!find<QToolButton>("dimensionsPage")->isVisible());
        QCOMPARE(dataset().dimension(), 2);
        QCOMPARE(dataset().components, base.components);
    }
};

KINETOSCOPE_TEST(ImportDimensionsTest)

#include "import_dimensions_test.moc"
