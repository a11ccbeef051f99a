#include "tests/support/test_registry.h"
#include "ui/window/fuzzy_match.h"

#include <QTest>

using ui::fuzzyScore;

class FuzzyMatchTest : public QObject {
    Q_OBJECT

private slots:
    void lettersInOrder() {
        QVERIFY(fuzzyScore("expan", "Export animation"));
        QVERIFY(fuzzyScore("EXPORT", "Export animation"));
        QVERIFY(!fuzzyScore("oxe", "Export"));
        QVERIFY(!fuzzyScore("exportt", "Export"));
        QVERIFY(fuzzyScore("", "anything"));
        QVERIFY(fuzzyScore("ex an", "Export animation"));
    }

    void beginningsOfWordsCountMore() {
        QVERIFY(*fuzzyScore("sa", "Save as") > *fuzzyScore("sa", "Previous snapshot"));
        QVERIFY(*fuzzyScore("undo", "Undo") > *fuzzyScore("undo", "Run down road"));
        QVERIFY(*fuzzyScore("ea", "Export animation") > *fuzzyScore("ea", "Previous frame"));
    }

    void ofEqualsTheShorter() {
        QVERIFY(*fuzzyScore("save", "Save") > *fuzzyScore("save", "Save the project under another name"));
    }
};

KINETOSCOPE_TEST(FuzzyMatchTest)

#include "fuzzy_match_test.moc"
