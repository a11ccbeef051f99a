#include "ui/document/project_file.h"

#include "engine/core/error.h"
#include "engine/io/zip_archive.h"
#include "ui/document/project_manifest.h"

#include <QFileInfo>

namespace ui {

using engine::Error;
using engine::ErrorCode;
using engine::Sentence;

namespace {

/// The engine's readers name the file; the sentence around does so already.
Sentence withoutName(const Sentence& what, const std::string& name) {
    const bool isAboutIt = what.isPattern() && what.pattern().rfind("%1 ", 0) == 0 &&
                           what.arguments().front().english() == name;
    return isAboutIt ? what.about(Sentence::of("it")) : what;
}

} // namespace

Project readProject(const QString& path) {
    if (QFileInfo::exists(path) && !QFileInfo(path).isFile())
        throw Error(ErrorCode::UnusableInput, Sentence::of("%1 is no file.", path.toStdString()),
                    Sentence::of("Choose a project file."));
    try {
        return unpackProject(engine::ZipReader(path.toStdString()));
    } catch (const Error& error) {
        // Some of these errors are about a setting or a name; here they all say that the file is no good.
        const bool saysWhatToDo = error.code() == ErrorCode::UnusableInput && !error.remedy().empty();
        throw Error(ErrorCode::UnusableInput,
                    Sentence::of("Cannot open the project %1: %2", path.toStdString(),
                                 withoutName(error.sentence(), QFileInfo(path).fileName().toStdString())),
                    saysWhatToDo ? error.remedySentence()
                                 : Sentence::of("Use another copy of it: an older one, or one from a backup."));
    }
}

void writeProject(const Project& project, const QString& path) {
    engine::ZipWriter archive(path.toStdString());
    packProject(project, archive);
    archive.commit();
}

} // namespace ui
