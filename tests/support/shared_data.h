#pragma once

#include <QFile>
#include <QString>
#include <QTest>

namespace tests {
/// Path of a file of the shared example populations, which lie beside the project and are never part of it.
inline QString sharedData(const QString& name) {
    return QStringLiteral(KINETOSCOPE_SOURCE_DIR "/../shared/data/") + name;
}
} // namespace tests

/// Skips the running test, saying so, where the file is absent.
#define REQUIRE_SHARED_DATA(name)                                                                                      \
    if (!QFile::exists(tests::sharedData(name)))                                                                       \
    QSKIP(qPrintable(QStringLiteral("not here: ../shared/data/%1").arg(name)))
