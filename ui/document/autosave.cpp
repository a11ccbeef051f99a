#include "ui/document/autosave.h"

#include "ui/document/project_file.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QStandardPaths>
#include <QUuid>
#include <algorithm>
#include <utility>

namespace ui {

namespace {

const QString kNote = QStringLiteral(".json"), kLock = QStringLiteral(".lock");

QString withoutSuffix(const QString& file) { return file.chopped(int(sizeof(kProjectSuffix)) - 1); }

void writeNote(const QString& copy, const QString& originalPath, const QString& title) {
    QSaveFile note(copy + kNote);
    if (!note.open(QIODevice::WriteOnly))
        return; // the copy is worth having even when nobody knows what it was called
    note.write(QJsonDocument(QJsonObject{{"path", originalPath}, {"title", title}}).toJson());
    note.commit();
}

void removeFiles(const QString& copy) {
    QFile::remove(copy + kProjectSuffix);
    QFile::remove(copy + kNote);
}

} // namespace

Autosave::Autosave(Document& document, const QString& folder, QObject* parent)
    : QObject(parent),
      m_document(document),
      m_copy((QDir().mkpath(folder), QDir(folder).filePath(QUuid::createUuid().toString(QUuid::WithoutBraces)))),
      m_lock(m_copy + kLock) {
    m_lock.setStaleLockTime(0); // held as long as this process lives, however long that is
    m_lock.tryLock(0);
    connect(&document, &Document::projectChanged, this, &Autosave::changed);
    connect(&document, &Document::cleanChanged, this, [this](bool clean) {
        if (clean)
            removeCopy();
    });
    connect(&document, &Document::failed, this, [this](const QString& path) {
        if (m_restored && path == m_restored->file)
            m_restored.reset();
    });
    connect(&m_timer, &QTimer::timeout, this, &Autosave::run);
    m_timer.start(kIntervalMilliseconds);
}

Autosave::~Autosave() {
    m_background.wait();
    removeCopy();
    m_lock.unlock();
}

void Autosave::setInterval(int minutes) {
    if (minutes > 0)
        m_timer.start(minutes * 60'000);
    else
        m_timer.stop();
}

QString Autosave::defaultFolder() {
    return QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).filePath(QStringLiteral("recovery"));
}

std::vector<Recovery> Autosave::abandoned(const QString& folder) {
    std::vector<Recovery> found;
    for (const QFileInfo& file :
         QDir(folder).entryInfoList({QStringLiteral("*") + kProjectSuffix}, QDir::Files, QDir::Time)) {
        const QString copy = withoutSuffix(file.absoluteFilePath());
        auto lock = std::make_shared<QLockFile>(copy + kLock);
        lock->setStaleLockTime(0);
        if (!lock->tryLock(0))
            continue; // its program is running
        QFile note(copy + kNote);
        const QJsonObject words =
            note.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(note.readAll()).object() : QJsonObject();
        found.push_back({file.absoluteFilePath(), words.value("path").toString(), words.value("title").toString(),
                         file.lastModified(), std::move(lock)});
    }
    return found;
}

void Autosave::discard(const Recovery& recovery) {
    removeFiles(withoutSuffix(recovery.file));
    if (recovery.lock)
        recovery.lock->unlock();
}

void Autosave::restore(const Recovery& recovery) {
    m_restored = recovery;
    m_document.recover(recovery.file, recovery.originalPath);
}

void Autosave::changed() { m_changed = true; }

void Autosave::run() {
    if (!m_changed || !m_document.isModified() || m_background.isBusy())
        return;
    m_changed = false;
    m_background.run(
        [project = m_document.project(), copy = m_copy, path = m_document.path(),
         title = m_document.title()](std::stop_token) {
            writeProject(project, copy + kProjectSuffix);
            writeNote(copy, path, title);
            return true;
        },
        [this, removals = m_removals](Outcome<bool> outcome) {
            if (outcome.error) {
                m_changed = true;
                if (!std::exchange(m_reported, true))
                    emit failed(*outcome.error);
                return;
            }
            m_reported = false;
            if (removals != m_removals)
                removeFiles(m_copy);
            else if (m_restored)
                discard(*std::exchange(m_restored, std::nullopt));
        });
}

void Autosave::removeCopy() {
    ++m_removals;
    removeFiles(m_copy);
    if (m_restored)
        discard(*std::exchange(m_restored, std::nullopt));
}

} // namespace ui
