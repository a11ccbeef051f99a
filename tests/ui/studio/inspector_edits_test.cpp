#include "tests/support/test_registry.h"
#include "tests/ui/studio/whole_studio.h"
#include "ui/panels/inspector_panel.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/slider_field.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSlider>
#include <functional>

/// Every control of the inspector: what is chosen is an edit of the document, undo shows the old value again.
class InspectorEditsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<tests::WholeStudio> m_studio;

    const engine::TrainingSettings& settings() { return m_studio->project().run().settings; }
    ui::Document& document() { return m_studio->program.document(); }

    static void type(QDoubleSpinBox* field, const QString& text) {
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, text);
        QTest::keyClick(field, Qt::Key_Return);
    }

private slots:
    void init() {
        m_studio = std::make_unique<tests::WholeStudio>();
        m_studio->program.studio().documents().openExample("split");
        m_studio->program.studio().training().setWanted(false);
    }
    void cleanup() { m_studio.reset(); }

    void numbers_data() {
        using Settings = engine::TrainingSettings;
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("text");
        QTest::addColumn<std::function<double(const Settings&)>>("value");
        QTest::addColumn<double>("expected");
        const auto row = [](const char* field, const char* text, double expected,
                            std::function<double(const Settings&)> value) {
            QTest::newRow(field) << field << text << std::move(value) << expected;
        };
        row("learningRate", "0.004", 0.004, [](const Settings& s) { return s.learningRate; });
        row("batch", "96", 96, [](const Settings& s) { return double(s.batch); });
        row("averaging", "0.99", 0.99, [](const Settings& s) { return s.averaging; });
        row("steps", "777", 777, [](const Settings& s) { return double(s.steps); });
        row("refine", "250", 250, [](const Settings& s) { return double(s.refineSteps); });
        row("seed", "42", 42, [](const Settings& s) { return double(s.seed); });
        row("width", "32", 32, [](const Settings& s) { return double(s.hidden.front() + s.hidden.back()) / 2; });
        row("depth", "2", 2, [](const Settings& s) { return double(s.hidden.size()); });
    }
    void numbers() {
        QFETCH(QString, field);
        QFETCH(QString, text);
        QFETCH(std::function<double(const engine::TrainingSettings&)>, value);
        QFETCH(double, expected);
        const engine::TrainingSettings before = settings();
        auto* number = m_studio->window().inspector().findChild<ui::NumberField*>(field);
        QVERIFY(number);
        const double shown = number->value();
        QCOMPARE(shown, value(before));
        type(number, text);
        QCOMPARE(value(settings()), expected);
        QCOMPARE(document().history().count(), 1);
        document().undo();
        QVERIFY(settings() == before);
        QCOMPARE(number->value(), shown);
        document().redo();
        QCOMPARE(value(settings()), expected);
        QCOMPARE(number->value(), expected);
    }

    void whatCannotBeIsNotTaken() {
        const engine::TrainingSettings before = settings();
        auto* batch = m_studio->window().inspector().findChild<ui::NumberField*>("batch");
        for (const char* text : {"7", "0", "-5", "much", ""}) {
            type(batch, text);
            QVERIFY2(settings() == before, text);
            QCOMPARE(batch->value(), double(before.batch));
        }
        QCOMPARE(document().history().count(), 0);
    }

    void choices() {
        const engine::TrainingSettings before = settings();
        auto* path = m_studio->window().inspector().findChild<QComboBox*>("path");
        QVERIFY(path->count() >= 4);
        QTest::keyClicks(path, "Random");
        QVERIFY(settings().path == engine::PathKind::Independent);
        auto* activation = m_studio->window().inspector().findChild<QComboBox*>("activation");
        QTest::keyClick(activation, Qt::Key_Down);
        QVERIFY(settings().activation == engine::Activation::Softplus);
        document().undo();
        document().undo();
        QVERIFY(settings() == before);
        QCOMPARE(path->currentIndex(), 0);
        QCOMPARE(activation->currentIndex(), 0);

        auto* start = m_studio->window().inspector().findChild<QComboBox*>("refineFrom");
        QVERIFY(!start->isEnabled()); // nothing is refined
        type(m_studio->window().inspector().findChild<ui::NumberField*>("refine"), "100");
        QVERIFY(start->isEnabled());
        QTest::keyClick(start, Qt::Key_Down);
        QVERIFY(settings().refineFrom == engine::RefineFrom::Previous);
    }

    void theKnownPathGoesWithTheExample() {
        auto* path = m_studio->window().inspector().findChild<QComboBox*>("path");
        const int known = path->count();
        document().edit("touch", [](ui::Project& p) { p.dataset.snapshots[0].time -= 0.25; });
        QVERIFY(m_studio->project().dataset.exampleName.empty());
        QCOMPARE(path->count(), known - 1);
        document().undo();
        QCOMPARE(path->count(), known);
    }

    void aDragIsOneStep() {
        const ui::ViewChoices before = m_studio->project().view;
        auto* count = m_studio->window().inspector().findChild<ui::SliderField*>("particleCount");
        QSlider* slider = count->slider();
        slider->setSliderDown(true);
        for (int position = slider->minimum(); position <= slider->maximum(); position += slider->maximum() / 10)
            slider->setSliderPosition(position);
        slider->setSliderPosition(slider->maximum());
        slider->setSliderDown(false);
        QCOMPARE(m_studio->project().view.particleCount, 20'000);
        QCOMPARE(document().history().count(), 1);
        document().undo();
        QVERIFY(m_studio->project().view == before);
        QVERIFY(std::abs(count->value() - before.particleCount) < 1);
    }
};

KINETOSCOPE_TEST(InspectorEditsTest)

#include "inspector_edits_test.moc"
