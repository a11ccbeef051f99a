#include "ui/scene/plane_grid.h"

namespace ui {

namespace {

/// One direction: lines of `count` values, `stride` apart, become lines of (count−1)·factor + 1.
void refineLine(const float* from, int count, int stride, float* to, int toStride, int factor) {
    for (int i = 0; i + 1 < count; ++i) {
        const float b = from[i * stride], c = from[(i + 1) * stride];
        const float a = i > 0 ? from[(i - 1) * stride] : 2 * b - c;
        const float d = i + 2 < count ? from[(i + 2) * stride] : 2 * c - b;
        for (int k = 0; k < factor; ++k) {
            const float u = float(k) / float(factor);
            const float cubic = 2 * a - 5 * b + 4 * c - d + u * (3 * (b - c) + d - a);
            to[(i * factor + k) * toStride] = b + 0.5F * u * (c - a + u * cubic);
        }
    }
    to[(count - 1) * factor * toStride] = from[(count - 1) * stride];
}

} // namespace

void refine(const Eigen::RowVectorXf& values, int nx, int ny, int factor, Eigen::RowVectorXf& out,
            Eigen::RowVectorXf& scratch) {
    const int wide = (nx - 1) * factor + 1, high = (ny - 1) * factor + 1;
    scratch.resize(Eigen::Index(wide) * ny);
    out.resize(Eigen::Index(wide) * high);
    for (int y = 0; y < ny; ++y)
        refineLine(values.data() + Eigen::Index(y) * nx, nx, 1, scratch.data() + Eigen::Index(y) * wide, 1, factor);
    for (int x = 0; x < wide; ++x)
        refineLine(scratch.data() + x, ny, wide, out.data() + x, wide, factor);
}

} // namespace ui
