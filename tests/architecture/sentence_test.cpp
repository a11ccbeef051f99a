// Reads what engine/ and ui/ say in an Error: patterns that lupdate finds, not sentences put together of pieces.
#include "tests/support/test_registry.h"

#include <QDirIterator>
#include <QRegularExpression>
#include <QTest>

namespace {

/// The source without its comments; lines stay where they are.
QString withoutComments(const QString& source) {
    static const QRegularExpression token(
        QStringLiteral("//[^\\n]*|/\\*.*?\\*/|\"(?:\\\\.|[^\"\\\\\\n])*\"|(?<![\\w'])'(?:\\\\.|[^'\\\\\\n])+'"),
        QRegularExpression::DotMatchesEverythingOption);
    QString out;
    qsizetype at = 0;
    for (auto matches = token.globalMatch(source); matches.hasNext();) {
        const auto match = matches.next();
        out += QStringView(source).mid(at, match.capturedStart() - at);
        if (match.capturedView().startsWith(u'/'))
            out += QString(match.capturedView().count(u'\n'), u'\n');
        else
            out += match.capturedView();
        at = match.capturedEnd();
    }
    out += QStringView(source).mid(at);
    return out;
}

struct Literal {
    qsizetype begin, end; ///< with its quotes
    QString call;         ///< the function it is an argument of
    int argument;         ///< which one
    QString text(const QString& source) const { return source.mid(begin + 1, end - begin - 2); }
};

/// One call: where it ends, how many arguments it has, and the literals within.
struct Call {
    qsizetype end = 0;
    int arguments = 0;
    QVector<Literal> literals;
};

/// The call whose parenthesis opens at `open`.
Call callAt(const QString& source, qsizetype open) {
    struct Level {
        QString name;
        int argument = 0;
        bool isEmpty = true;
    };
    static const QRegularExpression nameBefore(QStringLiteral("([A-Za-z_]\\w*)\\s*$"));
    Call call;
    QVector<Level> levels;
    for (qsizetype i = open; i < source.size(); ++i) {
        const QChar c = source[i];
        if (!levels.isEmpty() && !c.isSpace() && c != u')')
            levels.last().isEmpty = false;
        if (c == u'"' || (c == u'\'' && !source[i - 1].isLetterOrNumber())) {
            const qsizetype begin = i;
            for (++i; source[i] != c; ++i)
                i += source[i] == u'\\';
            if (c == u'"')
                call.literals.append({begin, i + 1, levels.last().name, levels.last().argument});
        } else if (c == u'(' || c == u'{' || c == u'[') {
            levels.append({nameBefore.match(source.mid(std::max<qsizetype>(0, i - 60), std::min<qsizetype>(i, 60)))
                               .captured(1),
                           0, true});
            if (c == u'(' && levels.last().name.isEmpty() && levels.size() > 1) // a group within an argument
                levels.last() = levels[levels.size() - 2];
        } else if (c == u')' || c == u'}' || c == u']') {
            const Level closed = levels.takeLast();
            if (levels.isEmpty()) {
                call.end = i + 1;
                call.arguments = closed.isEmpty ? 0 : closed.argument + 1;
                return call;
            }
        } else if (c == u',') {
            ++levels.last().argument;
        }
    }
    return call;
}

QChar neighbour(const QString& source, qsizetype at, int step) {
    while (at >= 0 && at < source.size() && source[at].isSpace())
        at += step;
    return at >= 0 && at < source.size() ? source[at] : QChar();
}

/// Not so signs, units of one letter and places within a file ("/mask").
bool isLanguage(const QString& text) {
    static const QRegularExpression word(QStringLiteral("[A-Za-z]{2}"));
    return word.match(text).hasMatch() && !text.startsWith(u'/');
}

/// What is wrong with the errors of a source, each with its line.
QStringList breachesIn(const QString& file, const QString& withComments) {
    const QString source = withoutComments(withComments);
    QStringList breaches;
    const auto tell = [&](qsizetype at, const QString& what) {
        breaches += QStringLiteral("%1:%2 %3").arg(file).arg(QStringView(source).left(at).count(u'\n') + 1).arg(what);
    };
    static const QRegularExpression refusal(
        QStringLiteral("\\b(Error|fail|refuse\\w*|require\\w*|breakOff|throwCannotWrite)\\("));
    for (auto matches = refusal.globalMatch(source); matches.hasNext();) {
        const auto match = matches.next();
        for (const Literal& literal : callAt(source, match.capturedEnd() - 1).literals) {
            const QString text = literal.text(source);
            if (!isLanguage(text))
                continue;
            if (neighbour(source, literal.begin - 1, -1) == u'+' || neighbour(source, literal.end, 1) == u'+')
                tell(literal.begin, QStringLiteral("puts a sentence together: \"%1\"").arg(text));
            // A single word may be a key or a name, but not in an Error itself.
            if (literal.call == match.captured(1) && (literal.call == QLatin1String("Error") || text.contains(u' ')))
                tell(literal.begin, QStringLiteral("is no pattern: \"%1\"").arg(text));
        }
    }
    static const QRegularExpression sentence(QStringLiteral("\\bSentence::of\\("));
    static const QRegularExpression place(QStringLiteral("%([1-9])"));
    for (auto matches = sentence.globalMatch(source); matches.hasNext();) {
        const auto match = matches.next();
        const Call call = callAt(source, match.capturedEnd() - 1);
        if (neighbour(source, match.capturedEnd(), 1) != u'"') {
            tell(match.capturedStart(), QStringLiteral("has a pattern that is no literal"));
            continue;
        }
        QString pattern;
        qsizetype end = match.capturedEnd();
        for (const Literal& literal : call.literals) {
            if (!QStringView(source).mid(end, literal.begin - end).trimmed().isEmpty())
                break;
            pattern += literal.text(source);
            end = literal.end;
        }
        int places = 0;
        for (auto found = place.globalMatch(pattern); found.hasNext();)
            places = std::max(places, found.next().captured(1).toInt());
        if (places != call.arguments - 1)
            tell(match.capturedStart(),
                 QStringLiteral("gives %1 to the places of \"%2\"").arg(call.arguments - 1).arg(pattern));
    }
    return breaches;
}

} // namespace

