// Project archives with their checkpoints, made of the parts that are tried. What opens can be saved and opened again.
#include "engine/data/synthetic.h"
#include "engine/nn/kernels/tile_kernel.h"
#include "tests/fuzz/support/fuzzed_file.h"
#include "ui/document/project_manifest.h"

#include <cstdlib>

// No example is asked for and no network evaluated: without them little of the engine has to be compiled.
namespace engine {
const std::vector<SyntheticExample>& syntheticExamples() {
    static const std::vector<SyntheticExample> none;
    return none;
}
template <class Scalar> const KernelTable<Scalar>& kernelTable(InstructionSet) { std::abort(); }
template const KernelTable<float>& kernelTable(InstructionSet);
template const KernelTable<double>& kernelTable(InstructionSet);
} // namespace engine

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto file = tests::fuzzedArchive("input.kino", tests::asText(bytes, size));
    std::optional<ui::Project> project;
    tests::mayRefuse([&] { project = ui::unpackProject(engine::ZipReader(file)); });
    if (!project)
        return 0;
    const auto saved = file.parent_path() / "saved.kino";
    engine::ZipWriter archive(saved);
    ui::packProject(*project, archive);
    archive.commit();
    const ui::Project again = ui::unpackProject(engine::ZipReader(saved));
    if (again.dataset.pointCount() != project->dataset.pointCount() || again.runs.size() != project->runs.size())
        std::abort();
    return 0;
}
