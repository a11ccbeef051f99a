#pragma once

#include <QObject>
#include <QStringList>

class QSettings;

namespace ui {

/// The files opened or saved last, newest first, remembered between starts.
/// Thread: GUI.
class RecentFiles : public QObject {
    Q_OBJECT

public:
    static constexpr int kMaximum = 10;

    /// `settings` must outlive this object.
    explicit RecentFiles(QSettings& settings, QObject* parent = nullptr);

    /// Absolute paths. Files that are gone stay listed: a drive may come back.
    const QStringList& paths() const { return m_paths; }
    void add(const QString& path);
    void remove(const QString& path);
    void clear();

signals:
    void changed();

private:
    void store();

    QSettings& m_settings;
    QStringList m_paths;
};

} // namespace ui
