#include "ui/dialogs/verify_dialog.h"

#include "engine/core/error.h"
#include "tests/support/test_registry.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>

using ui::VerificationRun;
using State = VerificationRun::State;

namespace {

VerificationRun::Cases cases(std::initializer_list<const char*> ids) {
    VerificationRun::Cases chosen;
    for (const char* id : ids)
        chosen.push_back(&engine::closedFormCase(id));
    return chosen;
}

} // namespace

class VerifyDialogTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<VerificationRun> m_run;
    std::unique_ptr<ui::VerifyDialog> m_dialog;

    void open() {
        m_dialog = std::make_unique<ui::VerifyDialog>(*m_run, m_folder.path(), nullptr);
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
    }
    QPushButton* button(const char* name) const { return m_dialog->findChild<QPushButton*>(QLatin1String(name)); }
    QString rowText(int i) const {
        return m_dialog->findChildren<QWidget*>(QStringLiteral("verifyRow"))[i]->accessibleName();
    }
    State state(int i) const { return m_run->cases()[std::size_t(i)].state; }

private slots:
    void initTestCase() { ui::theme(); }
    void cleanup() {
        m_dialog.reset();
        m_run.reset();
    }

    void everyOutcomeIsShown() {
        // Instead of minutes of training: one that passes, one beyond its limit, one that diverges.
        std::atomic<bool> mayEnd = false;
        m_run = std::make_unique<VerificationRun>(
            1, cases({"T1", "U2", "T3"}),
            [&](const engine::ClosedFormCase& c, engine::WorkerPool& pool, const std::stop_token& stop,
                const std::function<void(double)>& progress) {
                if (pool.size() != 1)
                    throw engine::Error(engine::ErrorCode::WorkFailed, "One thread was asked for.");
                for (int i = 0; i < 100 || (!mayEnd && !stop.stop_requested()); ++i) {
                    progress(0.5);
                    QThread::msleep(1);
                }
                if (c.id == "T3")
                    throw engine::Error(engine::ErrorCode::WorkFailed, "Training diverged.");
                engine::VerificationResult result;
                result.expected = c.energy;
                result.obtained = c.energy - 0.01;
                result.velocityError = c.id == "T1" ? 0.0123 : 0.5;
                if (c.growth)
                    result.growthError = 0.0321;
                result.passed = c.id == "T1";
                return result;
            });
        open();
        QCOMPARE(m_dialog->findChildren<QWidget*>(QStringLiteral("verifyRow")).size(), 3);
        QCOMPARE(rowText(0), QStringLiteral("T1: waiting"));
        QVERIFY(!button("copyButton")->isEnabled() && !button("saveButton")->isEnabled());
        button("startButton")->click();
        QTRY_COMPARE(rowText(0), QStringLiteral("T1: 50 %"));
        QCOMPARE(button("startButton")->text(), QStringLiteral("Cancel"));
        QVERIFY(m_run->part() > 0 && m_run->part() < 0.5);
        mayEnd = true;
        QTRY_VERIFY(!m_run->isRunning());
        QCOMPARE(rowText(0), QStringLiteral("T1: passed"));
        QCOMPARE(rowText(1), QStringLiteral("U2: failed"));
        QCOMPARE(rowText(2), QStringLiteral("T3: failed"));
        QVERIFY(m_dialog->note()->text().contains("1 of 3"));
        QCOMPARE(button("startButton")->text(), QStringLiteral("Verify again"));

        button("copyButton")->click();
        const QString text = QApplication::clipboard()->text();
        for (const char* words : {"1 of 3", "T1", "2.50000", "2.49000", "1.23 % of 2.00 %", "passed",
                                  "3.21 % of 3.00 %", "FAILED: Training diverged."})
            QVERIFY2(text.contains(QLatin1String(words)), qPrintable(text));
        const QString path = m_folder.filePath("result.txt");
        m_dialog->save(path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly) && file.readAll().contains("U2"));
        m_dialog->save("/nowhere/result.txt");
        QVERIFY(m_dialog->note()->text().contains("/nowhere/result.txt"));
    }

    void cancellingKeepsWhatWasFound() {
        // The engine's own work: the second case would take minutes.
        std::atomic<int> learned = 0;
        m_run = std::make_unique<VerificationRun>(1, cases({"T1", "T2", "U2"}),
                                                  [&](const engine::ClosedFormCase& c, engine::WorkerPool& pool,
                                                      const std::stop_token& stop,
                                                      const std::function<void(double)>& progress) {
                                                      if (c.id != "T1")
                                                          return engine::verify(c, pool, 0, stop, [&](double part) {
                                                              ++learned;
                                                              progress(part);
                                                          });
                                                      engine::VerificationResult result;
                                                      result.passed = true;
                                                      return result;
                                                  });
        open();
        button("startButton")->click();
        QTRY_VERIFY_WITH_TIMEOUT(state(1) == State::Running && learned > 3, 30'000);
        button("startButton")->click();
        QVERIFY(!button("startButton")->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(!m_run->isRunning(), 30'000);
        QVERIFY(state(0) == State::Done && state(1) == State::Cancelled && state(2) == State::Cancelled);
        QVERIFY(m_run->over() == 1 && m_run->passed() == 1);
        QCOMPARE(rowText(1), QStringLiteral("T2: cancelled"));
        QVERIFY(m_run->report().contains("2 not run"));
        QVERIFY(button("startButton")->isEnabled() && button("copyButton")->isEnabled());
    }

    void closingStopsNothing() {
        std::atomic<bool> mayEnd = false;
        m_run = std::make_unique<VerificationRun>(1, cases({"T1"}),
                                                  [&](const engine::ClosedFormCase&, engine::WorkerPool&,
                                                      const std::stop_token& stop, const std::function<void(double)>&) {
                                                      while (!mayEnd && !stop.stop_requested())
                                                          QThread::msleep(1);
                                                      return engine::VerificationResult();
                                                  });
        open();
        button("startButton")->click();
        button("closeButton")->click();
        m_dialog.reset();
        QVERIFY(m_run->isRunning());
        mayEnd = true;
        QTRY_VERIFY(!m_run->isRunning());
        open();
        QCOMPARE(rowText(0), QStringLiteral("T1: failed"));
        // And what runs when everything ends is cancelled.
        mayEnd = false;
        m_run->start();
        m_dialog.reset();
        m_run.reset();
    }

    void allClosedFormsByDefault() {
        m_run = std::make_unique<VerificationRun>();
        QCOMPARE(m_run->cases().size(), engine::closedFormCases().size());
    }
};

KINETOSCOPE_TEST(VerifyDialogTest)

#include "verify_dialog_test.moc"
