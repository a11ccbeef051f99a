#include "app/commands/commands.h"
#include "app/commands/input.h"
#include "app/commands/shared.h"
#include "engine/core/text.h"
#include "engine/session/stage_motion.h"
#include "ui/document/project_file.h"
#include "ui/export/animation_renderer.h"
#include "ui/export/sink_for.h"
#include "ui/scene/camera_rig.h"
#include "ui/scene/scene_capture.h"

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
        {"velocity", &layers.velocity},   {"axes", &layers.axes},           {"legend", &layers.legend}};
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

CameraRig fittedRig(const Project& project, const AnimationSettings& settings) {
    CameraRig rig;
    const ui::SceneState state = ui::SceneComposer().compose(project, {}, settings.theme, project.dataset.firstTime());
    rig.setContents(state.dimension, state.bounds);
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
    if (theme != "dark" && theme != "light")
        throw Error(ErrorCode::InvalidArgument, "--theme " + theme + ": light or dark is needed.");
    settings.theme = theme == "dark" ? ui::darkTheme() : ui::lightTheme();
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
        engine::StageMotion motion = engine::stageMotion(
            *run.checkpoint->model(), pool, project.dataset,
            {project.view.particleCount, arguments.seed("seed").value_or(run.settings.seed), run.noise, backward},
            engine::MotionCare::Final, console.stop(),
            [&](double part) { progress.update((double(results.size()) + part) / double(project.runs.size())); });
        results.push_back({std::move(motion.trajectories), std::move(motion.field)});
    }
    return results;
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
    ui::sinkFor(output, settings.width, settings.height, settings.framesPerSecond);
    ui::SceneCapture();
}

void run(const Arguments& arguments, Console& console) {
    const std::string output = *arguments.text("output");
    const bool isStill = ui::isStill(output);
    if (!isStill && arguments.has("time"))
        throw Error(ErrorCode::InvalidArgument, "--time belongs to a still picture; " + output + " is an animation.",
                    "Leave it out, or write a .png.");
    Project project = ui::readProject(QString::fromStdString(arguments.operands().front()));
    if (project.dataset.isEmpty())
        throw Error(ErrorCode::UnusableInput, "There is nothing to draw: the project has no snapshots.",
                    "Put data into it first.");
    const AnimationSettings settings = settingsFrom(arguments, project);
    chooseLayers(arguments, project.view.layers);
    project.view.particleCount =
        int(arguments.integer("particles", 1, 10'000'000).value_or(project.view.particleCount));
    aim(arguments, project, settings);
    refuseEarly(output, settings);

    const double first = project.dataset.firstTime(), last = project.dataset.lastTime();
    const bool backward = settings.to.value_or(last) < settings.from.value_or(first);
    const std::vector<ui::SceneResults> results = resultsOf(project, backward, arguments, console);
    if (isStill) {
        const auto sink = ui::sinkFor(output, settings.width, settings.height, settings.framesPerSecond);
        const double time = arguments.number("time").value_or((first + last) / 2);
        sink->add(ui::renderStill(project, results, settings, time));
        sink->finish();
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
    command.summary = "draws the animation: .mp4, .webm, .gif, .apng, frames name-%04d.png, or one .png";
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
        {"layers", "A,B,...",
         "exactly these: snapshots, particles, trails, velocity, axes, legend (default: the\n"
         "                                  project's)"},
        {"theme", "light|dark", "default dark"},
        {"no-clock", "", "leave the running time out"},
        {"title", "", "write the title of the data"},
        {"particles", "N", "how many move (default: as the project says)"},
    };
    command.leastOperands = command.mostOperands = 1;
    command.required = {"output"};
    command.example = "kinetoscope train example:split --steps 300 -o split.kino && "
                      "kinetoscope render split.kino --size 640x360 --seconds 2 -o split.mp4";
    command.details = "Draws by surfaceless EGL: no display is needed. The film is the one the window shows; several trained\n"
                      "runs lie in panes beside each other.";
    command.run = run;
    return command;
}

} // namespace app
