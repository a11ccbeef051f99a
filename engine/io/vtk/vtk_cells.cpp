#include "engine/io/vtk/vtk_cells.h"

#include <algorithm>

namespace engine {

bool addVtkCell(FaceList& faces, int type, const Index* corners, std::size_t count) {
    switch (type) {
    case 0: // nothing
    case 1: // points
    case 2:
    case 3: // lines
    case 4:
    case 21: // curves
    case 35:
        return true;
    case 5: // triangle
    case 7: // polygon
    case 9: // quadrilateral
        faces.addPolygon(corners, count);
        return true;
    case 6:
        faces.addStrip(corners, count);
        return true;
    case 8: // pixel: the third and fourth corner change places
        if (count == 4) {
            const Index turned[] = {corners[0], corners[1], corners[3], corners[2]};
            faces.addPolygon(turned, 4);
        }
        return true;
    case 22: // curved triangles
    case 34:
        faces.addPolygon(corners, std::min<std::size_t>(count, 3));
        return true;
    case 23: // curved quadrilaterals
    case 28:
    case 30:
        faces.addPolygon(corners, std::min<std::size_t>(count, 4));
        return true;
    default:
        return false;
    }
}

} // namespace engine
