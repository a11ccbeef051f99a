#include "ui/document/project_difference.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace ui {

using engine::Index;
using engine::PointChunk;
using engine::PointSet;

namespace {

bool sameBits(const double* a, const double* b, Index count) {
    return std::memcmp(a, b, std::size_t(count) * sizeof(double)) == 0; // by bits: a missing attribute is NaN
}

bool sameShape(const PointChunk& a, const PointChunk& b) {
    return a.points.rows() == b.points.rows() && (a.weights.size() > 0) == (b.weights.size() > 0) &&
           a.attributes.rows() == b.attributes.rows();
}

bool sameColumn(const PointChunk& a, Index i, const PointChunk& b, Index j) {
    return sameBits(a.points.data() + i * a.points.rows(), b.points.data() + j * b.points.rows(), a.points.rows()) &&
           (a.weights.size() == 0 || sameBits(a.weights.data() + i, b.weights.data() + j, 1)) &&
           (a.attributes.rows() == 0 || sameBits(a.attributes.data() + i * a.attributes.rows(),
                                                 b.attributes.data() + j * b.attributes.rows(), a.attributes.rows()));
}

PointChunk emptyLike(const PointChunk& chunk, Index columns) {
    PointChunk made;
    made.points.resize(chunk.points.rows(), columns);
    made.weights.resize(chunk.weights.size() ? columns : 0);
    made.attributes.resize(chunk.attributes.rows(), chunk.attributes.rows() ? columns : 0);
    return made;
}

void copyColumns(const PointChunk& from, Index i, PointChunk& to, Index j, Index count) {
    to.points.middleCols(j, count) = from.points.middleCols(i, count);
    if (to.weights.size())
        to.weights.segment(j, count) = from.weights.segment(i, count);
    if (to.attributes.rows())
        to.attributes.middleCols(j, count) = from.attributes.middleCols(i, count);
}

struct Patch {
    std::vector<std::uint16_t> removed, inserted;
};

/// The patch that makes `target` of `base`; none where keeping `target` itself takes less.
std::optional<Patch> patchBetween(const PointChunk& base, const PointChunk& target) {
    if (!sameShape(base, target))
        return {};
    Patch patch;
    const Index n = base.points.cols(), m = target.points.cols();
    Index i = 0, j = 0;
    while (i < n && j < m) {
        if (sameColumn(base, i, target, j)) {
            ++i, ++j;
            continue;
        }
        // Points moved in place change both, erased ones shorten the chunk, added ones lengthen it.
        const bool removes = n >= m, inserts = n <= m;
        if (removes)
            patch.removed.push_back(std::uint16_t(i++));
        if (inserts)
            patch.inserted.push_back(std::uint16_t(j++));
        if (Index(patch.inserted.size()) > m / 2)
            return {};
    }
    for (; i < n; ++i)
        patch.removed.push_back(std::uint16_t(i));
    for (; j < m; ++j)
        patch.inserted.push_back(std::uint16_t(j));
    if (Index(patch.inserted.size()) > m / 2)
        return {};
    return patch;
}

bool fits(const engine::Checkpoint& checkpoint, const Project& project) {
    return project.dataset.isEmpty() || checkpoint.shape.dimension == project.dataset.dimension();
}

} // namespace

ProjectDifference::ProjectDifference(const Project& before, const Project& after)
    : m_before(described(before, after)), m_after(described(after, before)) {}

ProjectDifference::Version ProjectDifference::described(const Project& project, const Project& base) {
    Version version;
    version.bare.view = project.view;
    version.bare.runs = project.runs;
    version.bare.activeRun = project.activeRun;
    version.bare.overlays = project.overlays;
    for (Run& run : version.bare.runs) // an undo stack full of networks would fill the memory
        if (const Run* other = base.find(run.id); other && other->checkpoint)
            run.checkpoint.reset();

    engine::Dataset& dataset = version.bare.dataset;
    dataset.title = project.dataset.title;
    dataset.axisNames = project.dataset.axisNames;
    dataset.timeUnit = project.dataset.timeUnit;
    dataset.exampleName = project.dataset.exampleName;
    dataset.components = project.dataset.components;
    version.sharesAttributes = project.dataset.attributes == base.dataset.attributes;
    if (!version.sharesAttributes)
        dataset.attributes = project.dataset.attributes;
    for (std::size_t s = 0; s < project.dataset.snapshots.size(); ++s) {
        const engine::Snapshot& snapshot = project.dataset.snapshots[s];
        version.points.emplace_back(snapshot.points, int(s), base.dataset);
        dataset.snapshots.push_back({snapshot.time, snapshot.name, snapshot.color, snapshot.hidden, snapshot.heldOut,
                                     snapshot.mass, PointSet{}});
    }
    return version;
}

Project ProjectDifference::rebuilt(const Version& version, const Project& base) {
    Project project = version.bare;
    if (version.sharesAttributes)
        project.dataset.attributes = base.dataset.attributes;
    for (std::size_t s = 0; s < version.points.size(); ++s)
        project.dataset.snapshots[s].points = version.points[s].made(base.dataset);
    keepResults(project, base);
    return project;
}

