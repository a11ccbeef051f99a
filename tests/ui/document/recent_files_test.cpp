#include "ui/document/recent_files.h"

#include "tests/support/test_registry.h"

#include <QDir>
#include <QFile>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using ui::RecentFiles;

class RecentFilesTest : public QObject {
    Q_OBJECT

private slots:
    void newestFirstAndRemembered() {
        QTemporaryDir folder;
        QSettings settings(folder.filePath("settings.ini"), QSettings::IniFormat);
        {
            RecentFiles recent(settings);
            QSignalSpy changed(&recent, &RecentFiles::changed);
            for (int i = 0; i < 15; ++i)
                recent.add(QString("/somewhere/%1.kino").arg(i));
            recent.add("/somewhere/12.kino");
            QCOMPARE(changed.count(), 16);
            QCOMPARE(recent.paths().size(), qsizetype(RecentFiles::kMaximum));
            QCOMPARE(recent.paths()[0], QString("/somewhere/12.kino"));
            QCOMPARE(recent.paths()[1], QString("/somewhere/14.kino"));
        }
        settings.sync();
        QSettings later(folder.filePath("settings.ini"), QSettings::IniFormat);
        RecentFiles recent(later);
        QCOMPARE(recent.paths()[1], QString("/somewhere/14.kino"));
        recent.remove("/somewhere/12.kino");
        QCOMPARE(recent.paths()[0], QString("/somewhere/14.kino"));
        recent.clear();
        QVERIFY(RecentFiles(later).paths().isEmpty());
    }

    void oneFileHasOneName() {
        QTemporaryDir folder;
        QFile file(folder.filePath("a.kino"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        QSettings settings(folder.filePath("settings.ini"), QSettings::IniFormat);
        RecentFiles recent(settings);
        recent.add(file.fileName());
        recent.add(folder.filePath("sub/../a.kino"));
        QVERIFY(QFile::link(file.fileName(), folder.filePath("link.kino")));
        recent.add(folder.filePath("link.kino"));
        QCOMPARE(recent.paths().size(), qsizetype(1));
    }
};

KINETOSCOPE_TEST(RecentFilesTest)

#include "recent_files_test.moc"
