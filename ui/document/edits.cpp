#include "ui/document/edits.h"

#include "engine/core/error.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <memory>
#include <sstream>

namespace ui::edits {

using engine::Dataset;
using engine::Error;
using engine::ErrorCode;
using engine::Index;
using engine::PointChunk;
using engine::PointSet;
using engine::Real;
using engine::Snapshot;
using engine::Vector;

namespace {

Snapshot& at(Project& project, int snapshot) {
    assert(snapshot >= 0 && snapshot < int(project.dataset.snapshots.size()));
    return project.dataset.snapshots[std::size_t(snapshot)];
}

void requireFree(const Dataset& dataset, Real time, int except = -1) {
    if (!std::isfinite(time))
        throw Error(ErrorCode::InvalidArgument, "The time of a snapshot must be a finite number.");
    for (int i = 0; i < int(dataset.snapshots.size()); ++i)
        if (i != except && dataset.snapshots[std::size_t(i)].time == time) {
            std::ostringstream text;
            text << "There is a snapshot at time " << time << " already.";
            throw Error(ErrorCode::InvalidArgument, text.str(), "Choose another time, or move that snapshot first.");
        }
}

int indexOfTime(const Dataset& dataset, Real time) {
    const auto found = std::find_if(dataset.snapshots.begin(), dataset.snapshots.end(),
                                    [&](const Snapshot& s) { return s.time == time; });
    return int(found - dataset.snapshots.begin());
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

void appendPoints(Project& project, int snapshot, const PointSet& points) {
    Snapshot& changed = at(project, snapshot);
    if (points.isEmpty())
        return;
    if (const int dimension = project.dataset.dimension(); dimension > 0 && dimension != points.dimension())
        throw Error(ErrorCode::InvalidArgument, "These points have " + std::to_string(points.dimension()) +
                                                    " coordinates, the data has " + std::to_string(dimension) + ".");
    changed.points = changed.points.isEmpty() ? points : changed.points.appended(points);
}

Index eraseDisc(Project& project, int snapshot, const Vector& center, Real radius) {
    Snapshot& changed = at(project, snapshot);
    const Index before = changed.points.size();
    const Real squared = radius * radius;
    changed.points = changed.points.without([&](const Eigen::Ref<const Vector>& point) {
        const Index known = std::min(point.size(), center.size());
        return (point.head(known) - center.head(known)).squaredNorm() <= squared;
    });
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
    changed.points = withChanged(
        changed.points, indices,
        [&](const PointChunk& chunk, Index first, auto next, auto end) -> std::shared_ptr<const PointChunk> {
            PointChunk made = chunk;
            for (; next != end; ++next)
                made.points.col(*next - first) += offset;
            return std::make_shared<const PointChunk>(std::move(made));
        });
}

void changeSettings(Project& project, int runId, const engine::TrainingSettings& settings) {
    settings.validate();
    for (Run& run : project.runs)
        if (run.id == runId)
            run.settings = settings;
}

void setNoise(Project& project, int runId, std::optional<double> noise) {
    if (noise && !(std::isfinite(*noise) && *noise >= 0))
        throw Error(ErrorCode::InvalidArgument, "The noise must be 0 or more.");
    project.runs[indexOfRun(project, runId)].noise = noise;
}

int duplicateRun(Project& project, int runId) {
    if (project.runs.size() >= Project::kMostRuns)
        throw Error(ErrorCode::InvalidArgument,
                    "At most " + std::to_string(Project::kMostRuns) + " panes can stand side by side.",
                    "Close one of them first.");
    const std::size_t at = indexOfRun(project, runId);
    Run copy = project.runs[at];
    for (const Run& run : project.runs)
        copy.id = std::max(copy.id, run.id + 1);
    project.runs.insert(project.runs.begin() + std::ptrdiff_t(at) + 1, copy);
    project.activeRun = copy.id;
    return copy.id;
}

void removeRun(Project& project, int runId) {
    if (project.runs.size() == 1)
        throw Error(ErrorCode::InvalidArgument, "The last pane cannot be closed.");
    const std::size_t at = indexOfRun(project, runId);
    project.runs.erase(project.runs.begin() + std::ptrdiff_t(at));
    if (project.activeRun == runId)
        project.activeRun = project.runs[std::min(at, project.runs.size() - 1)].id;
}

} // namespace ui::edits
