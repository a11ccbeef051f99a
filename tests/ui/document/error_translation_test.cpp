// What the window says of an Error: patterns in the person's language, names and numbers as they are.
#include "engine/core/error.h"
#include "engine/data/formula.h"
#include "engine/io/csv.h"
#include "engine/io/zip_archive.h"
#include "engine/path/exact_transport.h"
#include "engine/training/training_settings.h"
#include "tests/support/expect_error.h"
#include "tests/support/temporary_file.h"
#include "tests/support/test_registry.h"
#include "ui/document/engine_words.h"
#include "ui/document/project_file.h"
#include "ui/panels/message_bar.h"

#include <QCoreApplication>
#include <QTest>
#include <QTranslator>

namespace {

/// Puts marks around whatever is asked for in the context of the engine; one pattern it turns round.
class MarkingTranslator : public QTranslator {
public:
    QString translate(const char* context, const char* text, const char*, int) const override {
        if (qstrcmp(context, "engine") != 0)
            return {};
        if (qstrcmp(text, "The %1 is %2.") == 0)
            return QStringLiteral("%2 ist %1!");
        return QStringLiteral("«%1»").arg(QString::fromUtf8(text));
    }
    bool isEmpty() const override { return false; }
};

template <class Action> QString saidOf(Action&& action) {
    const auto error = tests::errorOf(action);
    return error ? ui::translated(*error) : QStringLiteral("no error");
}

} // namespace

class ErrorTranslationTest : public QObject {
    Q_OBJECT

    MarkingTranslator m_translator;
    tests::TemporaryFolder m_folder;

private slots:
    void init() { QVERIFY(QCoreApplication::installTranslator(&m_translator)); }
    void cleanup() { QCoreApplication::removeTranslator(&m_translator); }

    void readersNameTheLine() {
        const auto file = m_folder.write("100%1.csv", "t,x,y\n0,1,2\n1,2\n");
        QCOMPARE(saidOf([&] { engine::readCsv(file); }),
                 QStringLiteral("«100%1.csv, line 3: «2 fields» found, 3 expected as in the «header».» "
                                "«Correct the line or remove it.»"));
    }

    void settingsNameTheirRange() {
        engine::TrainingSettings settings;
        settings.learningRate = -0.5;
        QCOMPARE(saidOf([&] { settings.validate(); }),
                 QStringLiteral("-0.5 ist «learning rate»! «It must be «positive».»"));
    }

    void pathsNameTheirCloud() {
        engine::RowVector weights(2);
        weights << 1, -2;
        QCOMPARE(saidOf([&] {
                     engine::requireUsableCloud(engine::Points::Zero(2, 2), weights, engine::Sentence::of("first"));
                 }),
                 QStringLiteral("«The «first» cloud «has the weight -2».»"));
    }

    void projectsNameWhatIsWrongInThem() {
        const std::filesystem::path file = m_folder.file("a.kino");
        const QString path = QString::fromStdString(file.string());
        {
            engine::ZipWriter archive(file);
            archive.add("manifest.json", R"({"format": "something else"})");
            archive.commit();
        }
        QCOMPARE(saidOf([&] { ui::readProject(path); }),
                 QStringLiteral("«Cannot open the project %1: «it is no Kinetoscope project.»» "
                                "«Use another copy of it: an older one, or one from a backup.»")
                     .arg(path));
        m_folder.write("a.kino", "no archive");
        QVERIFY(saidOf([&] { ui::readProject(path); })
                    .startsWith(QStringLiteral("«Cannot open the project %1: ««it» «is not a whole zip archive (")
                                    .arg(path)));
    }

    void formulasNameTheCharacter() {
        QVERIFY(saidOf([] { engine::Formula::parse("x + q"); })
                    .startsWith(QStringLiteral("«Formula, character 5: «“q” is not known».» «Variables are x and y; ")));
    }

    void messagesOfTheWindowAreTranslated() {
        const engine::Error error(engine::ErrorCode::CannotWrite,
                                  engine::Sentence::of("%1 cannot be written: %2.", "/tmp/%2", "no room"),
                                  engine::Sentence::of("Make room or choose another disk."));
        QCOMPARE(ui::messageOf(error).text,
                 QStringLiteral("«/tmp/%2 cannot be written: no room.» «Make room or choose another disk.»"));
        QCOMPARE(ui::translated(engine::Error(engine::ErrorCode::Cancelled, "As it is.")),
                 QStringLiteral("As it is."));
    }
};

KINETOSCOPE_TEST(ErrorTranslationTest)

#include "error_translation_test.moc"
