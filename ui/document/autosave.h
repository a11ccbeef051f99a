#pragma once

#include "ui/document/document.h"

#include <QDateTime>
#include <QLockFile>
#include <QObject>
#include <QString>
#include <QTimer>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace ui {

/// A copy a program that did not end properly has left behind. While it exists, no other program is offered it.
struct Recovery {
    QString file;         ///< the copy
    QString originalPath; ///< the project file it belongs to; empty when it was never saved
    QString title;
    QDateTime time; ///< of the copy
    std::shared_ptr<QLockFile> lock;
};

/// Keeps a copy of unsaved work in the recovery folder, for the day the program or the machine dies. The copy goes away
/// when the document is saved and when this object ends.
///
/// At the start: show `abandoned()` to the person; then for each either `restore` it into a document, or `discard`.
/// Thread: GUI; the copies are written in the background.
class Autosave : public QObject {
    Q_OBJECT

public:
    static constexpr int kIntervalMilliseconds = 120'000;

    /// `folder` is made when it is missing; `defaultFolder` for the program, a temporary one for tests.
    Autosave(Document& document, const QString& folder, QObject* parent = nullptr);
    ~Autosave() override;

    static QString defaultFolder();

    /// Copies of programs that are no longer running, newest first.
    static std::vector<Recovery> abandoned(const QString& folder);
    static void discard(const Recovery& recovery);
    /// Opens the copy as unsaved changes of the file it belonged to (Document::recover). It goes away only when the
    /// document is saved or a new copy is written; when it cannot be read it stays.
    void restore(const Recovery& recovery);

    /// How often a copy is written; 0: never.
    void setInterval(int minutes);
    /// Writes the copy now if something changed since the last one. The timer calls it.
    void run();
    /// Waits until the copy under way is written.
    void finish() { m_background.wait(); }

signals:
    /// The copy could not be written: worth one quiet message, the work itself is not in danger.
    void failed(const engine::Error& error);

private:
    void changed();
    void removeCopy();

    Document& m_document;
    QString m_copy; ///< path of the copy, without suffix
    QLockFile m_lock;
    QTimer m_timer;
    std::optional<Recovery> m_restored; ///< the copy the document came from, until it is safe elsewhere
    bool m_changed = false;             ///< since the last copy
    bool m_reported = false;            ///< a failure is told once
    std::uint64_t m_removals = 0;       ///< a copy begun before the last removal is out of date when it is written
    Background m_background;
};

} // namespace ui
