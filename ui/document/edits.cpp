#include "ui/document/edits.h"

#include "engine/core/error.h"
#include "ui/document/run_words.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <memory>
#include <sstream>
#include <utility>

namespace ui::edits {

using engine::Dataset;
using engine::Error;
using engine::ErrorCode;
using engine::Index;
using engine::PointChunk;
using engine::PointSet;
using engine::Real;
using engine::Sentence;
using engine::Snapshot;
using engine::Vector;

namespace {

Snapshot& at(Project& project, int snapshot) {
    assert(snapshot >= 0 && snapshot < int(project.dataset.snapshots.size()));
    return project.dataset.snapshots[std::size_t(snapshot)];
}

void requireFree(const Dataset& dataset, Real time, int except = -1) {
    if (!std::isfinite(time))
        throw Error(ErrorCode::InvalidArgument, Sentence::of("The time of a snapshot must be a finite number."));
    for (int i = 0; i < int(dataset.snapshots.size()); ++i)
        if (i != except && dataset.snapshots[std::size_t(i)].time == time) {
            std::ostringstream text;
            text << time;
            throw Error(ErrorCode::InvalidArgument, Sentence::of("There is a snapshot at time %1 already.", text.str()),
                        Sentence::of("Choose another time, or move that snapshot first."));
        }
}

int indexOfTime(const Dataset& dataset, Real time) {
    const auto found = std::find_if(dataset.snapshots.begin(), dataset.snapshots.end(),
                                    [&](const Snapshot& s) { return s.time == time; });
    return int(found - dataset.snapshots.begin());
}

void requireName(const std::vector<ViewChoices::SavedView>& views, const std::string& name) {
    if (name.empty())
        throw Error(ErrorCode::InvalidArgument, Sentence::of("A saved view needs a name."));
    if (std::any_of(views.begin(), views.end(), [&](const auto& view) { return view.name == name; }))
        throw Error(ErrorCode::InvalidArgument, Sentence::of("There is a view called %1 already.", name),
                    Sentence::of("Choose another name."));
}

std::size_t indexOfRun(const Project& project, int runId) {
    const Run* run = project.find(runId);
    assert(run);
    return std::size_t(run - project.runs.data());
}

/// Calls `change(chunk, first, begin, end)` for every chunk that holds some of the indices, which begin … end are, and
/// puts what it returns in its place (null: nothing). The other chunks stay shared.
template <class Change> PointSet withChanged(const PointSet& points, const std::vector<Index>& indices, Change change) {
    std::vector<std::shared_ptr<const PointChunk>> chunks;
    auto begin = indices.begin();
    Index first = 0;
    for (const auto& chunk : points.chunks()) {
        const Index next = first + chunk->points.cols();
        const auto end = std::lower_bound(begin, indices.end(), next);
        if (auto result = begin == end ? chunk : change(*chunk, first, begin, end))
            chunks.push_back(std::move(result));
        begin = end;
        first = next;
    }
    return PointSet::ofChunks(std::move(chunks));
}

} // namespace

int addSnapshot(Project& project, Real time, const PointSet& points) {
    Dataset& dataset = project.dataset;
    requireFree(dataset, time);
    Snapshot snapshot;
    snapshot.time = time;
    dataset.snapshots.push_back(std::move(snapshot));
    dataset.sortByTime();
    const int index = indexOfTime(dataset, time);
    if (!points.isEmpty())
        appendPoints(project, index, points);
    return index;
}

int duplicateSnapshot(Project& project, int snapshot) {
    Dataset& dataset = project.dataset;
    Snapshot copy = at(project, snapshot);
    const bool isLast = snapshot + 1 == int(dataset.snapshots.size());
    const Real usual = dataset.snapshots.size() > 1
                           ? (dataset.lastTime() - dataset.firstTime()) / Real(dataset.snapshots.size() - 1)
                           : Real(1);
    copy.time = isLast ? copy.time + usual : (copy.time + at(project, snapshot + 1).time) / 2;
    const Real time = copy.time;
    requireFree(dataset, time);
    dataset.snapshots.push_back(std::move(copy));
    dataset.sortByTime();
    return indexOfTime(dataset, time);
}

void deleteSnapshot(Project& project, int snapshot) {
    at(project, snapshot);
    project.dataset.snapshots.erase(project.dataset.snapshots.begin() + snapshot);
}

void renameSnapshot(Project& project, int snapshot, const std::string& name) { at(project, snapshot).name = name; }

int retimeSnapshot(Project& project, int snapshot, Real time) {
    Snapshot& moved = at(project, snapshot);
    requireFree(project.dataset, time, snapshot);
    moved.time = time;
    project.dataset.sortByTime();
    return indexOfTime(project.dataset, time);
}

void setHeldOut(Project& project, int snapshot, bool heldOut) { at(project, snapshot).heldOut = heldOut; }

void setHidden(Project& project, int snapshot, bool hidden) { at(project, snapshot).hidden = hidden; }

void setColor(Project& project, int snapshot, std::optional<unsigned> color) { at(project, snapshot).color = color; }

void setMass(Project& project, int snapshot, std::optional<Real> mass) {
    if (mass && !(std::isfinite(*mass) && *mass > 0))
        throw Error(ErrorCode::InvalidArgument, Sentence::of("The mass of a snapshot must be a positive number."));
    at(project, snapshot).mass = mass;
}

void moveSnapshot(Project& project, int snapshot, int to) {
    at(project, snapshot);
    at(project, to);
    std::vector<Snapshot>& all = project.dataset.snapshots;
    std::vector<Real> times;
    for (const Snapshot& s : all)
        times.push_back(s.time);
    const auto from = all.begin() + snapshot, place = all.begin() + to;
    if (snapshot < to)
        std::rotate(from, from + 1, place + 1);
    else
        std::rotate(place, from, from + 1);
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i].time = times[i];
}

