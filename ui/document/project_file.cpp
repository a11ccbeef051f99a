#include "ui/document/project_file.h"

#include "engine/core/error.h"
#include "ui/document/project_archive.h"
#include "ui/document/project_manifest.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace ui {

using engine::Error;
using engine::ErrorCode;

Project readProject(const QString& path) {
    const std::string name = path.toStdString();
    QFile file(path);
    if (QFileInfo::exists(path) && !QFileInfo(path).isFile())
        throw Error(ErrorCode::UnusableInput, name + " is no file.", "Choose a project file.");
    if (!file.open(QIODevice::ReadOnly))
        throw Error(ErrorCode::UnusableInput, "Cannot open " + name + ": " + file.errorString().toStdString() + ".",
                    "Check the name and whether you may read it.");
    std::string bytes(std::size_t(file.size()), '\0');
    if (file.read(bytes.data(), file.size()) != file.size())
        throw Error(ErrorCode::UnusableInput, "Cannot read " + name + ": " + file.errorString().toStdString() + ".",
                    "Check whether its disk is in order.");
    try {
        return unpackProject(ArchiveReader(bytes));
    } catch (const Error& error) {
        const bool saysWhatToDo = error.code() == ErrorCode::UnusableInput && !error.remedy().empty();
        throw Error(ErrorCode::UnusableInput, "Cannot open the project " + name + ": " + error.what(),
                    saysWhatToDo ? error.remedy() : "Use another copy of it: an older one, or one from a backup.");
    }
}

void writeProject(const Project& project, const QString& path) {
    ArchiveWriter archive;
    packProject(project, archive);
    const std::string bytes = archive.finish();
    QSaveFile file(path); // a temporary file beside it takes its name only when it is whole
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes.data(), qint64(bytes.size())) != qint64(bytes.size()) ||
        !file.commit())
        throw Error(ErrorCode::CannotWrite,
                    "Cannot write " + path.toStdString() + ": " + file.errorString().toStdString() + ".",
                    "Choose a folder that exists, that you may write to and that has room.");
}

} // namespace ui
