#pragma once

#include "engine/io/mesh/mesh_data.h"
#include "ui/tools/space/work_plane.h"

#include <QFont>
#include <QString>
#include <memory>

namespace ui {

/// What brush, eraser and line can be set to. The radius is a part of half the view's height, so that a brush feels the
/// same whatever the data's units are.
struct BrushSettings {
    double radius = 0.06;
    double density = 40;   ///< points in one dab; a stroke lays them on at the same rate per area
    double softness = 0.6; ///< 0: even up to the edge, 1: fading from the middle
    enum class Pressure { Off, Density, Size };
    Pressure pressure = Pressure::Density; ///< what the pressure of a pen changes
    bool operator==(const BrushSettings&) const = default;
};

/// Copies that whatever is drawn makes of itself.
struct SymmetrySettings {
    enum class Kind { None, LeftRight, UpDown, Both, Turn };
    Kind kind = Kind::None;
    int folds = 6;          ///< of Turn
    bool aboutView = false; ///< about the middle of the view instead of the origin
    bool operator==(const SymmetrySettings&) const = default;
};

/// A shape in space to be stamped: the first eight are engine::SpaceShape's.
enum class SpaceStampKind { Ball, Shell, Torus, Helix, Box, Plane, SwissRoll, Knot, Mesh };

enum class StampKind { Gaussian, Ring, Moons, Spiral, Lattice, Text, Picture };

/// A population to be stamped. The radius is a part of half the view's height, as for the brush.
struct StampSettings {
    StampKind kind = StampKind::Gaussian;
    int count = 600;
    double radius = 0.2;
    double angle = 0;    ///< degrees, counter-clockwise
    double noise = 0.06; ///< standard deviation around the curve, as a part of the radius
    QString text = QStringLiteral("t = 0");
    QFont font = {};
    std::shared_ptr<const engine::Matrix> picture = {}; ///< densities, rows from the top; null: none chosen yet
    QString pictureName = {};
    SpaceStampKind spaceKind = SpaceStampKind::Ball;         ///< in three dimensions
    std::shared_ptr<const engine::MeshData> mesh = {};       ///< null: none chosen yet
    QString meshName = {};
    bool fillsMesh = false;                                  ///< points inside instead of on the surface
    bool operator==(const StampSettings&) const = default;
};

/// What drawing in space can be set to beyond what drawing in the plane can.
struct SpaceSettings {
    WorkPlane plane;
    bool onSurface = false; ///< the brush goes to the points under the pointer instead of the plane
    double thickness = 1;   ///< of the brush across the plane, as a part of its width: 0 flat, 1 a ball
    bool operator==(const SpaceSettings&) const = default;
};

/// Everything the drawing tools can be set to.
struct DrawingSettings {
    BrushSettings brush = {};
    SymmetrySettings symmetry = {};
    StampSettings stamp = {};
    SpaceSettings space = {};
    int polygonCount = 300; ///< points in a polygon
    bool snaps = false;     ///< the pointer goes from crossing to crossing of the grid
    double gridStep = 0;    ///< data units; 0: that of the axes
    bool selectsByBox = false;
    int onionSkin = 1; ///< how many neighbours on each side show faintly while drawing
    bool operator==(const DrawingSettings&) const = default;
};

} // namespace ui