void appendPoints(Project& project, int snapshot, const PointSet& points) {
    Snapshot& changed = at(project, snapshot);
    if (points.isEmpty())
        return;
    if (const int dimension = project.dataset.dimension(); dimension > 0 && dimension != points.dimension())
        throw Error(ErrorCode::InvalidArgument,
                    Sentence::of("A new point needs all %1 coordinates of the data; these have %2.", dimension,
                                 points.dimension()),
                    dimension > points.dimension()
                        ? Sentence::of("Points that are there can be erased, selected and moved in the picture.")
                        : "");
    changed.points = changed.points.isEmpty() ? points : changed.points.appended(points);
}

Index eraseDisc(Project& project, int snapshot, const Vector& center, Real radius) {
    const Real squared = radius * radius;
    const Projection picture = project.projection();
    const bool isInPicture = center.size() == picture.pictureDimension() && !picture.isIdentity();
    return erasePoints(project, snapshot, [&](const Eigen::Ref<const Vector>& point) {
        if (isInPicture)
            return (picture.matrix() * point - center).squaredNorm() <= squared;
        const Index known = std::min(point.size(), center.size());
        return (point.head(known) - center.head(known)).squaredNorm() <= squared;
    });
}

Index erasePoints(Project& project, int snapshot, const std::function<bool(const Eigen::Ref<const Vector>&)>& isHit) {
    Snapshot& changed = at(project, snapshot);
    const Index before = changed.points.size();
    changed.points = changed.points.without(isHit);
    return before - changed.points.size();
}

void deletePoints(Project& project, int snapshot, const std::vector<Index>& indices) {
    assert(std::is_sorted(indices.begin(), indices.end()));
    Snapshot& changed = at(project, snapshot);
    changed.points =
        withChanged(changed.points, indices,
                    [](const PointChunk& chunk, Index first, auto next, auto end) -> std::shared_ptr<const PointChunk> {
                        std::vector<Index> kept;
                        for (Index j = 0; j < chunk.points.cols(); ++j)
                            if (next != end && *next == first + j)
                                ++next;
                            else
                                kept.push_back(j);
                        if (kept.empty())
                            return nullptr;
                        PointChunk made;
                        made.points = chunk.points(Eigen::all, kept);
                        if (chunk.weights.size())
                            made.weights = chunk.weights(kept);
                        if (chunk.attributes.rows())
                            made.attributes = chunk.attributes(Eigen::all, kept);
                        return std::make_shared<const PointChunk>(std::move(made));
                    });
}

void movePoints(Project& project, int snapshot, const std::vector<Index>& indices, const Vector& offset) {
    assert(std::is_sorted(indices.begin(), indices.end()));
    Snapshot& changed = at(project, snapshot);
    const Projection picture = project.projection();
    const bool isInPicture = offset.size() == picture.pictureDimension() && !picture.isWhole();
    const Vector way = isInPicture ? Vector(picture.matrix().transpose() * offset) : offset;
    changed.points = withChanged(
        changed.points, indices,
        [&](const PointChunk& chunk, Index first, auto next, auto end) -> std::shared_ptr<const PointChunk> {
            PointChunk made = chunk;
            for (; next != end; ++next)
                made.points.col(*next - first) += way;
            return std::make_shared<const PointChunk>(std::move(made));
        });
}

void changeSettings(Project& project, int runId, const engine::TrainingSettings& settings) {
    settings.validate();
    if (const Run& run = project.runs[indexOfRun(project, runId)]; run.stored && !(run.settings == settings))
        throw Error(ErrorCode::InvalidArgument, Sentence::of("A stored run keeps the settings it was trained with."),
                    Sentence::of("Compare with a copy, which trains on from it."));
    for (Run& run : project.runs)
        if (run.id == runId)
            run.settings = settings;
}