class SentenceSourceTest : public QObject {
    Q_OBJECT

private slots:
    void theRulesCanFail_data() {
        QTest::addColumn<QString>("source");
        QTest::addColumn<int>("breaches");
        QTest::newRow("whole") << R"(throw Error(code, Sentence::of("A layer has %1 units.", n), kRemedy);)" << 0;
        QTest::newRow("pieces") << R"(throw Error(code, Sentence::of("A" "b %1", f(a, "x y")), "The " + name + ".");)" << 2;
        QTest::newRow("in a part") << R"(refuse(Sentence::of("%1.", "column " + name));)" << 1;
        QTest::newRow("choice") << R"(throw Error(code, a ? "one" : (b ? Sentence::of("two") : "three"));)" << 2;
        QTest::newRow("helper") << R"(file.refuse(node.path + "/" + name, "is damaged", kAgain);)" << 1;
        QTest::newRow("key") << R"(const auto x = file.require(file.root(), "obsm");)" << 0;
        QTest::newRow("place without argument") << R"(Sentence::of("%1 has %2", f(a, b)))" << 1;
        QTest::newRow("argument without place") << R"(Sentence::of("It has %1", a, b))" << 1;
        QTest::newRow("variable") << R"(Sentence::of(pattern, a))" << 1;
        QTest::newRow("comment") << "// Error(code, \"The \" + name)\n/* refuse(\"it is\") */" << 0;
        QTest::newRow("signs") << "refuse('\"', Sentence::of(\"a \\\"%1\\\" (%2\", 1'000, '('), \"\\\\\");" << 0;
    }
    void theRulesCanFail() {
        QFETCH(QString, source);
        QFETCH(int, breaches);
        const QStringList found = breachesIn(QStringLiteral("x.cpp"), source);
        QVERIFY2(found.size() == breaches, qPrintable(found.join('\n')));
    }

    void errorsAreMadeOfPatterns() {
        const QDir root(QStringLiteral(KINETOSCOPE_SOURCE_DIR));
        QStringList breaches;
        int files = 0;
        for (const char* folder : {"engine", "ui"}) {
            QDirIterator sources(root.filePath(QLatin1String(folder)), {"*.h", "*.cpp"}, QDir::Files,
                                 QDirIterator::Subdirectories);
            while (sources.hasNext()) {
                QFile file(sources.next());
                QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
                breaches += breachesIn(root.relativeFilePath(file.fileName()), QString::fromUtf8(file.readAll()));
                ++files;
            }
        }
        QVERIFY(files > 100);
        QVERIFY2(breaches.isEmpty(), qPrintable("\n  " + breaches.join("\n  ")));
    }
};

KINETOSCOPE_TEST(SentenceSourceTest)

#include "sentence_test.moc"
