#include "ui/document/project_manifest.h"

#include "engine/data/principal_components.h"
#include "engine/data/synthetic.h"
#include "ui/document/layer_manifest.h"
#include "ui/document/manifest_json.h"
#include "ui/document/training_manifest.h"

#include <algorithm>
#include <set>

namespace ui {

using engine::Dataset;
using engine::Error;
using engine::ErrorCode;
using engine::Index;
using engine::Matrix;
using engine::Real;
using engine::Sentence;
using engine::Snapshot;
using namespace manifest;

namespace {

using manifest::packed; // beside the functions of that name here

constexpr std::uint64_t kLargestManifest = 256u << 20;
constexpr char kManifest[] = "manifest.json", kFormat[] = "kinetoscope project", kComponents[] = "data/components/";

// Every structure is taken apart by a structured binding when it is written: a member that is added to it later stops
// the build here until it is written and read, too.

// ---------------------------------------------------------------------------------------------------------- data

Json packed(const Snapshot& snapshot, const std::string& folder, engine::ZipWriter& archive) {
    const auto& [time, name, color, hidden, heldOut, mass, points] = snapshot;
    addBlock(archive, folder + "points.npy", points.points());
    if (points.hasWeights())
        addBlock(archive, folder + "weights.npy", Matrix(points.weights()));
    if (points.attributeCount() > 0)
        addBlock(archive, folder + "attributes.npy", points.attributes());
    return {{"time", time},
            {"name", name},
            {"color", orNull(color)},
            {"hidden", hidden},
            {"held_out", heldOut},
            {"mass", orNull(mass)},
            {"count", points.size()},
            {"has_weights", points.hasWeights()},
            {"attributes", points.attributeCount()},
            {"blocks", folder}};
}

Snapshot unpackedSnapshot(const Json& json, int dimension, const engine::ZipReader& archive) {
    Snapshot snapshot;
    snapshot.time = finiteAt(json, "time");
    snapshot.name = json.at("name").get<std::string>();
    if (!json.at("color").is_null())
        snapshot.color = wholeAt<unsigned>(json, "color");
    snapshot.hidden = json.at("hidden").get<bool>();
    snapshot.heldOut = json.at("held_out").get<bool>();
    snapshot.mass = optionalAt<Real>(json, "mass");
    require(!snapshot.mass || (std::isfinite(*snapshot.mass)),
            Sentence::of("a snapshot's mass is not a finite number."));

    const std::string folder = json.at("blocks").get<std::string>();
    const auto count = wholeAt<Index>(json, "count"), attributeCount = wholeAt<Index>(json, "attributes");
    require(count >= 0 && attributeCount >= 0, Sentence::of("a snapshot has a negative number of points."));
    if (count == 0)
        return snapshot;
    const Matrix points = readBlock(archive, folder + "points.npy", dimension, count);
    require(points.allFinite(), Sentence::of("a point in %1 is not a finite number.", folder));
    engine::RowVector weights;
    Matrix attributes;
    if (json.at("has_weights").get<bool>()) {
        weights = readBlock(archive, folder + "weights.npy", 1, count);
        require(weights.allFinite(), Sentence::of("a weight in %1 is not a finite number.", folder));
    }
    if (attributeCount > 0)
        attributes = readBlock(archive, folder + "attributes.npy", attributeCount, count); // missing values are NaN
    snapshot.points = engine::PointSet(points, weights, attributes);
    return snapshot;
}

Json packed(const engine::PrincipalComponents& components, engine::ZipWriter& archive) {
    const auto& [names, mean, directions, variances, totalVariance] = components;
    addBlock(archive, kComponents + std::string("mean.npy"), Matrix(mean));
    addBlock(archive, kComponents + std::string("directions.npy"), directions);
    return {{"names", names},
            {"variances", std::vector<Real>(variances.begin(), variances.end())},
            {"total_variance", totalVariance},
            {"blocks", kComponents}};
}

std::shared_ptr<const engine::PrincipalComponents> unpackedComponents(const Json& json, int dimension,
                                                                      const engine::ZipReader& archive) {
    auto components = std::make_shared<engine::PrincipalComponents>();
    components->names = json.at("names").get<std::vector<std::string>>();
    const auto variances = json.at("variances").get<std::vector<Real>>();
    components->variances = Eigen::Map<const engine::Vector>(variances.data(), Index(variances.size()));
    components->totalVariance = finiteAt(json, "total_variance");
    const auto measured = Index(components->names.size()), count = Index(variances.size());
    require(count > 0 && measured >= count && (dimension == 0 || count == dimension) && components->totalVariance > 0,
            Sentence::of("its principal components do not fit the data."));
    const std::string folder = json.at("blocks").get<std::string>();
    components->mean = readBlock(archive, folder + "mean.npy", measured, 1);
    components->directions = readBlock(archive, folder + "directions.npy", measured, count);
    require(components->variances.allFinite() && components->mean.allFinite() && components->directions.allFinite(),
            Sentence::of("its principal components are not finite numbers."));
    return components;
}

Json packed(const Dataset& dataset, engine::ZipWriter& archive) {
    const auto& [title, snapshots, axisNames, attributes, timeUnit, exampleName, components] = dataset;
    Json json = {{"title", title},
                 {"dimension", dataset.dimension()},
                 {"axis_names", axisNames},
                 {"time_unit", timeUnit},
                 {"example", exampleName},
                 {"components", components ? packed(*components, archive) : Json()},
                 {"attributes", Json::array()},
                 {"snapshots", Json::array()}};
    for (const auto& [name, categories] : attributes)
        json["attributes"].push_back({{"name", name}, {"categories", categories}});
    for (std::size_t i = 0; i < snapshots.size(); ++i)
        json["snapshots"].push_back(packed(snapshots[i], "data/" + std::to_string(i) + "/", archive));
    return json;
}

/// Empty for an example this version does not have: its points stay, its truth is not known here.
std::string knownExample(const std::string& name) {
    const auto& examples = engine::syntheticExamples();
    const bool isKnown = std::any_of(examples.begin(), examples.end(), [&](const auto& e) { return e.name == name; });
    return isKnown ? name : std::string();
}

Dataset unpackedDataset(const Json& json, const engine::ZipReader& archive) {
    Dataset dataset;
    dataset.title = json.at("title").get<std::string>();
    dataset.axisNames = json.at("axis_names").get<std::vector<std::string>>();
    dataset.timeUnit = json.at("time_unit").get<std::string>();
    dataset.exampleName = knownExample(json.at("example").get<std::string>());
    for (const Json& attribute : json.at("attributes"))
        dataset.attributes.push_back(
            {attribute.at("name").get<std::string>(), attribute.at("categories").get<std::vector<std::string>>()});
    const int dimension = wholeAt<int>(json, "dimension");
    require(dimension >= 0 && dimension <= 100'000, Sentence::of("its dimension makes no sense."));
    if (json.contains("components") && !json.at("components").is_null()) // earlier files do not know them
        dataset.components = unpackedComponents(json.at("components"), dimension, archive);
    for (const Json& snapshot : json.at("snapshots")) {
        dataset.snapshots.push_back(unpackedSnapshot(snapshot, dimension, archive));
        require(dataset.snapshots.back().points.attributeCount() <= int(dataset.attributes.size()),
                Sentence::of("a snapshot has columns that have no name."));
    }
    dataset.sortByTime();
    for (std::size_t i = 1; i < dataset.snapshots.size(); ++i)
        require(dataset.snapshots[i - 1].time < dataset.snapshots[i].time,
                Sentence::of("two of its snapshots have the same time."));
    return dataset;
}

Json packed(const Run& run, engine::ZipWriter& archive) {
    const auto& [id, name, settings, checkpoint, noise, stored] = run;
    return {{"id", id},
            {"name", name},
            {"settings", packed(settings)},
            {"noise", orNull(noise)},
            {"stored", stored},
            {"checkpoint", checkpoint ? packed(*checkpoint, "runs/" + std::to_string(id) + "/", archive) : Json()}};
}

Run unpackedRun(const Json& json, const engine::ZipReader& archive) {
    Run run;
    run.id = wholeAt<int>(json, "id");
    run.name = json.at("name").get<std::string>();
    run.settings = unpackedSettings(json.at("settings"));
    if (json.contains("noise")) // earlier files do not know it
        run.noise = optionalAt<double>(json, "noise");
    require(!run.noise || (std::isfinite(*run.noise) && *run.noise >= 0),
            Sentence::of("the noise of a run makes no sense."));
    if (!json.at("checkpoint").is_null())
        run.checkpoint = unpackedCheckpoint(json.at("checkpoint"), archive);
    run.stored = json.value("stored", false); // likewise
    require(!run.stored || run.checkpoint, Sentence::of("a stored run has no network."));
    return run;
}

Json packed(const engine::Outlines& overlay, const std::string& folder, engine::ZipWriter& archive) {
    const auto& [name, points, ends] = overlay;
    Matrix block(2, Index(points.size()));
    for (std::size_t i = 0; i < points.size(); ++i)
        block.col(Index(i)) = points[i];
    addBlock(archive, folder + "points.npy", block);
    return {{"name", name}, {"line_ends", ends}, {"blocks", folder}};
}

std::shared_ptr<const engine::Outlines> unpackedOverlay(const Json& json, const engine::ZipReader& archive) {
    auto overlay = std::make_shared<engine::Outlines>();
    overlay->name = json.at("name").get<std::string>();
    overlay->ends = wholeNumbersAt<Index>(json, "line_ends");
    require(!overlay->ends.empty() && overlay->ends.front() > 0 &&
                std::is_sorted(overlay->ends.begin(), overlay->ends.end()),
            Sentence::of("the lines of an overlay make no sense."));
    const Matrix block =
        readBlock(archive, json.at("blocks").get<std::string>() + "points.npy", 2, overlay->ends.back());
    require(block.allFinite(), Sentence::of("a point of an overlay is not a finite number."));
    for (const auto& point : block.colwise())
        overlay->points.emplace_back(point);
    return overlay;
}

// ------------------------------------------------------------------------------------------------------------ view

Json rowsOf(const Eigen::MatrixXd& matrix) {
    Json rows = Json::array();
    for (const auto& row : matrix.rowwise())
        rows.push_back(std::vector<double>(row.begin(), row.end()));
    return rows;
}

Projection projectionFrom(const Json& json) {
    const auto rows = json.get<std::vector<std::vector<double>>>();
    Eigen::MatrixXd matrix(Index(rows.size()), rows.empty() ? 0 : Index(rows.front().size()));
    for (Index k = 0; k < matrix.rows(); ++k) {
        require(Index(rows[std::size_t(k)].size()) == matrix.cols(),
                Sentence::of("its projection has rows of unequal lengths."));
        for (Index j = 0; j < matrix.cols(); ++j)
            matrix(k, j) = rows[std::size_t(k)][std::size_t(j)];
    }
    const auto projection = Projection::fromMatrix(matrix);
    require(projection.has_value(), Sentence::of("its projection makes no sense."));
    return *projection;
}

Json packed(const ViewChoices::Camera& camera) {
    const auto& [position, focus, up, parallelScale, perspective] = camera;
    return {{"position", position},
            {"focus", focus},
            {"up", up},
            {"parallel_scale", parallelScale},
            {"perspective", perspective}};
}

Json packed(const ViewChoices& view) {
    const auto& [layers, styles, particleCount, trailSeconds, secondsPerPass, camera, orthographic, savedViews,
                 projection] = view;
    Json json = {{"layers", packed(layers)},
                 {"layer_styles", packed(styles)},
                 {"particle_count", particleCount},
                 {"trail_seconds", trailSeconds},
                 {"seconds_per_pass", secondsPerPass},
                 {"camera", camera ? packed(*camera) : Json()},
                 {"orthographic", orthographic},
                 {"saved_views", Json::array()},
                 {"projection", projection ? rowsOf(projection->matrix()) : Json()}};
    for (const auto& [name, place, dimension] : savedViews)
        json["saved_views"].push_back({{"name", name}, {"camera", packed(place)}, {"dimension", dimension}});
    return json;
}

std::array<double, 3> vectorAt(const Json& json, const char* key) {
    const auto vector = json.at(key).get<std::array<double, 3>>();
    require(std::isfinite(vector[0]) && std::isfinite(vector[1]) && std::isfinite(vector[2]),
            Sentence::of("the camera is not at a finite place."));
    return vector;
}

ViewChoices::Camera cameraFrom(const Json& json) {
    return {vectorAt(json, "position"), vectorAt(json, "focus"), vectorAt(json, "up"),
            finiteAt(json, "parallel_scale"), json.at("perspective").get<bool>()};
}

ViewChoices unpackedView(const Json& json) {
    ViewChoices view;
    view.layers = unpackedLayers(json.at("layers"));
    if (json.contains("layer_styles")) // earlier files do not know them
        view.styles = unpackedStyles(json.at("layer_styles"));
    view.particleCount = wholeAt<int>(json, "particle_count");
    view.trailSeconds = finiteAt(json, "trail_seconds");
    view.secondsPerPass = finiteAt(json, "seconds_per_pass");
    require(view.particleCount >= 0 && view.trailSeconds >= 0 && view.secondsPerPass > 0,
            Sentence::of("its view settings make no sense."));
    if (json.contains("projection") && !json.at("projection").is_null()) // earlier files do not know it
        view.projection = projectionFrom(json.at("projection"));
    if (const Json& camera = json.at("camera"); !camera.is_null())
        view.camera = cameraFrom(camera);
    view.orthographic = json.value("orthographic", false); // earlier files know neither this
    if (json.contains("saved_views"))                       // nor these
        for (const Json& saved : json.at("saved_views"))
            view.savedViews.push_back({saved.at("name").get<std::string>(), cameraFrom(saved.at("camera")),
                                       wholeAt<int>(saved, "dimension")});
    require(std::all_of(view.savedViews.begin(), view.savedViews.end(),
                        [](const auto& saved) { return saved.dimension == 2 || saved.dimension == 3; }),
            Sentence::of("a saved view is of no picture there is."));
    require(view.savedViews.size() <= ViewChoices::kMostSavedViews,
            Sentence::of("it has more saved views than can be kept."));
    return view;
}

Project unpacked(const Json& manifest, const engine::ZipReader& archive) {
    Project project;
    project.dataset = unpackedDataset(manifest.at("dataset"), archive);
    project.view = unpackedView(manifest.at("view"));
    project.runs.clear();
    std::set<int> ids;
    for (const Json& run : manifest.at("runs")) {
        project.runs.push_back(unpackedRun(run, archive));
        const Run& added = project.runs.back();
        require(ids.insert(added.id).second, Sentence::of("two of its runs have the same number."));
        require(!added.checkpoint || project.dataset.isEmpty() ||
                    added.checkpoint->shape.dimension == project.dataset.dimension(),
                Sentence::of("a network in it does not fit the data."));
    }
    require(!project.runs.empty(), Sentence::of("it has no run."));
    require(std::any_of(project.runs.begin(), project.runs.end(), [](const Run& run) { return !run.stored; }),
            Sentence::of("it has no run that trains."));
    require(project.runs.size() <= Project::kMostRuns, Sentence::of("it has more runs than can be shown."));
    project.activeRun = manifest.contains("active_run") ? wholeAt<int>(manifest, "active_run") : project.runs.front().id;
    if (manifest.contains("overlays")) // earlier files do not know them
        for (const Json& overlay : manifest.at("overlays"))
            project.overlays.push_back(unpackedOverlay(overlay, archive));
    return project;
}

} // namespace

void packProject(const Project& project, engine::ZipWriter& archive) {
    const auto& [dataset, runs, view, activeRun, overlays] = project;
    Json manifest = {
        {"format", kFormat}, {"schema", kProjectSchema}, {"written_by", "Kinetoscope " KINETOSCOPE_VERSION}};
    manifest["dataset"] = packed(dataset, archive);
    manifest["runs"] = Json::array();
    for (const Run& run : runs)
        manifest["runs"].push_back(packed(run, archive));
    manifest["active_run"] = activeRun;
    manifest["view"] = packed(view);
    manifest["overlays"] = Json::array();
    for (std::size_t i = 0; i < overlays.size(); ++i)
        manifest["overlays"].push_back(packed(*overlays[i], "overlays/" + std::to_string(i) + "/", archive));
    archive.add(kManifest, manifest.dump(1));
}

Project unpackProject(const engine::ZipReader& archive) {
    try {
        const Json manifest = Json::parse(archive.read(kManifest, kLargestManifest));
        require(manifest.is_object() && manifest.value("format", "") == kFormat,
                Sentence::of("it is no Kinetoscope project."));
        if (wholeAt<int>(manifest, "schema") > kProjectSchema)
            throw Error(ErrorCode::UnusableInput,
                        Sentence::of("it was made by a newer version (%1).", manifest.value("written_by", "unknown")),
                        Sentence::of("Update Kinetoscope to open it."));
        return unpacked(manifest, archive);
    } catch (const Json::exception& damage) {
        throw Error(ErrorCode::UnusableInput, Sentence::of("its manifest is damaged (%1).", damage.what()));
    }
}

} // namespace ui
