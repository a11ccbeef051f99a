#include "ui/document/training_manifest.h"

#include "engine/action/action_model.h"

#include <Eigen/Core>

namespace ui::manifest {

using engine::Checkpoint;
using engine::Index;
using engine::LossHistory;
using engine::Matrix;
using engine::Milestone;
using engine::Normalization;
using engine::Real;
using engine::Sentence;
using engine::TrainingSettings;

namespace {

/// The part of the cost's name before its numbers, which JSON keeps exactly.
std::string kindOf(const engine::ConvexCost& cost) {
    const std::string text = name(cost);
    return text.substr(0, text.find(':'));
}

engine::ConvexCost unpackedCost(const Json& json) {
    const auto kind = json.at("kind").get<std::string>();
    engine::ConvexCost cost = engine::costNamed(kind == "power" ? "power:2" : kind);
    cost.power = finiteAt(json, "power");
    cost.matrix = json.at("matrix").get<std::vector<double>>();
    return cost;
}

} // namespace

Json packed(const TrainingSettings& settings) {
    const auto& [method, sigma, lambda, cost, laplacian, companion, mass, path, smoothing, form, timeWeight,
                 adaptiveTimes, refineSteps, refineFrom, hidden, activation, steps, batch, learningRate, schedule, warmUp, clipNorm, averaging,
                 seed] = settings;
    return {{"method", named(name(method))},
            {"sigma", sigma ? Json({sigma->start, sigma->end}) : Json()},
            {"lambda", orNull(lambda)},
            {"cost", {{"kind", kindOf(cost)}, {"power", cost.power}, {"matrix", cost.matrix}}},
            {"laplacian", named(name(laplacian))},
            {"companion", companion},
            {"mass", named(name(mass))},
            {"adaptive_times", adaptiveTimes},
            {"refine_steps", refineSteps},
            {"refine_from", named(name(refineFrom))},
            {"path", path ? named(name(*path)) : Json()},
            {"smoothing", smoothing},
            {"form", form ? named(name(*form)) : Json()},
            {"time_weight", named(name(timeWeight))},
            {"hidden", hidden},
            {"activation", named(name(activation))},
            {"steps", steps},
            {"batch", batch},
            {"learning_rate", learningRate},
            {"schedule", named(name(schedule))},
            {"warm_up", warmUp},
            {"clip_norm", clipNorm},
            {"averaging", averaging},
            {"seed", seed}};
}

TrainingSettings unpackedSettings(const Json& json) {
    const auto word = [&](const char* key) { return json.at(key).get<std::string>(); };
    TrainingSettings settings;
    settings.method = engine::choiceNamed<engine::Method>(word("method"));
    if (!json.at("path").is_null())
        settings.path = engine::choiceNamed<engine::PathKind>(word("path"));
    if (!json.at("form").is_null())
        settings.form = engine::choiceNamed<engine::LossForm>(word("form"));
    settings.timeWeight = engine::choiceNamed<engine::TimeWeight>(word("time_weight"));
    if (const Json& sigma = json.at("sigma"); !sigma.is_null())
        settings.sigma = {sigma.at(0).get<double>(), sigma.at(1).get<double>()};
    settings.lambda = optionalAt<double>(json, "lambda");
    settings.cost = unpackedCost(json.at("cost"));
    settings.laplacian = engine::choiceNamed<engine::LaplacianKind>(word("laplacian"));
    settings.companion = json.at("companion").get<bool>();
    settings.mass = engine::choiceNamed<engine::MassMode>(word("mass"));
    settings.adaptiveTimes = json.at("adaptive_times").get<bool>();
    settings.refineSteps = wholeAt<std::int64_t>(json, "refine_steps");
    if (json.contains("smoothing")) // files older than it have none
        settings.smoothing = finiteAt(json, "smoothing");
    if (json.contains("refine_from"))
        settings.refineFrom = engine::choiceNamed<engine::RefineFrom>(word("refine_from"));
    settings.hidden = wholeNumbersAt<int>(json, "hidden");
    settings.activation = engine::activationNamed(word("activation"));
    settings.steps = wholeAt<std::int64_t>(json, "steps");
    settings.batch = wholeAt<int>(json, "batch");
    settings.learningRate = finiteAt(json, "learning_rate");
    settings.schedule = engine::choiceNamed<engine::Schedule>(word("schedule"));
    settings.warmUp = wholeAt<int>(json, "warm_up");
    settings.clipNorm = finiteAt(json, "clip_norm");
    settings.averaging = finiteAt(json, "averaging");
    settings.seed = wholeAt<std::uint64_t>(json, "seed");
    settings.validate();
    return settings;
}

namespace {

Json packed(const Normalization& normalization) {
    const auto& [center, scale, start, duration] = normalization;
    return {{"center", std::vector<Real>(center.data(), center.data() + center.size())},
            {"scale", scale},
            {"start", start},
            {"duration", duration}};
}

Normalization unpackedNormalization(const Json& json, int dimension) {
    Normalization normalization;
    const auto center = json.at("center").get<std::vector<Real>>();
    normalization.center = Eigen::Map<const engine::Vector>(center.data(), Index(center.size()));
    normalization.scale = finiteAt(json, "scale");
    normalization.start = finiteAt(json, "start");
    normalization.duration = finiteAt(json, "duration");
    require(normalization.center.size() == dimension && normalization.center.allFinite() && normalization.scale > 0 &&
                normalization.duration > 0,
            Sentence::of("the units a network was trained in make no sense."));
    return normalization;
}

engine::TimeSampling::State unpackedTimes(const Json& json) {
    engine::TimeSampling::State times{json.at("moments").get<std::vector<double>>(),
                                      wholeAt<std::int64_t>(json, "updates")};
    require((times.moments.empty() || times.moments.size() == std::size_t(engine::TimeSampling::kBins)) &&
                times.updates >= 0,
            Sentence::of("its adaptive times make no sense."));
    for (const double moment : times.moments)
        require(std::isfinite(moment) && moment >= 0, Sentence::of("its adaptive times make no sense."));
    return times;
}

engine::MassCurve unpackedMasses(const Json& json) {
    auto times = json.at("times").get<std::vector<double>>(), masses = json.at("masses").get<std::vector<double>>();
    require(times.size() == masses.size(), Sentence::of("its masses make no sense."));
    for (std::size_t k = 0; k < times.size(); ++k)
        require(std::isfinite(times[k]) && std::isfinite(masses[k]) && masses[k] > 0 &&
                    (k == 0 || times[k] > times[k - 1]),
                Sentence::of("its masses make no sense."));
    return {std::move(times), std::move(masses)};
}

/// Shape: one column a bucket; a step fits a double exactly.
Matrix packed(const std::vector<LossHistory::Bucket>& buckets) {
    Matrix block(5, Index(buckets.size()));
    for (std::size_t i = 0; i < buckets.size(); ++i) {
        const auto& [step, minimum, mean, maximum, bound, gradientNorm] = buckets[i]; // the norms have their own block
        block.col(Index(i)) << double(step), minimum, mean, maximum, bound;
    }
    return block;
}

/// A block beside the others, so that programs older than it read the file.
Eigen::ArrayXf gradientNorms(const std::vector<LossHistory::Bucket>& buckets) {
    Eigen::ArrayXf norms(Index(buckets.size()));
    for (std::size_t i = 0; i < buckets.size(); ++i)
        norms[Index(i)] = buckets[i].gradientNorm;
    return norms;
}

Eigen::ArrayXf finiteFloats(const engine::ZipReader& archive, const std::string& name, Index size) {
    Eigen::ArrayXf block = readFloats(archive, name, size);
    require(block.isFinite().all(), Sentence::of("a number in %1 is not finite.", name));
    return block;
}

LossHistory unpackedHistory(const Json& json, const std::string& folder, const engine::ZipReader& archive) {
    LossHistory history;
    const auto count = wholeAt<Index>(json, "buckets");
    require(count >= 0 && count <= Index(LossHistory::kMaximumBuckets), Sentence::of("its loss history is too long."));
    history.width = wholeAt<std::int64_t>(json, "width");
    history.filled = wholeAt<std::int64_t>(json, "filled");
    require(history.width >= 1 && history.filled >= 0 && history.filled <= history.width,
            Sentence::of("its loss history makes no sense."));
    const Matrix block = readBlock(archive, folder + "history.npy", 5, count);
    for (Index i = 0; i < count; ++i) {
        require(std::abs(block(0, i)) <= 0x1p53, Sentence::of("its loss history makes no sense."));
        history.buckets.push_back({std::int64_t(block(0, i)), float(block(1, i)), float(block(2, i)),
                                   float(block(3, i)), float(block(4, i))});
    }
    if (json.value("gradient_norms", false)) { // files older than it have none
        const Eigen::ArrayXf norms = finiteFloats(archive, folder + "gradient_norms.npy", count);
        require((norms >= 0).all(), Sentence::of("its gradient norms make no sense."));
        for (Index i = 0; i < count; ++i)
            history.buckets[std::size_t(i)].gradientNorm = norms[i];
    }
    return history;
}

std::string folderOf(const std::string& folder, std::int64_t step) {
    return folder + "milestones/" + std::to_string(step) + "/";
}

Json packed(const std::vector<Milestone>& milestones, const std::string& folder, engine::ZipWriter& archive) {
    Json json = Json::array();
    for (const auto& [step, model] : milestones) {
        addBlock(archive, folderOf(folder, step) + "averaged.npy", weightsOf(*model));
        if (model->companion)
            addBlock(archive, folderOf(folder, step) + "companion.npy", weightsOf(*model->companion));
        json.push_back({{"step", step}, {"cost_smoothing", model->costSmoothing}});
    }
    return json;
}

/// `checkpoint` has everything else already.
std::shared_ptr<const std::vector<Milestone>> unpackedMilestones(const Json& json, const std::string& folder,
                                                                 const Checkpoint& checkpoint,
                                                                 const engine::ZipReader& archive) {
    auto milestones = std::make_shared<std::vector<Milestone>>();
    const Index count = checkpoint.shape.parameterCount();
    std::int64_t before = 0;
    for (const Json& each : json) {
        const auto step = wholeAt<std::int64_t>(each, "step");
        require(step > before && step <= checkpoint.step, Sentence::of("the steps of its milestones make no sense."));
        before = step;
        const Eigen::ArrayXf weights = finiteFloats(archive, folderOf(folder, step) + "averaged.npy", count);
        Eigen::ArrayXf companion;
        if (checkpoint.companion)
            companion = finiteFloats(archive, folderOf(folder, step) + "companion.npy", count);
        milestones->push_back({step, checkpoint.modelOf(weights, finiteAt(each, "cost_smoothing"),
                                                        checkpoint.companion ? &companion : nullptr)});
    }
    return milestones->empty() ? nullptr : milestones;
}

} // namespace

Json packed(const Checkpoint& checkpoint, const std::string& folder, engine::ZipWriter& archive) {
    const auto& [settings, shape, normalization, step, firstStep, seconds, parameters, firstMoment, secondMoment,
                 averaged, adamSteps, averageUpdates, energyBound, smoothedLoss, costSmoothing, times,
                 masses, history, companion, milestones] = checkpoint;
    const auto& [dimension, hidden, activation] = shape;
    const auto& [buckets, width, filled] = history;
    addBlock(archive, folder + "parameters.npy", parameters);
    addBlock(archive, folder + "first_moment.npy", firstMoment);
    addBlock(archive, folder + "second_moment.npy", secondMoment);
    addBlock(archive, folder + "averaged.npy", averaged);
    addBlock(archive, folder + "history.npy", packed(buckets));
    addBlock(archive, folder + "gradient_norms.npy", gradientNorms(buckets));
    return {{"settings", packed(settings)},
            {"network", {{"dimension", dimension}, {"hidden", hidden}, {"activation", named(name(activation))}}},
            {"normalization", packed(normalization)},
            {"step", step},
            {"first_step", firstStep},
            {"seconds", seconds},
            {"adam_steps", adamSteps},
            {"average_updates", averageUpdates},
            {"energy_bound", orNull(energyBound)},
            {"smoothed_loss", smoothedLoss},
            {"cost_smoothing", costSmoothing},
            {"masses", {{"times", masses.times()}, {"masses", masses.masses()}}},
            {"companion", companion ? packed(*companion, folder + "companion/", archive) : Json()},
            {"times", {{"moments", times.moments}, {"updates", times.updates}}},
            {"history", {{"buckets", buckets.size()}, {"width", width}, {"filled", filled}, {"gradient_norms", true}}},
            {"milestones", milestones ? packed(*milestones, folder, archive) : Json::array()},
            {"blocks", folder}};
}

std::shared_ptr<const Checkpoint> unpackedCheckpoint(const Json& json, const engine::ZipReader& archive) {
    auto checkpoint = std::make_shared<Checkpoint>();
    const std::string folder = json.at("blocks").get<std::string>();
    checkpoint->settings = unpackedSettings(json.at("settings"));
    const Json& network = json.at("network");
    checkpoint->shape = {wholeAt<int>(network, "dimension"), wholeNumbersAt<int>(network, "hidden"),
                         engine::activationNamed(network.at("activation").get<std::string>())};
    checkpoint->shape.validate();
    checkpoint->normalization = unpackedNormalization(json.at("normalization"), checkpoint->shape.dimension);
    checkpoint->step = wholeAt<std::int64_t>(json, "step");
    checkpoint->firstStep = wholeAt<std::int64_t>(json, "first_step");
    checkpoint->adamSteps = wholeAt<std::int64_t>(json, "adam_steps");
    checkpoint->averageUpdates = wholeAt<std::int64_t>(json, "average_updates");
    require(checkpoint->step >= 0 && checkpoint->firstStep >= 0 && checkpoint->firstStep <= checkpoint->step &&
                checkpoint->adamSteps >= 0 && checkpoint->averageUpdates >= 0,
            Sentence::of("a training has a negative number of steps."));
    checkpoint->seconds = finiteAt(json, "seconds");
    checkpoint->energyBound = optionalAt<double>(json, "energy_bound");
    checkpoint->smoothedLoss = finiteAt(json, "smoothed_loss");
    checkpoint->costSmoothing = finiteAt(json, "cost_smoothing");
    checkpoint->masses = unpackedMasses(json.at("masses"));
    checkpoint->times = unpackedTimes(json.at("times"));
    checkpoint->history = unpackedHistory(json.at("history"), folder, archive);

    const Index count = checkpoint->shape.parameterCount();
    checkpoint->parameters = finiteFloats(archive, folder + "parameters.npy", count);
    checkpoint->firstMoment = finiteFloats(archive, folder + "first_moment.npy", count);
    checkpoint->secondMoment = finiteFloats(archive, folder + "second_moment.npy", count);
    checkpoint->averaged = finiteFloats(archive, folder + "averaged.npy", count);
    if (const Json& packed = json.at("companion"); !packed.is_null()) {
        const auto companion = unpackedCheckpoint(packed, archive);
        require(!companion->companion && companion->shape == checkpoint->shape &&
                    companion->normalization == checkpoint->normalization,
                Sentence::of("the two networks of a pair do not fit together."));
        checkpoint->companion = companion;
    }
    if (json.contains("milestones")) // files older than it have none
        checkpoint->milestones = unpackedMilestones(json.at("milestones"), folder, *checkpoint, archive);
    return checkpoint;
}

} // namespace ui::manifest
