#include "ui/style/system_scheme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVariant>

namespace ui {

namespace {
const QString kService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString kPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString kInterface = QStringLiteral("org.freedesktop.portal.Settings");
const QString kGroup = QStringLiteral("org.freedesktop.appearance");
const QString kKey = QStringLiteral("color-scheme"); // 0 no preference, 1 dark, 2 light

/// The portal wraps its answers in one or two variants.
QVariant unwrapped(QVariant value) {
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value;
}
} // namespace

SystemScheme& SystemScheme::instance() {
    static SystemScheme* const scheme = new SystemScheme;
    return *scheme;
}

SystemScheme::SystemScheme() {
    // Without a session bus Qt would start looking for one by other means, which takes time.
    if (!qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS"))
        return;
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(kService, kPath, kInterface, QStringLiteral("SettingChanged"), this,
                SLOT(noteSetting(QString, QString, QDBusVariant)));
    QDBusMessage question = QDBusMessage::createMethodCall(kService, kPath, kInterface, QStringLiteral("Read"));
    question << kGroup << kKey;
    constexpr int kPatience = 150; // milliseconds: a slow portal must not hold up the start
    const QDBusMessage answer = bus.call(question, QDBus::Block, kPatience);
    if (answer.type() == QDBusMessage::ReplyMessage && !answer.arguments().isEmpty())
        note(unwrapped(answer.arguments().constFirst()).toUInt());
}

void SystemScheme::noteSetting(const QString& group, const QString& key, const QDBusVariant& value) {
    if (group == kGroup && key == kKey)
        note(unwrapped(value.variant()).toUInt());
}

void SystemScheme::note(unsigned scheme) {
    const bool dark = scheme != 2;
    if (dark == m_dark)
        return;
    m_dark = dark;
    emit changed();
}

} // namespace ui