CloudRecipe::CloudRecipe(const PointSet& points, int snapshot, const engine::Dataset& base) {
    std::unordered_map<const PointChunk*, std::pair<int, int>> places;
    for (std::size_t s = 0; s < base.snapshots.size(); ++s)
        for (std::size_t c = 0; c < base.snapshots[s].points.chunks().size(); ++c)
            places.emplace(base.snapshots[s].points.chunks()[c].get(), std::pair(int(s), int(c)));
    std::unordered_set<const PointChunk*> kept;
    for (const auto& chunk : points.chunks())
        kept.insert(chunk.get());

    std::vector<std::pair<const PointChunk*, Index>> sources;                           // of the inserted columns
    int baseSnapshot = snapshot < int(base.snapshots.size()) ? snapshot : -1, next = 0; // where the base goes on
    const auto addPatched = [&](const PointChunk& chunk) {
        // A changed chunk was made of the base's next one, or, where chunks vanished, of one soon after.
        constexpr int kTries = 4;
        for (int tries = 0; baseSnapshot >= 0 && tries < kTries; ++tries) {
            const auto& candidates = base.snapshots[std::size_t(baseSnapshot)].points.chunks();
            const int candidate = next + tries;
            if (candidate >= int(candidates.size()) || kept.count(candidates[std::size_t(candidate)].get()))
                return false;
            const auto patch = patchBetween(*candidates[std::size_t(candidate)], chunk);
            if (!patch)
                continue;
            pieces.push_back({baseSnapshot, candidate, 1, true, std::uint16_t(patch->removed.size()),
                              std::uint16_t(patch->inserted.size())});
            removed.insert(removed.end(), patch->removed.begin(), patch->removed.end());
            inserted.insert(inserted.end(), patch->inserted.begin(), patch->inserted.end());
            for (const std::uint16_t column : patch->inserted)
                sources.emplace_back(&chunk, column);
            next = candidate + 1;
            return true;
        }
        return false;
    };
    for (const auto& chunk : points.chunks()) {
        if (const auto place = places.find(chunk.get()); place != places.end()) {
            const auto [s, c] = place->second;
            Piece* last = pieces.empty() ? nullptr : &pieces.back();
            if (last && !last->patched && last->snapshot == s && last->chunk + last->count == c)
                ++last->count;
            else
                pieces.push_back({s, c, 1, false, 0, 0});
            baseSnapshot = s;
            next = c + 1;
        } else if (!addPatched(*chunk)) {
            pieces.push_back({-1, int(own.size()), 1, false, 0, 0});
            own.push_back(chunk);
        }
    }
    if (!sources.empty()) {
        columns = emptyLike(*sources.front().first, Index(sources.size()));
        for (std::size_t k = 0; k < sources.size(); ++k)
            copyColumns(*sources[k].first, sources[k].second, columns, Index(k), 1);
    }
    pieces.shrink_to_fit();
    removed.shrink_to_fit();
    inserted.shrink_to_fit();
}

PointSet CloudRecipe::made(const engine::Dataset& base) const {
    std::vector<std::shared_ptr<const PointChunk>> chunks;
    std::size_t removal = 0, insertion = 0;
    for (const Piece& piece : pieces) {
        if (piece.snapshot < 0) {
            chunks.push_back(own[std::size_t(piece.chunk)]);
            continue;
        }
        const auto from = base.snapshots[std::size_t(piece.snapshot)].points.chunks().begin() + piece.chunk;
        if (!piece.patched) {
            chunks.insert(chunks.end(), from, from + piece.count);
            continue;
        }
        const PointChunk& old = **from;
        const std::size_t lastRemoval = removal + piece.removed, lastInsertion = insertion + piece.inserted;
        const Index size = old.points.cols() - piece.removed + piece.inserted;
        PointChunk chunk = emptyLike(old, size);
        for (Index i = 0, j = 0; j < size;) {
            if (insertion < lastInsertion && inserted[insertion] == j) {
                copyColumns(columns, Index(insertion++), chunk, j++, 1);
                continue;
            }
            for (; removal < lastRemoval && removed[removal] == i; ++removal)
                ++i;
            // All columns up to the next that is left out or put in.
            const Index untilRemoval = removal < lastRemoval ? removed[removal] - i : old.points.cols() - i;
            const Index untilInsertion = insertion < lastInsertion ? inserted[insertion] - j : size - j;
            const Index count = std::min(untilRemoval, untilInsertion);
            copyColumns(old, i, chunk, j, count);
            i += count;
            j += count;
        }
        removal = lastRemoval;
        chunks.push_back(std::make_shared<const PointChunk>(std::move(chunk)));
    }
    return PointSet::ofChunks(std::move(chunks));
}

void keepResults(Project& project, const Project& current) {
    for (Run& run : project.runs) {
        const Run* now = current.find(run.id);
        if (now && now->checkpoint && !run.checkpoint)
            run.checkpoint = now->checkpoint;
        if (run.checkpoint && !fits(*run.checkpoint, project))
            run.checkpoint.reset();
    }
    std::erase_if(project.runs, [](const Run& run) { return run.stored && !run.checkpoint; }); // cannot be shown here
    project.view.camera = current.view.camera;
    project.view.orthographic = current.view.orthographic;
    const bool isBack = project.find(project.activeRun) && !current.find(project.activeRun);
    if (!isBack) // a run the step brings is worked on at once
        project.activeRun = project.find(current.activeRun) ? current.activeRun : project.run().id;
}

} // namespace ui
