#include "ui/widgets/number_field.h"

#include "tests/support/test_registry.h"

#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>
#include <cmath>

class NumberFieldTest : public QObject {
    Q_OBJECT

    static QLabel* unitOf(ui::NumberField& field) { return field.findChild<QLabel*>("unit"); }
    /// What resting the pointer on the field says.
    static QString told(ui::NumberField& field) {
        QHelpEvent ask(QEvent::ToolTip, {5, 5}, field.mapToGlobal(QPoint(5, 5)));
        QApplication::sendEvent(&field, &ask);
        return QToolTip::text();
    }

private slots:
    void theNumberComesFirstThenTheWholeUnitThenTheBriefOne() {
        QWidget window;
        window.resize(300, 60);
        ui::NumberField field({}, &window);
        field.setUnit("length/√time", "L/√T");
        field.setRange(0, 1e9);
        field.setDecimals(6);
        field.setShortest(true);
        field.setToolTip("Noise.");
        field.setValue(0.1234);
        field.resize(200, 28);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QCOMPARE(unitOf(field)->text(), QString("length/√time"));
        QVERIFY(unitOf(field)->isVisible());
        QVERIFY(!told(field).contains("length"));

        field.resize(110, 28);
        QCOMPARE(unitOf(field)->text(), QString("L/√T"));
        QVERIFY(unitOf(field)->isVisible());
        QLineEdit* line = field.findChild<QLineEdit*>();
        QVERIFY(unitOf(field)->x() >= line->fontMetrics().horizontalAdvance(line->text()));
        QVERIFY(unitOf(field)->width() >= unitOf(field)->sizeHint().width());
        QCOMPARE(told(field), QString("Noise. Unit: length/√time."));

        field.resize(56, 28);
        QVERIFY(!unitOf(field)->isVisible());
        QCOMPARE(told(field), QString("Noise. Unit: length/√time."));
    }

    /// A number that comes later makes its own room; computed ones are short, and stay what they are unless edited.
    void aNumberThatIsSetMovesTheUnitAway() {
        QWidget window;
        ui::NumberField field({}, &window);
        field.setUnit("length/√time", "L/√T");
        field.setRange(0, 1e9);
        field.setDecimals(6);
        field.setShortest(true);
        field.resize(146, 28);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        auto* line = field.findChild<QLineEdit*>();
        field.show(0.0948683);
        QCOMPARE(line->text(), QString("0.0949"));
        QVERIFY(unitOf(field)->x() >= line->fontMetrics().horizontalAdvance(line->text()));
        QSignalSpy committed(&field, &ui::NumberField::committed);
        line->setFocus();
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(committed.count(), 0);
        QVERIFY(std::abs(field.value() - 0.094868) < 1e-9);
        field.show(1234.25);
        QVERIFY(!unitOf(field)->isVisible() ||
                unitOf(field)->x() >= line->fontMetrics().horizontalAdvance(line->text()));
        field.show(0.1234); // as a person writes
        QCOMPARE(line->text(), QString("0.1234"));
    }
};

KINETOSCOPE_TEST(NumberFieldTest)

#include "number_field_test.moc"
