#include "app/commands/input.h"

#include "app/commands/shared.h"
#include "engine/core/error.h"
#include "engine/data/synthetic.h"
#include "ui/document/project_file.h"

#include <QSaveFile>

namespace app {

using engine::Error;
using engine::ErrorCode;

namespace {
constexpr char kExample[] = "example:";
}

Input readInput(const std::string& name, const Arguments& arguments, Console&) {
    Input input;
    if (name.rfind(kExample, 0) == 0) {
        const auto& example = engine::syntheticExample(name.substr(sizeof kExample - 1));
        input.project.dataset = engine::makeDataset(example, arguments.seed("seed").value_or(0));
    } else if (hasSuffix(name, ui::kProjectSuffix)) {
        input.project = ui::readProject(QString::fromStdString(name));
        input.isProject = true;
    } else {
        throw Error(ErrorCode::UnusableInput, name + " is no project and no example.",
                    "Data files cannot be read yet.");
    }
    return input;
}

void requireWritable(const std::string& path) {
    QSaveFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::WriteOnly))
        throw Error(ErrorCode::CannotWrite, "Cannot write " + path + ": " + file.errorString().toStdString() + ".",
                    "Choose a folder that exists, that you may write to and that has room.");
    file.cancelWriting();
}

} // namespace app
