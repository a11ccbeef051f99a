#include "ui/tools/point_map.h"

namespace ui {

using engine::Matrix;
using engine::Vector;

PointMap PointMap::placing(const engine::Bounds& box, const Vector& center, const Vector& size) {
    Vector factors = Vector::Ones(center.size());
    for (Eigen::Index axis = 0; axis < factors.size(); ++axis)
        if (const double before = box.upper[axis] - box.lower[axis]; before > 0)
            factors[axis] = size[axis] / before;
    return {Matrix(factors.asDiagonal()), center - factors.cwiseProduct(box.center())};
}

PointMap PointMap::turning(const Vector& center, double angle, int axis) {
    const Matrix turn = center.size() == 2
                            ? Matrix(Eigen::Rotation2Dd(angle).toRotationMatrix())
                            : Matrix(Eigen::AngleAxisd(angle, Eigen::Vector3d::Unit(axis)).toRotationMatrix());
    return {turn, center - turn * center};
}

} // namespace ui
