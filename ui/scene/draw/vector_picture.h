#pragma once

#include "ui/scene/draw/dot.h"
#include "ui/scene/draw/text_raster.h"
#include "ui/scene/image.h"

#include <Eigen/Core>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace ui {

enum class Align { Left, Center, Right };

/// What a scene draws, as shapes in place of pixels, each over those before it: for SVG and PDF.
/// Units: logical pixels from the top left corner; colours as packed().
struct VectorPicture {
    struct Circle {
        Eigen::Vector2f center;
        float radius;
        std::uint32_t rgba;
        DotShape shape = DotShape::Disc;
        float stroke = 0; ///< of a ring, which lies within the radius
    };
    /// A line of one width and colour, with flat ends.
    struct Line {
        std::vector<Eigen::Vector2f> points;
        float width;
        std::uint32_t rgba;
    };
    /// A filled polygon; of two colours, from its left to its right edge.
    struct Area {
        std::vector<Eigen::Vector2f> corners;
        std::uint32_t rgba, right;
    };
    struct Text {
        std::string text;
        Typeface face;
        float size;
        Eigen::Vector2f pen; ///< on the baseline
        Align align;
        std::uint32_t rgba;
    };
    /// What is no line: a heat map, a cloud of very many points. Colours not multiplied by alpha.
    struct Pixels {
        Image image;
        Eigen::Vector2f corner, size; ///< top left; of the whole
        bool smooth = true;           ///< between pixels
    };
    using Part = std::variant<Circle, Line, Area, Text, Pixels>;

    float width = 0, height = 0;
    std::uint32_t background = 0;
    std::vector<Part> parts;
    bool isWhole = true; ///< false: there are surfaces that hide what is behind them, which shapes cannot say
};

} // namespace ui
