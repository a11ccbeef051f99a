#pragma once

#include "ui/export/pane_composer.h"
#include "ui/scene/draw/vector_picture.h"

#include <string>
#include <vector>

namespace ui {

/// Whether a path's ending asks for shapes: .svg, .pdf.
bool isVectorFile(const std::string& path);

/// A picture and where it lies in the file. Units: physical pixels.
struct VectorPane {
    PaneRectangle place;
    VectorPicture picture;
};

/// Writes panes as an SVG picture or a PDF page: points, lines and areas as shapes, type as text in the fonts of the
/// look, and what no shapes can say as embedded pixels. A pixel is 1/96 inch of a page. `ratio`: physical pixels in a
/// logical one; `border` is between the panes. Needs a QGuiApplication, for the fonts.
/// Errors: Error{CannotWrite}.
void writeVectorFile(const std::string& path, const std::vector<VectorPane>& panes, int width, int height, double ratio,
                     Color border);

} // namespace ui
