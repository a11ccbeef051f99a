#include "ui/document/project_file.h"

#include "engine/core/error.h"
#include "engine/io/zip_archive.h"
#include "ui/document/project_manifest.h"

#include <QFileInfo>

namespace ui {

using engine::Error;
using engine::ErrorCode;

namespace {

/// The engine's readers name the file; the sentence around does so already.
std::string withoutName(const std::string& what, const std::string& name) {
    return what.rfind(name + " ", 0) == 0 ? "it" + what.substr(name.size()) : what;
}

} // namespace

Project readProject(const QString& path) {
    if (QFileInfo::exists(path) && !QFileInfo(path).isFile())
        throw Error(ErrorCode::UnusableInput, path.toStdString() + " is no file.", "Choose a project file.");
    try {
        return unpackProject(engine::ZipReader(path.toStdString()));
    } catch (const Error& error) {
        // Some of these errors are about a setting or a name; here they all say that the file is no good.
        const bool saysWhatToDo = error.code() == ErrorCode::UnusableInput && !error.remedy().empty();
        throw Error(ErrorCode::UnusableInput,
                    "Cannot open the project " + path.toStdString() + ": " +
                        withoutName(error.what(), QFileInfo(path).fileName().toStdString()),
                    saysWhatToDo ? error.remedy() : "Use another copy of it: an older one, or one from a backup.");
    }
}

void writeProject(const Project& project, const QString& path) {
    engine::ZipWriter archive(path.toStdString());
    packProject(project, archive);
    archive.commit();
}

} // namespace ui