void setNoise(Project& project, int runId, std::optional<double> noise) {
    if (noise && !(std::isfinite(*noise) && *noise >= 0))
        throw Error(ErrorCode::InvalidArgument, Sentence::of("The noise must be 0 or more."));
    project.runs[indexOfRun(project, runId)].noise = noise;
}

void saveView(Project& project, const ViewChoices::SavedView& view) {
    auto& views = project.view.savedViews;
    if (views.size() >= ViewChoices::kMostSavedViews)
        throw Error(ErrorCode::InvalidArgument,
                    Sentence::of("No more than %1 views can be kept.", ViewChoices::kMostSavedViews),
                    Sentence::of("Delete one of them first."));
    requireName(views, view.name);
    views.push_back(view);
}

void renameView(Project& project, int view, const std::string& name) {
    auto& views = project.view.savedViews;
    assert(view >= 0 && view < int(views.size()));
    if (views[std::size_t(view)].name == name)
        return;
    requireName(views, name);
    views[std::size_t(view)].name = name;
}

void removeView(Project& project, int view) {
    auto& views = project.view.savedViews;
    assert(view >= 0 && view < int(views.size()));
    views.erase(views.begin() + view);
}

void addOverlay(Project& project, const std::shared_ptr<const engine::Outlines>& overlay) {
    std::erase_if(project.overlays, [&](const auto& other) { return other->name == overlay->name; });
    project.overlays.push_back(overlay);
    project.view.layers.overlay = true;
}

namespace {

/// Puts a run into the list under a number of its own, which is returned.
int inserted(Project& project, Run run, std::size_t at) {
    if (project.runs.size() >= Project::kMostRuns)
        throw Error(ErrorCode::InvalidArgument,
                    Sentence::of("At most %1 panes can stand side by side.", Project::kMostRuns),
                    Sentence::of("Close one of them first."));
    for (const Run& other : project.runs)
        run.id = std::max(run.id, other.id + 1);
    project.runs.insert(project.runs.begin() + std::ptrdiff_t(at), run);
    return run.id;
}

} // namespace

int duplicateRun(Project& project, int runId) {
    const std::size_t at = indexOfRun(project, runId);
    Run copy = project.runs[at];
    if (std::exchange(copy.stored, false))
        copy.name.clear(); // it becomes another one
    return project.activeRun = inserted(project, std::move(copy), at + 1);
}

int keepRun(Project& project, int runId) {
    const std::size_t at = indexOfRun(project, runId);
    Run kept = project.runs[at];
    if (kept.stored)
        throw Error(ErrorCode::InvalidArgument, Sentence::of("This run is kept already."));
    if (!kept.checkpoint)
        throw Error(ErrorCode::InvalidArgument, Sentence::of("This run has learned nothing yet that could be kept."),
                    Sentence::of("Train it first."));
    kept.name = runTitle(kept) + ", kept";
    kept.settings = kept.checkpoint->settings;
    kept.stored = true;
    return inserted(project, std::move(kept), at + 1);
}

int addStoredRun(Project& project, const Project& other, const std::string& file) {
    const Run* trained = other.trainedRun();
    if (!trained)
        throw Error(ErrorCode::UnusableInput, Sentence::of("%1 has no trained run.", file),
                    Sentence::of("Train that project, save it, and add it again."));
    const int dimension = project.dataset.dimension(), theirs = trained->checkpoint->shape.dimension;
    if (!project.dataset.isEmpty() && theirs != dimension)
        throw Error(
            ErrorCode::UnusableInput,
            Sentence::of("%1 was trained in %2 dimensions, and the data here have %3.", file, theirs, dimension),
            Sentence::of("Only runs of data with as many dimensions can be compared."));
    Run run = *trained;
    run.name = other.runs.size() > 1 || !run.name.empty() ? file + ", " + runTitle(*trained) : file;
    run.settings = run.checkpoint->settings;
    run.stored = true;
    return inserted(project, std::move(run), project.runs.size());
}

void removeRun(Project& project, int runId) {
    if (project.runs.size() == 1)
        throw Error(ErrorCode::InvalidArgument, Sentence::of("The last pane cannot be closed."));
    if (std::none_of(project.runs.begin(), project.runs.end(),
                     [&](const Run& run) { return run.id != runId && !run.stored; }))
        throw Error(ErrorCode::InvalidArgument, Sentence::of("The last pane that trains cannot be closed."),
                    Sentence::of("Compare with a copy of a stored run first, which trains on from it."));
    const std::size_t at = indexOfRun(project, runId);
    project.runs.erase(project.runs.begin() + std::ptrdiff_t(at));
    if (project.activeRun == runId)
        project.activeRun = project.runs[std::min(at, project.runs.size() - 1)].id;
}

} // namespace ui::edits
