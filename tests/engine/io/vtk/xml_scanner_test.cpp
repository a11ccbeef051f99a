#include "engine/io/vtk/xml_scanner.h"
#include "tests/support/expect_error.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace engine;
using Token = XmlScanner::Token;

class XmlScannerTest : public QObject {
    Q_OBJECT

    /// All tokens in short: <a x=1> text </a>.
    static std::string walked(const std::string& text) {
        XmlScanner scanner(text, "a.xml");
        std::string all;
        for (Token token = scanner.next(); token != Token::Finished; token = scanner.next()) {
            const std::string name(scanner.name());
            all += token == Token::Start ? "<" + name + ">"
                   : token == Token::End ? "</" + name + ">"
                                         : "[" + std::string(scanner.text()) + "]";
        }
        return all;
    }

private slots:
    void elementsAndText() {
        QCOMPARE(walked("<?xml version=\"1.0\"?>\n<!-- <no> -->\n<a>\n <b x='1'/>1 2<c></c>\n</a>\n"),
                 std::string("<a><b></b>[1 2]<c></c></a>"));
        QCOMPARE(walked(""), std::string());
    }

    void attributes() {
        XmlScanner scanner("<a one='1' two = \"x &lt;&amp;&gt; 'y'\" empty=\"\"/>", "a.xml");
        QVERIFY(scanner.next() == Token::Start);
        QCOMPARE(*scanner.attribute("two"), std::string("x <&> 'y'"));
        QCOMPARE(*scanner.attribute("one"), std::string("1"));
        QVERIFY(scanner.attribute("empty")->empty() && !scanner.attribute("three"));
        QCOMPARE(scanner.attributeOr("three", "none"), std::string("none"));
    }

    void whatFollowsNeedNotBeXml() {
        const std::string text = "<a><data>_\x01<<&\x02";
        XmlScanner scanner(text, "a.xml");
        QVERIFY(scanner.next() == Token::Start && scanner.next() == Token::Start);
        QCOMPARE(std::string(scanner.rest()), std::string("_\x01<<&\x02"));
    }

    void mistakesAreNamed_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        QTest::newRow("cut in a tag") << "<a>\n<b x='1"
                                      << "a.xml, line 2: the file breaks off within a tag";
        QTest::newRow("cut in an element") << "<a>\n<b>"
                                           << "the file breaks off within <b>";
        QTest::newRow("crossed") << "<a><b></a>"
                                 << "</a> found, </b> was expected";
        QTest::newRow("closed twice") << "<a></a></a>"
                                      << "nothing is open";
        QTest::newRow("text") << "1,2,3"
                              << "\"1,2,3\" found, a tag was expected";
        QTest::newRow("attribute") << "<a x>"
                                   << "an attribute was expected";
        QTest::newRow("no name") << "< a>"
                                 << "a tag has no name";
        QTest::newRow("tag in tag") << "<a <b>>"
                                    << "a tag is not closed";
        QTest::newRow("comment") << "<!-- a"
                                 << "is not closed";
        QTest::newRow("deep") << QString("<a>").repeated(100) << "nested too deep";
    }
    void mistakesAreNamed() {
        QFETCH(QString, text);
        QFETCH(QString, words);
        EXPECT_ERROR(walked(text.toStdString()), ErrorCode::UnusableInput, words.toStdString());
    }
};

KINETOSCOPE_TEST(XmlScannerTest)

#include "xml_scanner_test.moc"
