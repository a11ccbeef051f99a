#pragma once

#include <QObject>

class QDBusVariant;

namespace ui {

/// Whether the desktop asks for dark or light windows. Qt 6.4 does not know; the desktop portal does, and later
/// versions of Qt ask it themselves.
class SystemScheme : public QObject {
    Q_OBJECT

public:
    static SystemScheme& instance();
    /// Dark where the desktop has no opinion.
    bool isDark() const { return m_dark; }

signals:
    void changed();

private slots:
    void noteSetting(const QString& group, const QString& key, const QDBusVariant& value);

private:
    SystemScheme();
    void note(unsigned scheme);

    bool m_dark = true;
};

} // namespace ui
