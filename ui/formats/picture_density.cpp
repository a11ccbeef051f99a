#include "ui/formats/picture_density.h"

#include <algorithm>
#include <vector>

namespace ui {

namespace {

constexpr double kLeastDifference = 0.04; ///< of brightness, 0 … 1; what JPEG leaves around edges is less

engine::Matrix valuesOf(const QImage& picture, int (*value)(QRgb)) {
    engine::Matrix values(picture.height(), picture.width());
    for (int y = 0; y < picture.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(picture.constScanLine(y));
        for (int x = 0; x < picture.width(); ++x)
            values(y, x) = value(line[x]) / 255.0;
    }
    return values;
}

/// The median along the edge.
double backgroundOf(const engine::Matrix& brightness) {
    std::vector<double> edge;
    for (engine::Index x = 0; x < brightness.cols(); ++x)
        edge.insert(edge.end(), {brightness(0, x), brightness(brightness.rows() - 1, x)});
    for (engine::Index y = 0; y < brightness.rows(); ++y)
        edge.insert(edge.end(), {brightness(y, 0), brightness(y, brightness.cols() - 1)});
    const auto middle = edge.begin() + std::ptrdiff_t(edge.size() / 2);
    std::nth_element(edge.begin(), middle, edge.end());
    return *middle;
}

} // namespace

PictureDensity densityOf(const QImage& picture) {
    const QImage pixels = picture.convertToFormat(QImage::Format_ARGB32);
    if (picture.hasAlphaChannel()) {
        engine::Matrix opacity = valuesOf(pixels, qAlpha);
        if (opacity.minCoeff() < 1)
            return {std::move(opacity), "opacity"};
    }
    engine::Matrix brightness = valuesOf(pixels, [](QRgb pixel) { return qGray(pixel); });
    const double background = backgroundOf(brightness);
    const bool isDark = background < 0.5;
    const double sign = isDark ? 1 : -1;
    for (double& value : brightness.reshaped()) {
        value = sign * (value - background);
        value = value < kLeastDifference ? 0 : value;
    }
    return {std::move(brightness), isDark ? "brightness on the dark background" : "darkness"};
}

} // namespace ui
