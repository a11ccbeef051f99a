#include "ui/studio/import_controller.h"

#include "ui/dialogs/import_dialog.h"
#include "ui/dialogs/question.h"
#include "ui/panels/message_bar.h"
#include "ui/style/numbers.h"
#include "ui/window/actions.h"
#include "ui/window/main_window.h"
#include "ui/window/stage_area.h"

#include <QAction>
#include <QFileInfo>
#include <QTimer>
#include <algorithm>

namespace ui {

namespace {

constexpr int kPatience = 300; // milliseconds before it is said that a file is being read

bool isOneSnapshot(const Import& import) {
    return import.files.files.size() == 1 && import.data.dataset.snapshots.size() == 1;
}

/// A mesh, a picture, a list of positions: further files make a motion of it. A table that says one time for all its
/// rows was more likely misunderstood.
bool isBareSnapshot(const Import& import) {
    return isOneSnapshot(import) && import.data.mapping.indexOf(engine::ColumnRole::Time) < 0;
}

/// The files added to a base; times that a person gave to them stay.
engine::SnapshotFiles withBase(const engine::Dataset& base, const engine::SnapshotFiles& files) {
    engine::SnapshotFiles added = engine::addedTo(base, files);
    for (std::size_t i = 0; files.times.kind == engine::TimeKind::Chosen && i < files.files.size(); ++i)
        if (!files.files[i].hasOwnTimes && !added.files[i].hasOwnTimes)
            added.times.entries[i].time = files.times.entries[i].time;
    return added;
}

} // namespace

QString Import::name() const {
    if (paths.isEmpty())
        return ImportController::tr("pasted table");
    return paths.size() == 1 ? QFileInfo(paths.first()).fileName() : ImportController::tr("%1 files").arg(paths.size());
}

QString Import::words() const {
    const engine::Dataset& dataset = data.dataset;
    const QString points = countLabel(pointCount());
    if (isAdded())
        return ImportController::tr("Added %1: %2 points. The data now have %3 times.")
            .arg(name(), points)
            .arg(dataset.snapshots.size());
    const QString words =
        ImportController::tr("%1: %2 points at %3: %4")
            .arg(name(), points,
                 dataset.snapshots.size() == 1 ? ImportController::tr("one time")
                                               : ImportController::tr("%1 times").arg(dataset.snapshots.size()),
                 QString::fromStdString(data.understanding));
    return dataset.snapshots.size() > 1
               ? words
               : words + ImportController::tr(". To learn a motion, drop a second file here.");
}

std::vector<std::shared_ptr<const engine::Outlines>> Import::overlays() const {
    auto overlays = files.overlays;
    if (data.isOverlay)
        overlays.push_back(std::make_shared<const engine::Outlines>(engine::overlayOf(files.files.front())));
    return overlays;
}

engine::Index Import::pointCount() const {
    return data.dataset.pointCount() - (files.base ? files.base->pointCount() : 0);
}

ImportController::ImportController(Document& document, MainWindow& window, std::function<bool()> holdsWork)
    : m_document(document), m_window(window), m_holdsWork(std::move(holdsWork)) {}

bool ImportController::hasBase() const {
    return m_window.mode() != MainWindow::Mode::Gallery && m_document.project().dataset.pointCount() > 0;
}

void ImportController::read(const QStringList& paths, bool choosesColumns) {
    std::vector<std::filesystem::path> files;
    for (const QString& path : paths)
        files.emplace_back(path.toStdString());
    readBy([files](const engine::ImportOptions& options) { return engine::readSnapshots(files, options); }, paths,
           [this, choosesColumns](const Import& import) {
               if (choosesColumns)
                   showChoices(import, false);
               else
                   judge(import);
           });
}

void ImportController::paste(const QString& text) {
    if (text.trimmed().isEmpty()) {
        m_window.stage().messages()->post({Severity::Information,
                                           tr("There is no text to paste. Copy the cells of a table first."),
                                           {},
                                           {},
                                           QStringLiteral("file")});
        return;
    }
    const std::string name = Import().name().toStdString();
    readBy(
        [text = text.toStdString(), name](const engine::ImportOptions& options) {
            engine::SnapshotFiles files;
            files.files.push_back({name, engine::readTable(text, name, options), false});
            engine::findTimes(files);
            return files;
        },
        {}, [this](const Import& import) { judge(import); });
}

void ImportController::readAgain(const Import& import, bool isPlaced, const QString& page,
                                 const std::function<void(engine::ImportOptions&)>& choose) {
    readBy(
        [import, choose](engine::ImportOptions options) {
            choose(options);
            options.subsample = import.files.subsample;
            std::vector<std::filesystem::path> paths;
            for (const QString& path : import.paths)
                paths.emplace_back(path.toStdString());
            engine::SnapshotFiles files = engine::readSnapshots(paths, options);
            if (import.files.times.kind == engine::TimeKind::Chosen &&
                std::none_of(files.files.begin(), files.files.end(), [](const auto& file) { return file.hasOwnTimes; }))
                files.times = import.files.times;
            return import.files.base ? withBase(*import.files.base, files) : files;
        },
        import.paths,
        [this, isPlaced, page, masses = import.masses](Import other) {
            other.masses = masses;
            showChoices(other, isPlaced, page);
        },
        [this, isPlaced, page, import](const engine::Error& error) {
            showChoices(import, isPlaced, page)->explain(error);
        });
}

void ImportController::readBy(const Reader& reader, const QStringList& paths,
                              const std::function<void(const Import&)>& next,
                              const std::function<void(const engine::Error&)>& failed) {
    const std::uint64_t number = ++m_number;
    Import import;
    import.paths = paths;
    const QString name = import.name(), key = QStringLiteral("reading");
    // Most files are there before a person could read that they are being read.
    QTimer::singleShot(kPatience, this, [this, number, name, key] {
        if (number == m_number && m_work.isBusy())
            m_window.stage().messages()->post(
                {Severity::Information, tr("Reading %1 …").arg(name), tr("Cancel"), [this] { ++m_number; }, key});
    });
    m_work.run(
        [import, reader, this, number](std::stop_token stop) {
            engine::ImportOptions options;
            options.control.stop = stop;
            options.control.progress = [this, number](double) {
                if (m_number != number) // another file was asked for, or none any more
                    throw engine::Error(engine::ErrorCode::Cancelled, engine::Sentence::of("Reading was cancelled."));
            };
            Import result = import;
            result.files = reader(options);
            result.data = engine::joined(result.files);
            engine::boundsOf(result.data.dataset); // goes through the points here, where nobody waits: see factsOf
            return result;
        },
        [this, import, number, key, next, failed](Outcome<Import> outcome) {
            m_window.stage().messages()->retract(key);
            if (number != m_number)
                return;
            if (!outcome.error)
                return next(*outcome.value);
            complain(import, *outcome.error, tr("Open another…"),
                     [this] { m_window.actions()["openFile"]->trigger(); });
            if (failed)
                failed(*outcome.error);
        });
}

void ImportController::judge(const Import& import) {
    if (import.data.isOverlay) {
        emit taken(import);
        return;
    }
    if (!isBareSnapshot(import) && !(hasBase() && isOneSnapshot(import))) {
        try {
            import.data.dataset.requireTrainable();
        } catch (const engine::Error& error) {
            // What is loaded does not give way to data nothing can be learned from, unless a person wants it so.
            if (import.data.table)
                complain(import, error, tr("Columns…"), [this, import] { showChoices(import, false); });
            else
                complain(import, error, tr("Open all the same"), [this, import] { emit taken(import); });
            return;
        }
    }
    place(import);
}

void ImportController::place(const Import& import) {
    if (!hasBase()) {
        emit taken(import);
    } else if (isOneSnapshot(import)) {
        add(
            import, [this](const Import& added) { emit taken(added); },
            [this, import](const engine::Error& error) {
                complain(import, error, tr("Open it alone"), [this, import] { emit taken(import); });
            });
    } else if (!m_holdsWork()) {
        emit taken(import);
    } else {
        add(
            import, [this, import](const Import& added) { askWhere(import, added); },
            [this, import](const engine::Error&) { emit taken(import); }); // they do not go together: nothing to ask
    }
}

void ImportController::add(const Import& import, const std::function<void(const Import&)>& next,
                           const std::function<void(const engine::Error&)>& failed) {
    const std::uint64_t number = ++m_number;
    m_work.run(
        [import, base = m_document.project().dataset](std::stop_token) {
            Import added = import;
            added.files = withBase(base, import.files);
            added.data = engine::joined(added.files);
            return added;
        },
        [this, number, next, failed](Outcome<Import> outcome) {
            if (number != m_number)
                return;
            if (outcome.error)
                failed(*outcome.error);
            else
                next(*outcome.value);
        });
}

void ImportController::askWhere(const Import& alone, const Import& added) {
    if (m_question)
        m_question->close();
    auto* question =
        new Question(tr("Where do the points of %1 go?").arg(alone.name()),
                     tr("They have the same coordinates as “%1”. They can join its snapshots, or take their place. "
                        "Undo brings back what is there now.")
                         .arg(m_document.title()),
                     &m_window);
    m_question = question;
    question->addButton(QStringLiteral("cancelButton"), tr("Cancel"), Question::Role::Cancel, {});
    question->addButton(QStringLiteral("addButton"), tr("Add"), Question::Role::Other,
                        [this, added] { emit taken(added); });
    question->addButton(QStringLiteral("replaceButton"), tr("Replace"), Question::Role::Primary,
                        [this, alone] { emit taken(alone); });
    question->open();
}

ImportDialog* ImportController::showChoices(const Import& import, bool isPlaced, const QString& page) {
    // A new document begins with the usual settings.
    const engine::MassMode masses =
        import.masses.value_or(hasBase() ? m_document.project().run().settings.mass : engine::MassMode::Normalized);
    auto* dialog = new ImportDialog(import.name(), import.files, import.data, &m_window, masses);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (!page.isEmpty())
        dialog->showPage(page);
    connect(dialog, &ImportDialog::accepted, this, [this, paths = import.paths, isPlaced, dialog] {
        const Import chosen{paths, dialog->files(), dialog->data(), dialog->masses()};
        if (isPlaced || chosen.data.isOverlay)
            emit taken(chosen);
        else
            place(chosen);
    });
    connect(dialog, &ImportDialog::embeddingWanted, this, [this, import, isPlaced, dialog](const std::string& name) {
        const Import current{import.paths, dialog->files(), dialog->data(), dialog->masses()};
        dialog->close(); // a new one comes with the columns it then has
        readAgain(current, isPlaced, {}, [name](engine::ImportOptions& options) { options.embedding = name; });
    });
    connect(dialog, &ImportDialog::meshPointsWanted, this, [this, import, isPlaced, dialog](engine::MeshPoints where) {
        const Import current{import.paths, dialog->files(), dialog->data(), dialog->masses()};
        dialog->close();
        readAgain(current, isPlaced, QStringLiteral("pointsPage"),
                  [where](engine::ImportOptions& options) { options.meshPoints = where; });
    });
    dialog->open();
    return dialog;
}

void ImportController::complain(const Import& import, const engine::Error& error, const QString& actionText,
                                const std::function<void()>& action) {
    Message message = messageOf(error);
    message.key = QStringLiteral("file");
    message.actionText = actionText;
    message.action = action;
    if (std::none_of(import.paths.begin(), import.paths.end(),
                     [&](const QString& path) { return message.text.contains(QFileInfo(path).fileName()); }))
        message.text.prepend(import.name() + QStringLiteral(": "));
    m_window.stage().messages()->post(message);
}

} // namespace ui
