#include "engine/core/random.h"
#include "engine/core/text.h"
#include "engine/io/csv.h"
#include "tests/support/expect_error.h"
#include "tests/support/temporary_file.h"
#include "tests/support/test_registry.h"

#include <QElapsedTimer>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <zlib.h>

using namespace engine;

using Numbers = std::vector<double>;

namespace {

/// Names of the columns, joined by bars.
std::string names(const Table& table) {
    std::string text;
    for (const auto& column : table.columns)
        text += column.name + "|";
    return text.substr(0, text.size() - 1);
}

std::string compressed(const std::string& text, const std::filesystem::path& file) {
    gzFile gz = gzopen(file.c_str(), "wb");
    gzwrite(gz, text.data(), unsigned(text.size()));
    gzclose(gz);
    return tests::contentOf(file);
}

} // namespace

class CsvTest : public QObject {
    Q_OBJECT

private slots:
    // Every row is the same 2×3 table, written in another way.
    void everyWayOfWritingIsUnderstood_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("header");
        const auto row = [](const char* name, const char* text, bool header = true) {
            QTest::newRow(name) << QByteArray(text) << header;
        };
        row("comma", "t,x,y\n0,1.5,-2\n1,2.5,3e2\n");
        row("no line end at the end", "t,x,y\n0,1.5,-2\n1,2.5,3e2");
        row("semicolon", "t;x;y\n0;1.5;-2\n1;2.5;3e2\n");
        row("tab", "t\tx\ty\n0\t1.5\t-2\n1\t2.5\t3e2\n");
        row("bar", "t|x|y\n0|1.5|-2\n1|2.5|3e2\n");
        row("blanks", "  t   x    y\n  0 1.5   -2\n  1 2.5  3e2  \n");
        row("comma and blank", "t, x, y\n0, 1.5, -2\n1, 2.5, 3e2\n");
        row("decimal comma", "t;x;y\n0;1,5;-2\n1;2,5;3e2\n");
        row("decimal comma with tabs", "t\tx\ty\n0\t1,5\t-2,0\n1\t2,5\t300\n");
        row("decimal comma with blanks", "t x y\n0 1,5 -2,0\n1 2,5 300\n");
        row("CR LF", "t,x,y\r\n0,1.5,-2\r\n1,2.5,3e2\r\n");
        row("CR", "t,x,y\r0,1.5,-2\r1,2.5,3e2\r");
        row("byte order mark", "\xef\xbb\xbft,x,y\n0,1.5,-2\n1,2.5,3e2\n");
        row("quoted", "\"t\",\"x\",\"y\"\n\"0\",\"1.5\",\"-2\"\n1,\"2.5\",3e2\n");
        row("comments and blank lines", "# made by hand\n\nt,x,y\n0,1.5,-2\n  # half way\n\n1,2.5,3e2\n\n");
        row("header in a comment", "# t x y\n0 1.5 -2\n1 2.5 3e2\n");
        row("header in a comment with commas", "# t,x,y\n0,1.5,-2\n1,2.5,3e2\n");
        row("comma at the end", "t,x,y,\n0,1.5,-2,\n1,2.5,3e2,\n");
        row("plus signs", "t,x,y\n+0,+1.5,-2\n+1,+2.5,+3E+2\n");
        row("no header", "0,1.5,-2\n1,2.5,3e2\n", false);
        row("no header, blanks", "0 1.5 -2\n1 2.5 3e2\n", false);
    }
    void everyWayOfWritingIsUnderstood() {
        QFETCH(QByteArray, text);
        QFETCH(bool, header);
        const Table table = parseCsv({text.data(), std::size_t(text.size())});
        QCOMPARE(names(table), std::string(header ? "t|x|y" : "column 1|column 2|column 3"));
        QCOMPARE(table.hasHeader, header);
        QCOMPARE(table.columns[0].numbers, (Numbers{0, 1}));
        QCOMPARE(table.columns[1].numbers, (Numbers{1.5, 2.5}));
        QCOMPARE(table.columns[2].numbers, (Numbers{-2, 300}));
        for (const auto& column : table.columns)
            QVERIFY(!column.isText && !column.firstBad && !column.firstMissing);
        // From a file the same, and from a compressed one.
        const tests::TemporaryFolder folder;
        const Table plain = readCsv(folder.write("a.csv", {text.data(), std::size_t(text.size())}));
        QCOMPARE(plain.columns[2].numbers, (Numbers{-2, 300}));
        compressed(text.toStdString(), folder.file("a.csv.gz"));
        QCOMPARE(readCsv(folder.file("a.csv.gz")).columns[1].numbers, (Numbers{1.5, 2.5}));
    }

    void textColumnsBecomeCategories() {
        const Table table = parseCsv("t,x,type\n0,1,a\n0,2,\"b, \"\"c\"\"\"\n1,3,\n1,4,a\n");
        const TableColumn& type = table.columns[2];
        QVERIFY(type.isText);
        QCOMPARE(type.categories, (std::vector<std::string>{"a", "b, \"c\""}));
        QCOMPARE(type.codes, (std::vector<std::int32_t>{0, 1, -1, 0}));
    }

    void quotedFieldsMaySpanLines() {
        const Table table = parseCsv("t,x,note\n0,1,\"two\nlines\"\n1,2,one\n3,oops,\n");
        QCOMPARE(table.columns[2].categories[0], std::string("two\nlines"));
        QCOMPARE(table.columns[1].firstBad->line, 5);
    }

    void numericNamesCanBeAHeader() {
        QCOMPARE(names(parseCsv("gene,1,2\n0,1,2\n1,2,3\n")), std::string("gene|1|2"));
        QVERIFY(!parseCsv("n/a,1,2\n0,1,2\n1,2,3\n").hasHeader);
    }

    void rowNamesWithoutAHeaderOfTheirOwn() {
        const Table table = parseCsv("t x\nr1 0 1.5\nr2 1 2.5\n");
        QCOMPARE(names(table), std::string("|t|x"));
        QCOMPARE(table.columns[2].numbers, (Numbers{1.5, 2.5}));
    }

    void holesAreRemembered_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("line");
        QTest::addColumn<QByteArray>("found");
        QTest::addColumn<bool>("missing"); // says that there is no value
        const auto row = [](const char* name, const QByteArray& text, int line, const QByteArray& found, bool missing) {
            QTest::newRow(name) << text << line << found << missing;
        };
        row("marker", "t,x\n0,1\n# c\n1,n/a\n2,-\n", 4, "n/a", true);
        row("nan", "t,x\n0,1\n1,nan\n", 3, "nan", true);
        row("empty", "t,x\n0,1\n1,\n", 3, "", true);
        row("word", "t,x\n0,1\n1,abc\n", 3, "abc", false);
        row("infinity", "t,x\n0,-inf\n1,2\n", 2, "-inf", false);
        row("too large", "t,x\n0,1e999\n1,2\n", 2, "1e999", false);
        row("two numbers", "t,x\n0,1\n1,2 3\n", 3, "2 3", false);
        row("control", "t,x\n0,1\n1,2\x07\n", 3, "2?", false);
        row("long", QByteArray("t,x\n0,1\n1,") + QByteArray(500, 'z') + "\n", 3, QByteArray(40, 'z') + "…", false);
    }
    void holesAreRemembered() {
        QFETCH(QByteArray, text);
        QFETCH(int, line);
        QFETCH(QByteArray, found);
        QFETCH(bool, missing);
        const Table table = parseCsv(text.toStdString());
        const TableColumn& column = table.columns[1];
        const auto& hole = missing ? column.firstMissing : column.firstBad;
        QVERIFY(hole && !column.isText && !(missing ? column.firstBad : column.firstMissing));
        QCOMPARE(hole->line, line);
        QCOMPARE(QByteArray::fromStdString(hole->text), found);
        QVERIFY(std::isnan(column.numbers[std::size_t(hole->row)]));
        QCOMPARE(column.missing, Index(std::count_if(column.numbers.begin(), column.numbers.end(),
                                                     [&](double x) { return missing && std::isnan(x); })));
    }

    void unusableFilesAreRefused_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const QByteArray& text, const char* words) {
            QTest::newRow(name) << text << words;
        };
        row("empty", "", "a.csv is empty");
        row("blank", "\n\n  \n", "a.csv has no rows of data");
        row("only comments", "# one\n# two\n", "no rows of data");
        row("only a header", "t,x,y\n", "has a header but no rows");
        row("ragged", "t,x,y\n0,1,2\n0,1\n1,2,3\n", "a.csv, line 3: 2 fields found, 3 expected as in the header");
        row("ragged without header", "0,1,2\n0,1,2,3\n1,2,3\n",
            "a.csv, line 2: 4 fields found, 3 expected as in the other");
        row("one field", "t,x\n0,1\n7\n", "line 3: 1 field found");
        row("binary",
            QByteArray("\x7f"
                       "ELF\0\0\1\2",
                       8),
            "not a text file");
        row("zip", QByteArray("PK\x03\x04rest of it"), "not a text file");
        row("UTF-16", QByteArray("\xff\xfet\0,\0", 6), "UTF-16");
        row("open quote", "t,x,l\n0,1,\"never\n2,3,a\n", "line 2: a quoted text is not closed");
    }
    void unusableFilesAreRefused() {
        QFETCH(QByteArray, text);
        QFETCH(QString, words);
        const tests::TemporaryFolder folder;
        const auto file = folder.write("a.csv", {text.data(), std::size_t(text.size())});
        EXPECT_ERROR(readCsv(file), ErrorCode::UnusableInput, words.toStdString());
        QVERIFY(!tests::errorOf([&] { readCsv(file); })->remedy().empty());
    }

    void unreachableFilesAreRefused() {
        const tests::TemporaryFolder folder;
        EXPECT_ERROR(readCsv(folder.path()), ErrorCode::UnusableInput, "is a folder");
        EXPECT_ERROR(readCsv(folder.file("none.csv")), ErrorCode::UnusableInput, "There is no file");
        // A compressed file that breaks off.
        std::string text;
        for (int i = 0; i < 20'000; ++i)
            text += std::to_string(i) + "," + std::to_string(i * i) + "\n";
        const std::string whole = compressed(text, folder.file("b.csv.gz"));
        folder.write("b.csv.gz", whole.substr(0, whole.size() / 2));
        EXPECT_ERROR(readCsv(folder.file("b.csv.gz")), ErrorCode::UnusableInput, "b.csv.gz cannot be read");
    }

    void aLineWithoutEndIsRefused() {
        const tests::TemporaryFolder folder;
        const auto file = folder.write("long.csv", std::string(20'000'000, '1'));
        EXPECT_ERROR(readCsv(file), ErrorCode::UnusableInput, "line 1: the line is longer than 16 MB");
    }

    void manyDifferentTextsAreReadQuickly() {
        std::string text = "date,x\n";
        constexpr int kRows = 200'000;
        for (int i = 0; i < kRows; ++i)
            text += "2024-01-" + std::to_string(10 + i % 20) + "T" + std::to_string(i) + ",1.5\n";
        QElapsedTimer timer;
        timer.start();
        const Table table = parseCsv(text);
        QVERIFY2(timer.elapsed() < 1500, qPrintable(QString::number(timer.elapsed())));
        const TableColumn& dates = table.columns[0];
        QCOMPARE(dates.categories.size(), std::size_t(kRows));
        QCOMPARE(dates.codes[kRows - 1], kRows - 1);
        QCOMPARE(dates.categories[12'345], std::string("2024-01-15T12345"));
    }

    void manyRowsAreReadQuicklyInBlocks() {
        Rng rng(1);
        std::string text = "t,a,b,c,d\n";
        std::vector<double> expected;
        constexpr int kRows = 200'000;
        for (int i = 0; i < kRows; ++i) {
            text += std::to_string(i / 1000);
            for (int c = 0; c < 4; ++c) {
                const double value = rng.normal();
                text += "," + exactNumber(value);
                if (c == 3)
                    expected.push_back(value);
            }
            text += "\n";
        }
        const tests::TemporaryFolder folder;
        const auto file = folder.write("big.csv", text);
        std::vector<double> reported;
        ReadControl control;
        control.progress = [&](double part) { reported.push_back(part); };
        QElapsedTimer timer;
        timer.start();
        const Table table = readCsv(file, control);
        // Measured 0.1 s; a million rows in three seconds are asked for.
        QVERIFY2(timer.elapsed() < 1500, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(table.rows(), Index(kRows));
        QVERIFY(table.columns[4].numbers == expected);
        QVERIFY(reported.size() > 4 && reported.back() > 0.9 && reported.back() <= 1);
        QVERIFY(std::is_sorted(reported.begin(), reported.end()));
        std::stop_source stop;
        stop.request_stop();
        control.stop = stop.get_token();
        EXPECT_ERROR(readCsv(file, control), ErrorCode::Cancelled, "cancelled");
    }

    // Random bytes must end in a table or an Error, never in a crash or a hang.
    void randomTextNeverCrashes() {
        const std::string alphabet = "0123456789.,;\t |\"\n\r#-eEnax\xc3\xa9";
        for (std::uint64_t seed = 0; seed < 3000; ++seed) {
            Rng rng(seed);
            std::string text(rng.below(200), ' ');
            for (char& c : text)
                c = alphabet[rng.below(alphabet.size())];
            tests::errorOf([&] {
                const Table table = parseCsv(text);
                for (const auto& column : table.columns)
                    QCOMPARE(column.size(), table.rows());
            });
        }
    }
};

KINETOSCOPE_TEST(CsvTest)

#include "csv_test.moc"
