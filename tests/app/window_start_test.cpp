#include "tests/app/program.h"
#include "tests/support/test_registry.h"

#include <QTest>

using tests::runProgram;

/// Starting the window where there is nothing to show it on.
class WindowStartTest : public QObject {
    Q_OBJECT

private slots:
    void withoutADisplay_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::newRow("none") << "UNUSED"
                              << "";
        QTest::newRow("named but not there") << "DISPLAY"
                                             << ":98765";
        QTest::newRow("no such compositor") << "WAYLAND_DISPLAY"
                                            << "wayland-98765";
    }
    void withoutADisplay() {
        QFETCH(QString, name);
        QFETCH(QString, value);
        for (const QStringList& words : {QStringList(), QStringList{"cells.csv"}}) {
            const auto result = runProgram(words, {QString(), {{name, value}}});
            REQUIRE_EXIT(result, 5);
            QVERIFY2(result.err.contains("display") && result.err.contains("kinetoscope --help"), result.all());
            QVERIFY(result.out.isEmpty());
        }
    }
};

KINETOSCOPE_TEST(WindowStartTest)

#include "window_start_test.moc"
