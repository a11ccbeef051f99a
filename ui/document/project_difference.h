#pragma once

#include "ui/document/project.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace ui {

/// How one cloud of points is made from the chunks of another dataset, in flat arrays: a stroke over scattered points
/// touches hundreds of chunks, and each must cost little.
struct CloudRecipe {
    /// Some of the base's chunks in a row as they are; one of them changed (`patched`), or, with no snapshot named, a
    /// chunk of its own.
    struct Piece {
        std::int32_t snapshot, chunk, count;
        bool patched;
        std::uint16_t removed, inserted; ///< how many entries of the arrays below belong to it
    };
    std::vector<Piece> pieces;
    std::vector<std::uint16_t> removed;  ///< columns of the base's chunk to leave out, ascending in each piece
    std::vector<std::uint16_t> inserted; ///< columns of the result that come from `columns`, ascending in each piece
    engine::PointChunk columns;          ///< the inserted ones of all pieces
    std::vector<std::shared_ptr<const engine::PointChunk>> own;

    CloudRecipe(const engine::PointSet& points, int snapshot, const engine::Dataset& base);
    engine::PointSet made(const engine::Dataset& base) const;
};

/// What two versions of a project differ by, kept small enough to remember thousands of edits: unchanged chunks of
/// points are named, changed ones are kept as the columns that changed. A stroke that moves a thousand scattered points
/// of a million touches every chunk, and still costs only what a thousand points cost.
class ProjectDifference {
public:
    ProjectDifference(const Project& before, const Project& after);

    /// The other version, made from the one given, which must equal the version the difference was taken from. Training
    /// results, camera and active run are no part of an edit: they stay what they are in the project given, unless the
    /// edit had thrown the results away.
    Project before(const Project& after) const { return rebuilt(m_before, after); }
    Project after(const Project& before) const { return rebuilt(m_after, before); }

private:
    struct Version {
        Project bare; ///< without points; without attribute columns and checkpoints the other version has too
        bool sharesAttributes = false;
        std::vector<CloudRecipe> points; ///< by snapshot
    };
    static Version described(const Project& project, const Project& base);
    static Project rebuilt(const Version& version, const Project& base);

    Version m_before, m_after;
};

/// Puts the training results, the camera and the active run of `current` into `project`, as far as they fit its data.
void keepResults(Project& project, const Project& current);

} // namespace ui
