// Reads every #include below app/, engine/ and ui/ and holds it against the dependency rules of the README.
#include "tests/support/test_registry.h"

#include <QDirIterator>
#include <QRegularExpression>
#include <QTest>

namespace {

struct Include {
    QString file, target;
    int line;
    bool quoted;
};

QVector<Include> includesBelow(const QString& folder) {
    QVector<Include> found;
    static const QRegularExpression pattern(QStringLiteral("^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"]"));
    const QDir root(QStringLiteral(KINETOSCOPE_SOURCE_DIR));
    QDirIterator files(root.filePath(folder), {"*.h", "*.cpp"}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        for (int line = 1; !file.atEnd(); ++line)
            if (const auto match = pattern.match(QString::fromUtf8(file.readLine())); match.hasMatch())
                found.append({root.relativeFilePath(file.fileName()), match.captured(2), line,
                              match.captured(1) == QLatin1String("\"")});
    }
    return found;
}

QString place(const Include& i) { return QStringLiteral("%1:%2 includes %3").arg(i.file).arg(i.line).arg(i.target); }

bool isQt(const QString& target) {
    static const QRegularExpression pattern(QStringLiteral("^(Q[A-Za-z]+(/.*)?|Qt[A-Z].*|qcustomplot\\.h|q[a-z]+\\.h)$"));
    return pattern.match(target).hasMatch();
}
bool isVtk(const QString& target) { return target.startsWith(QLatin1String("vtk")); }

// Inside the engine, each layer may include itself and what stands further to the left.
const QStringList kEngineLayers = {"core", "data", "io|nn|path", "action", "trajectory", "metrics", "training",
                                     "verification", "session"};

int engineLayer(const QString& folder) {
    for (int i = 0; i < kEngineLayers.size(); ++i)
        if (kEngineLayers[i].split('|').contains(folder))
            return i;
    return -1;
}

} // namespace

class IncludeTest : public QObject {
    Q_OBJECT

    void expectNone(const QStringList& breaches) {
        QVERIFY2(breaches.isEmpty(), qPrintable("\n  " + breaches.join("\n  ")));
    }

private slots:
    void theRulesCanFail() {
        QVERIFY(isQt("QWidget") && isQt("QtWidgets/QWidget") && !isQt("engine/core/types.h"));
        QVERIFY(isVtk("vtkRenderer.h") && engineLayer("session") > engineLayer("nn") && engineLayer("window") < 0);
        QVERIFY(includesBelow("engine").size() > 20);
    }

    void engineKnowsNeitherQtNorVtkNorUi() {
        QStringList breaches;
        for (const Include& i : includesBelow("engine"))
            if (isQt(i.target) || isVtk(i.target) || i.target.startsWith("ui/") || i.target.startsWith("app/"))
                breaches += place(i);
        expectNone(breaches);
    }

    void engineLayersLookOneWay() {
        QStringList breaches;
        for (const Include& i : includesBelow("engine")) {
            if (!i.target.startsWith("engine/"))
                continue;
            const int from = engineLayer(i.file.section('/', 1, 1)), to = engineLayer(i.target.section('/', 1, 1));
            const bool sideways = from == to && i.file.section('/', 1, 1) != i.target.section('/', 1, 1);
            if (from < 0 || to < 0 || to > from || sideways)
                breaches += place(i);
        }
        expectNone(breaches);
    }

    void documentFormatsAndExportKnowNoWidgets() {
        QStringList breaches;
        for (const char* folder : {"ui/document", "ui/formats", "ui/export"})
            for (const Include& i : includesBelow(folder))
                if (i.target.contains("Widget") || i.target == "QApplication" || i.target == "QDialog")
                    breaches += place(i);
        for (const Include& i : includesBelow("ui/document"))
            if (isVtk(i.target))
                breaches += place(i);
        expectNone(breaches);
    }

    void sceneKnowsNoQt() {
        QStringList breaches;
        for (const Include& i : includesBelow("ui/scene"))
            if (isQt(i.target))
                breaches += place(i);
        expectNone(breaches);
    }

    void vtkStaysInSceneViewAndFormats() {
        QStringList breaches;
        for (const char* top : {"ui", "app"})
            for (const Include& i : includesBelow(top))
                if (isVtk(i.target) && !i.file.startsWith("ui/scene/") && !i.file.startsWith("ui/view/") &&
                    !i.file.startsWith("ui/formats/"))
                    breaches += place(i);
        expectNone(breaches);
    }

    void uiDoesNotKnowApp() {
        QStringList breaches;
        for (const Include& i : includesBelow("ui"))
            if (i.target.startsWith("app/"))
                breaches += place(i);
        expectNone(breaches);
    }

    void ownHeadersAreWrittenFromTheRoot() {
        QStringList breaches;
        for (const char* top : {"engine", "ui", "app"})
            for (const Include& i : includesBelow(top))
                if (i.quoted && !i.target.startsWith("engine/") && !i.target.startsWith("ui/") && !i.target.startsWith("app/"))
                    breaches += place(i);
        expectNone(breaches);
    }
};

KINETOSCOPE_TEST(IncludeTest)

#include "include_test.moc"
