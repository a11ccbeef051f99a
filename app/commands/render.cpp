#include "app/commands/commands.h"
#include "app/commands/input.h"
#include "app/commands/shared.h"
#include "engine/core/text.h"
#include "engine/session/plane_sampler.h"
#include "engine/session/stage_motion.h"
#include "ui/document/project_file.h"
#include "ui/export/animation_renderer.h"
#include "ui/export/sink_for.h"
#include "ui/export/vector_file.h"
#include "ui/scene/camera_rig.h"
#include "ui/scene/scene_capture.h"

#include <algorithm>
#include <numbers>

namespace app {

using engine::Error;
using engine::ErrorCode;
using ui::AnimationSettings;
using ui::CameraRig;
using ui::Project;

namespace {

/// Shows exactly these layers.
void chooseLayers(const Arguments& arguments, ui::LayerChoices& layers) {
    const auto names = arguments.names("layers");
    if (!names)
        return;
    const std::vector<std::pair<std::string, bool*>> known = {
        {"snapshots", &layers.snapshots}, {"particles", &layers.particles}, {"trails", &layers.trails},
        {"velocity", &layers.velocity},   {"axes", &layers.axes},           {"legend", &layers.legend},
        {"field", &layers.field},         {"density", &layers.density},     {"streams", &layers.streams},
        {"unreached", &layers.unreached}, {"truth", &layers.truth},         {"sparks", &layers.sparks},
        {"overlay", &layers.overlay}};
    std::string list;
    for (const auto& [name, shown] : known) {
        *shown = false;
        list += (list.empty() ? "" : ", ") + name;
    }
    for (const std::string& wanted : *names) {
        bool isKnown = false;
        for (const auto& [name, shown] : known)
            if (name == wanted)
                *shown = isKnown = true;
        if (!isKnown)
            throw Error(ErrorCode::InvalidArgument, "--layers: there is no layer " + wanted + ".",
                        "The layers are " + list + ".");
    }
}

/// The axes of the data that the picture shows.
void chooseAxes(const Arguments& arguments, Project& project) {
    const auto names = arguments.names("axes");
    if (!names)
        return;
    const int dimension = project.dataset.dimension();
    const std::vector<std::string> known = engine::namesOfAxes(project.dataset.axisNames, dimension);
    std::string list;
    for (const std::string& name : known)
        list += (list.empty() ? "" : ", ") + name;
    std::vector<int> axes;
    for (const std::string& name : *names) {
        const auto found = std::find(known.begin(), known.end(), name);
        const int axis = int(found - known.begin());
        if (found == known.end() || std::find(axes.begin(), axes.end(), axis) != axes.end())
            throw Error(ErrorCode::InvalidArgument,
                        found == known.end() ? "--axes: there is no axis " + name + "." : "--axes: " + name + " twice.",
                        "The axes are " + list + ".");
        axes.push_back(axis);
    }
    if (axes.size() < 2 || axes.size() > 3)
        throw Error(ErrorCode::InvalidArgument, "--axes: a picture has two axes or three.", "The axes are " + list + ".");
    project.view.projection = ui::Projection::ofAxes(axes, dimension);
}

void chooseField(const Arguments& arguments, ui::LayerStyles& styles) {
    const auto typed = arguments.text("field");
    if (!typed)
        return;
    const auto quantity = engine::planeQuantityNamed(*typed);
    std::string list;
    for (const engine::PlaneQuantity known : engine::kPlaneQuantities)
        list += (list.empty() ? "" : ", ") + std::string(engine::name(known));
    if (!quantity)
        throw Error(ErrorCode::InvalidArgument, "--field: there is no quantity " + *typed + ".",
                    "The quantities are " + list + ".");
    styles.field = *quantity;
}

CameraRig fittedRig(const Project& project, const AnimationSettings& settings) {
    CameraRig rig;
    const ui::SceneState state = ui::SceneComposer().compose(project, {}, settings.theme, project.dataset.firstTime());
    rig.setContents(state.dimension, state.bounds);
    rig.setPerspective(!state.orthographic);
    rig.setViewport(settings.width / settings.effectiveScale(), settings.height / settings.effectiveScale());
    return rig;
}

/// A side by its name, or "AZIMUTH,ELEVATION[,ZOOM]" in degrees, or, in two dimensions, "ZOOM".
ui::CameraPose poseFrom(const std::string& typed, const std::vector<std::string>& parts, CameraRig rig) {
    using Side = CameraRig::Side;
    const bool isFlat = rig.dimension() < 3;
    for (const auto& [name, side] :
         {std::pair("front", Side::Front), std::pair("back", Side::Back), std::pair("left", Side::Left),
          std::pair("right", Side::Right), std::pair("top", Side::Top), std::pair("bottom", Side::Bottom),
          std::pair("iso", Side::Iso)})
        if (typed == name && !isFlat) {
            rig.show(side);
            return rig.pose();
        }
    std::vector<double> numbers;
    for (const std::string& part : parts)
        if (const auto number = parsedNumber(part))
            numbers.push_back(*number);
    const std::size_t angles = isFlat ? 0 : 2;
    const bool isWhole = numbers.size() == parts.size() && numbers.size() >= std::max<std::size_t>(angles, 1) &&
                         numbers.size() <= angles + 1;
    const double zoom = isWhole && numbers.size() > angles ? numbers.back() : 1;
    if (!isWhole || !(zoom > 0))
        throw Error(
            ErrorCode::InvalidArgument, "--camera " + typed + " is not understood.",
            isFlat ? "In two dimensions it is fit, or a zoom factor like 1.5."
                   : "It is fit, front, back, left, right, top, bottom, iso, or AZIMUTH,ELEVATION[,ZOOM] in degrees.");
    ui::CameraPose pose = rig.pose();
    if (!isFlat) {
        pose.azimuth = numbers[0] * std::numbers::pi / 180;
        pose.elevation = numbers[1] * std::numbers::pi / 180;
        pose = rig.fitted(pose);
    }
    pose.halfHeight /= zoom;
    return pose;
}

void aim(const Arguments& arguments, Project& project, const AnimationSettings& settings) {
    const auto typed = arguments.text("camera");
    if (!typed)
        return;
    project.view.camera.reset(); // fit
    if (*typed != "fit")
        project.view.camera =
            ui::storedCamera(poseFrom(*typed, *arguments.names("camera"), fittedRig(project, settings)));
}

ui::FilmQuality qualityFrom(const Arguments& arguments) {
    using ui::FilmQuality;
    const std::string typed = arguments.text("quality").value_or("high");
    for (const auto& [name, quality] : {std::pair("low", FilmQuality::Low), std::pair("medium", FilmQuality::Medium),
                                        std::pair("high", FilmQuality::High)})
        if (typed == name)
            return quality;
    throw Error(ErrorCode::InvalidArgument, "--quality " + typed + ": low, medium or high is needed.");
}

AnimationSettings settingsFrom(const Arguments& arguments, const Project& project) {
    AnimationSettings settings;
    if (const auto size = arguments.size("size"))
        std::tie(settings.width, settings.height) = *size;
    settings.framesPerSecond = arguments.positive("fps").value_or(settings.framesPerSecond);
    settings.seconds = arguments.positive("seconds").value_or(project.view.secondsPerPass + settings.holdLast);
    settings.holdLast = std::min(settings.holdLast, settings.seconds / 4);
    if (const auto hold = arguments.number("hold")) {
        if (!(*hold >= 0 && *hold <= settings.seconds))
            throw Error(ErrorCode::InvalidArgument, "--hold: the end is held for a part of the film's seconds.",
                        "Choose a number from 0 to the length of the film.");
        settings.holdLast = *hold;
    }
    settings.quality = qualityFrom(arguments);
    settings.from = arguments.number("from");
    settings.to = arguments.number("to");
    settings.extras.clock = !arguments.has("no-clock");
    settings.extras.title = arguments.has("title");
    const std::string theme = arguments.text("theme").value_or("dark");
    if (theme != "dark" && theme != "light" && theme != "contrast")
        throw Error(ErrorCode::InvalidArgument, "--theme " + theme + ": light, dark or contrast is needed.");
    settings.theme = theme == "dark"    ? ui::darkTheme()
                     : theme == "light" ? ui::lightTheme()
                                        : ui::contrastTheme();
    constexpr double kMostFrames = 1e6;
    if (settings.framesPerSecond * settings.seconds > kMostFrames)
        throw Error(ErrorCode::InvalidArgument, "So many frames make no film.",
                    "Choose fewer --seconds or a lower --fps.");
    return settings;
}

/// What moves, exactly as the window shows it when training is done. Leaves the runs that have learned something; in an
/// untrained project the active one, which does not move.
std::vector<ui::SceneResults> resultsOf(Project& project, bool backward, const Arguments& arguments, Console& console) {
    if (!project.trainedRun()) {
        console.note("The project has no trained network: only its snapshots are drawn.");
        project.runs = {project.run()};
        return {{}};
    }
    std::erase_if(project.runs, [](const ui::Run& run) { return !run.checkpoint; });
    engine::WorkerPool pool(threadsFrom(arguments));
    Progress progress(console, "Moving particles");
    std::vector<ui::SceneResults> results;
    for (const ui::Run& run : project.runs) {
        engine::StageMotion motion =
            engine::stageMotion(*run.checkpoint->model(), pool, project.dataset,
                                {project.view.particleCount, arguments.seed("seed").value_or(run.settings.seed),
                                 run.noise, backward, project.view.styles.wantLikelihood()},
                                engine::MotionCare::Final, console.stop(), [&](double part) {
                                    progress.update((double(results.size()) + part) / double(project.runs.size()));
                                });
        std::shared_ptr<const engine::PlaneSamples> plane;
        if (project.view.wantPlane() && project.dataset.dimension() == 2)
            plane = engine::samplePlane(run.checkpoint->model(), pool, project.dataset, *motion.trajectories,
                                        engine::MotionCare::Final);
        results.push_back({std::move(motion.trajectories), std::move(motion.field), std::move(plane)});
    }
    return results;
}

void renderStill(const Project& project, const std::vector<ui::SceneResults>& results,
                 const AnimationSettings& settings, double time, const std::string& output) {
    if (ui::isVectorFile(output)) {
        ui::renderVectorStill(project, results, settings, time, output);
        return;
    }
    const auto sink = ui::sinkFor(output, settings.width, settings.height, settings.framesPerSecond);
    sink->add(ui::renderStill(project, results, settings, time));
    sink->finish();
}

void renderFilm(const Project& project, const std::vector<ui::SceneResults>& results, const AnimationSettings& settings,
                const std::string& output, Console& console) {
    const auto sink = ui::sinkFor(output, settings.width, settings.height, settings.framesPerSecond, settings.quality);
    Progress progress(console, "Drawing");
    ui::renderAnimation(
        project, results, settings, *sink,
        [&](const ui::AnimationProgress& now) {
            progress.update(double(now.frame) / now.frames,
                            "frame " + std::to_string(now.frame) + " of " + std::to_string(now.frames));
        },
        console.stop());
}

/// What cannot be drawn or written is told before the particles move.
void refuseEarly(const std::string& output, const AnimationSettings& settings) {
    if (ui::isVectorFile(output)) {
        ui::requireSensible(settings.width, settings.height, settings.framesPerSecond);
        requireWritable(output);
    } else {
        ui::sinkFor(output, settings.width, settings.height, settings.framesPerSecond);
    }
    ui::SceneCapture();
}

void run(const Arguments& arguments, Console& console) {
    const std::string output = *arguments.text("output");
    const bool isStill = ui::isStill(output);
    if (!isStill && arguments.has("time"))
        throw Error(ErrorCode::InvalidArgument, "--time belongs to a still picture; " + output + " is an animation.",
                    "Leave it out, or write a .png, .svg or .pdf.");
    Project project = ui::readProject(QString::fromStdString(arguments.operands().front()));
    if (project.dataset.isEmpty())
        throw Error(ErrorCode::UnusableInput, "There is nothing to draw: the project has no snapshots.",
                    "Put data into it first.");
    const AnimationSettings settings = settingsFrom(arguments, project);
    chooseLayers(arguments, project.view.layers);
    chooseField(arguments, project.view.styles);
    project.view.particleCount =
        int(arguments.integer("particles", 1, 10'000'000).value_or(project.view.particleCount));
    chooseAxes(arguments, project);
    aim(arguments, project, settings);
    refuseEarly(output, settings);

    const double first = project.dataset.firstTime(), last = project.dataset.lastTime();
    const bool backward = settings.to.value_or(last) < settings.from.value_or(first);
    const std::vector<ui::SceneResults> results = resultsOf(project, backward, arguments, console);
    if (isStill) {
        const double time = arguments.number("time").value_or((first + last) / 2);
        renderStill(project, results, settings, time, output);
        console.json["time"] = time;
    } else {
        renderFilm(project, results, settings, output, console);
    }
    console.json.update({{"output", output},
                         {"width", settings.width},
                         {"height", settings.height},
                         {"frames", isStill ? 1 : settings.frameCount()},
                         {"frames_per_second", settings.framesPerSecond}});
    console.result("Wrote " + output + (isStill ? "" : ": " + std::to_string(settings.frameCount()) + " frames") +
                   ", " + std::to_string(settings.width) + " x " + std::to_string(settings.height));
}

} // namespace

Command renderCommand() {
    Command command;
    command.name = "render";
    command.operands = "P.kino -o F";
    command.summary = "draws the animation: .mp4, .webm, .gif, .apng, frames name-%04d.png, or one .png, .svg, .pdf";
    command.options = {
        {"output", "F", "the file to write", 'o'},
        {"size", "WxH", "in pixels (default 1280x720)"},
        {"fps", "N", "frames per second (default 30)"},
        {"seconds", "S", "length of the film (default: as the project plays)"},
        {"hold", "S", "of these, how long the end is shown (default 0.5)"},
        {"quality", "low|medium|high", "of a film; lower makes a smaller file (default high)"},
        {"from", "T", "first moment, in the data's time; later than the last to run backwards"},
        {"to", "T", "last moment, in the data's time"},
        {"time", "T", "of a still picture, in the data's time (default: half-way)"},
        {"camera", "CAMERA",
         "fit, front, back, left, right, top, bottom, iso, or AZIMUTH,ELEVATION[,ZOOM] in\n"
         "                                  degrees; in two dimensions fit or ZOOM (default: the project's)"},
        {"axes", "A,B[,C]", "axes of the data that the picture shows, by name (default: the project's projection)"},
        {"layers", "A,B,...",
         "exactly these: snapshots, particles, trails, velocity, axes, legend, field, density,\n"
         "                                  streams, unreached, truth, sparks, overlay (default: the project's)"},
        {"field", "QUANTITY",
         "what the layer field shows: action, growth, divergence, laplacian, speed, truth,\n"
         "                                  difference; apart, density-apart: from the first\n"
         "                                  pane (default: as the project says)"},
        {"theme", "light|dark|contrast", "default dark"},
        {"no-clock", "", "leave the running time out"},
        {"title", "", "write the title of the data"},
        {"particles", "N", "how many move (default: as the project says)"},
    };
    command.leastOperands = command.mostOperands = 1;
    command.required = {"output"};
    command.example = "kinetoscope train example:split --steps 300 -o split.kino && "
                      "kinetoscope render split.kino --size 640x360 --seconds 2 -o split.mp4";
    command.details =
        "Draws by surfaceless EGL: no display is needed. The film is the one the window shows; several trained\n"
        "runs lie in panes beside each other. In .svg and .pdf points, trails, lines and type are shapes and text; "
        "the\n"
        "colours of the layers field and density, clouds of more than 20,000 points and reliefs are embedded pixels.";
    command.run = run;
    return command;
}

} // namespace app
