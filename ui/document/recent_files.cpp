#include "ui/document/recent_files.h"

#include <QFileInfo>
#include <QSettings>

namespace ui {

namespace {
const QString kKey = QStringLiteral("recentFiles");

/// One name for one file, however it was reached.
QString canonical(const QString& path) {
    const QFileInfo info(path);
    const QString real = info.canonicalFilePath(); // empty for a file that is gone
    return real.isEmpty() ? info.absoluteFilePath() : real;
}
} // namespace

RecentFiles::RecentFiles(QSettings& settings, QObject* parent)
    : QObject(parent), m_settings(settings), m_paths(settings.value(kKey).toStringList().mid(0, kMaximum)) {}

void RecentFiles::add(const QString& path) {
    const QString added = canonical(path);
    m_paths.removeAll(added);
    m_paths.prepend(added);
    m_paths = m_paths.mid(0, kMaximum);
    store();
}

void RecentFiles::remove(const QString& path) {
    if (m_paths.removeAll(path) + m_paths.removeAll(canonical(path)) > 0)
        store();
}

void RecentFiles::clear() {
    m_paths.clear();
    store();
}

void RecentFiles::store() {
    m_settings.setValue(kKey, m_paths);
    emit changed();
}

} // namespace ui
