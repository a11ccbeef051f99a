#include "engine/core/text.h"
#include "tests/support/test_registry.h"

#include <QTest>
#include <cmath>
#include <limits>

using namespace engine;

class TextTest : public QObject {
    Q_OBJECT

private slots:
    void shortNumbersReadWell() {
        QCOMPARE(shortNumber(2), "2");
        QCOMPARE(shortNumber(0.5), "0.5");
        QCOMPARE(shortNumber(20240131), "20240131");
        QCOMPARE(shortNumber(1.0 / 3), "0.333333");
        QCOMPARE(shortNumber(-1e-7), "-1e-07");
    }

    void exactNumbersReadBack() {
        for (const double value : {0.1, 1.0 / 3, -1e-300, 12345678.9, std::nextafter(1.0, 2.0)})
            QCOMPARE(std::stod(exactNumber(value)), value);
        QCOMPARE(exactNumber(0.1f), "0.1");
    }
};

KINETOSCOPE_TEST(TextTest)

#include "text_test.moc"
