#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>

/// Runs the real program, as a shell would.
namespace tests {

struct ProgramResult {
    int exitCode = -1; ///< −1 when it crashed or did not end
    QByteArray out, err;

    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    /// For the message of a failed comparison.
    QByteArray all() const { return "exit code " + QByteArray::number(exitCode) + "\n" + out + err; }
};

struct ProgramSetting {
    QString folder; ///< to run in
    QList<std::pair<QString, QString>> environment;
    int seconds = 120;
};

/// The environment has no display, so that a command that needs one is found out.
inline QProcessEnvironment withoutDisplay() {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        environment.remove(name);
    return environment;
}

inline void start(QProcess& process, const QStringList& arguments, const ProgramSetting& setting) {
    QProcessEnvironment environment = withoutDisplay();
    for (const auto& [name, value] : setting.environment)
        environment.insert(name, value);
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(setting.folder);
    process.start(QStringLiteral(KINETOSCOPE_PROGRAM), arguments);
}

inline ProgramResult runProgram(const QStringList& arguments, const ProgramSetting& setting = {}) {
    QProcess process;
    start(process, arguments, setting);
    const bool ended = process.waitForFinished(setting.seconds * 1000);
    if (!ended)
        process.kill();
    return {ended && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace tests

/// Fails with everything the program said.
#define REQUIRE_EXIT(result, code) QVERIFY2((result).exitCode == (code), (result).all().constData())
