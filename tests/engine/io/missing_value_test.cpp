#include "engine/io/missing_value.h"
#include "tests/support/test_registry.h"

#include <QTest>

using engine::isMissingMarker;

class MissingValueTest : public QObject {
    Q_OBJECT

private slots:
    void markersAreKnown() {
        for (const char* text : {"", "NA", "n/a", "N/A", "#N/A", "NaN", "nan", "-nan", "<NA>", "NaT", "null", "NULL",
                                 "None", "-", "--", ".", "?", "missing", "Unknown"})
            QVERIFY2(isMissingMarker(text), text);
    }

    void wordsAreNoMarkers() {
        for (const char* text : {"0", "inf", "-inf", "abc", "no", "nano", "---", "N A", "missing value", "1e999"})
            QVERIFY2(!isMissingMarker(text), text);
    }
};

KINETOSCOPE_TEST(MissingValueTest)

#include "missing_value_test.moc"
