#pragma once

#include "engine/io/snapshot_files.h"
#include "engine/training/training_settings.h"
#include "ui/document/background.h"
#include "ui/document/document.h"

#include <QObject>
#include <QPointer>
#include <QStringList>
#include <atomic>
#include <functional>

class QDialog;

namespace ui {

class ImportDialog;
class MainWindow;

/// Data from files, how they were understood, and what they are to be in the document.
struct Import {
    QStringList paths;           ///< none for a table that was pasted
    engine::SnapshotFiles files; ///< with a base where they are added to the data that were open
    engine::ImportedData data;   ///< what comes of the files, the base included
    std::optional<engine::MassMode> masses = {}; ///< of the snapshots, where a person has chosen them

    bool isAdded() const { return files.base.has_value(); }
    /// "cells.csv", "3 files" or "pasted table".
    QString name() const;
    /// What came of the files, in one line.
    QString words() const;
    /// Lines among the files; only lines where `data.isOverlay`.
    std::vector<std::shared_ptr<const engine::Outlines>> overlays() const;
    /// What the files hold without the base.
    engine::Index pointCount() const;
};

/// Reads data files and finds out what they are to be: a document, other data for the one that is open, or further
/// snapshots in it. Asks only where both would do.
/// Thread: GUI; files are read in the background.
class ImportController : public QObject {
    Q_OBJECT

public:
    /// `holdsWork` says whether the open document has something in it a person would miss.
    ImportController(Document& document, MainWindow& window, std::function<bool()> holdsWork);

    /// Files that make one dataset together. `choosesColumns`: asks what the columns mean before anything is done.
    void read(const QStringList& paths, bool choosesColumns = false);
    /// A table as text, as if it were a file.
    void paste(const QString& text);
    /// How an import was understood, changeable; accepted, it goes where it went before, or where it belongs
    /// when it is new. `page`: see ImportDialog::showPage; empty for the first.
    ImportDialog* showChoices(const Import& import, bool isPlaced, const QString& page = {});

signals:
    /// Where the data go is settled: `import.isAdded()` tells. Lines go below the data.
    void taken(const ui::Import& import);

private:
    using Reader = std::function<engine::SnapshotFiles(const engine::ImportOptions&)>;

    /// `failed` is called beside the message, with what it says, when the files cannot be read; may be empty.
    void readBy(const Reader& reader, const QStringList& paths, const std::function<void(const Import&)>& next,
                const std::function<void(const engine::Error&)>& failed = {});
    /// Reads the same files with another choice, and shows them as before; where that fails, what was there.
    void readAgain(const Import& import, bool isPlaced, const QString& page,
                   const std::function<void(engine::ImportOptions&)>& choose);
    /// Takes data in that can be trained on; of others it says why not, and takes them only when told so.
    void judge(const Import& import);
    void place(const Import& import);
    void add(const Import& import, const std::function<void(const Import&)>& next,
             const std::function<void(const engine::Error&)>& failed);
    void askWhere(const Import& alone, const Import& added);
    void complain(const Import& import, const engine::Error& error, const QString& actionText,
                  const std::function<void()>& action);
    bool hasBase() const;

    Document& m_document;
    MainWindow& m_window;
    std::function<bool()> m_holdsWork;
    Background m_work;
    std::atomic<std::uint64_t> m_number = 0; ///< of the last import asked for
    QPointer<QDialog> m_question;
};

} // namespace ui
