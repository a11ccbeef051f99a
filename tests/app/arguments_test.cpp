#include "app/arguments.h"

#include "engine/core/error.h"
#include "tests/support/test_registry.h"

#include <QTest>

using app::Arguments;
using app::Option;
using engine::Error;

class ArgumentsTest : public QObject {
    Q_OBJECT

    const std::vector<Option> m_options = {{"output", "F", "", 'o'},      {"steps", "N", ""},  {"rate", "R", ""},
                                           {"hidden", "A,B", ""},         {"size", "WxH", ""}, {"quiet", "", "", 'q'},
                                           {"hold-out", "T", "", 0, true}};

    Arguments typed(const std::vector<std::string>& words) const { return Arguments(m_options, words); }
    /// What it says about these words.
    QString complaint(const std::vector<std::string>& words) const {
        try {
            const Arguments arguments = typed(words);
            arguments.integer("steps", 1, 100);
            arguments.positive("rate");
            arguments.integers("hidden");
            arguments.size("size");
            arguments.numbers("hold-out");
            return {};
        } catch (const Error& error) {
            return error.code() == engine::ErrorCode::InvalidArgument ? QString::fromStdString(error.fullText())
                                                                      : QString("wrong kind of error");
        }
    }

private slots:
    void everySpelling() {
        const Arguments a = typed({"in.csv", "--steps", "5", "--rate=0.25", "-o", "-", "--quiet", "--hidden", "8,16",
                                   "--size", "640x480", "--hold-out", "-1", "--hold-out=2e1", "--", "--odd name"});
        QCOMPARE(a.operands(), (std::vector<std::string>{"in.csv", "--odd name"}));
        QCOMPARE(*a.integer("steps", 1), std::int64_t(5));
        QCOMPARE(*a.positive("rate"), 0.25);
        QCOMPARE(*a.text("output"), std::string("-"));
        QVERIFY(a.has("quiet"));
        QCOMPARE(*a.integers("hidden"), (std::vector<int>{8, 16}));
        QVERIFY(*a.size("size") == std::pair(640, 480));
        QCOMPARE(a.numbers("hold-out"), (std::vector<double>{-1, 20}));
    }

    void whatWasNotTypedIsEmpty() {
        const Arguments a = typed({});
        QVERIFY(!a.text("output") && !a.integer("steps", 1) && !a.size("size") && a.numbers("hold-out").empty());
    }

    void complaintsNameTheOption_data() {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("says");
        QTest::newRow("unknown") << QStringList{"--step", "5"} << "Did you mean --steps?";
        QTest::newRow("far off") << QStringList{"--magic"} << "--help lists the options";
        QTest::newRow("letter") << QStringList{"-x"} << "no option -x";
        QTest::newRow("no value") << QStringList{"--steps"} << "--steps needs a value: N";
        QTest::newRow("value for a switch") << QStringList{"--quiet=1"} << "--quiet takes no value";
        QTest::newRow("twice") << QStringList{"--steps", "1", "--steps", "2"} << "--steps is given twice";
        QTest::newRow("no number") << QStringList{"--steps", "many"} << "--steps many: a whole number from 1 to 100";
        QTest::newRow("trailing") << QStringList{"--steps", "5x"} << "--steps 5x";
        QTest::newRow("fraction") << QStringList{"--steps", "1.5"} << "--steps 1.5";
        QTest::newRow("too small") << QStringList{"--steps", "0"} << "--steps 0";
        QTest::newRow("too large") << QStringList{"--steps", "101"} << "--steps 101";
        QTest::newRow("huge") << QStringList{"--steps", "99999999999999999999"} << "whole number";
        QTest::newRow("nan") << QStringList{"--rate", "nan"} << "a finite number";
        QTest::newRow("infinite") << QStringList{"--rate", "inf"} << "a finite number";
        QTest::newRow("comma") << QStringList{"--rate", "0,5"} << "a finite number";
        QTest::newRow("not positive") << QStringList{"--rate", "0"} << "greater than zero";
        QTest::newRow("empty") << QStringList{"--rate="} << "--rate is empty";
        QTest::newRow("bad list") << QStringList{"--hidden", "8,,8"} << "--hidden 8,,8";
        QTest::newRow("list of words") << QStringList{"--hidden", "wide"} << "like 128,128,128";
        QTest::newRow("bad size") << QStringList{"--size", "640"} << "like 1280x720";
        QTest::newRow("three sizes") << QStringList{"--size", "640x480x2"} << "like 1280x720";
        QTest::newRow("tiny size") << QStringList{"--size", "1x1"} << "like 1280x720";
        QTest::newRow("time") << QStringList{"--hold-out", "noon"} << "--hold-out noon";
    }
    void complaintsNameTheOption() {
        QFETCH(QStringList, words);
        QFETCH(QString, says);
        std::vector<std::string> plain;
        for (const QString& word : words)
            plain.push_back(word.toStdString());
        QVERIFY2(complaint(plain).contains(says), qPrintable(complaint(plain)));
    }

    void closestWord() {
        const std::vector<std::string> words = {"train", "render", "info"};
        QCOMPARE(app::closest("trian", words), std::string("train"));
        QCOMPARE(app::closest("rendr", words), std::string("render"));
        QCOMPARE(app::closest("xyz", words), std::string());
    }
};

KINETOSCOPE_TEST(ArgumentsTest)

#include "arguments_test.moc"
