#include "ui/tools/symmetry.h"

#include <cmath>
#include <numbers>

namespace ui {

using Eigen::Affine2d;
using Eigen::Vector2d;
using Kind = SymmetrySettings::Kind;

std::vector<Affine2d> copiesOf(const SymmetrySettings& symmetry, const Vector2d& center) {
    const auto about = [&center](const Affine2d& map) {
        return Affine2d(Eigen::Translation2d(center) * map * Eigen::Translation2d(-center));
    };
    const auto mirror = [&about](double x, double y) { return about(Affine2d(Eigen::Scaling(Vector2d(x, y)))); };
    std::vector<Affine2d> copies = {Affine2d::Identity()};
    if (symmetry.kind == Kind::LeftRight || symmetry.kind == Kind::Both)
        copies.push_back(mirror(-1, 1));
    if (symmetry.kind == Kind::UpDown || symmetry.kind == Kind::Both)
        copies.push_back(mirror(1, -1));
    if (symmetry.kind == Kind::Both)
        copies.push_back(mirror(-1, -1));
    if (symmetry.kind == Kind::Turn)
        for (int i = 1; i < symmetry.folds; ++i)
            copies.push_back(about(Affine2d(Eigen::Rotation2Dd(2 * std::numbers::pi * i / symmetry.folds))));
    return copies;
}

engine::Points withCopies(const engine::Points& points, const std::vector<Affine2d>& copies) {
    engine::Points all(2, points.cols() * engine::Index(copies.size()));
    for (std::size_t i = 0; i < copies.size(); ++i)
        all.middleCols(engine::Index(i) * points.cols(), points.cols()) =
            (copies[i].linear() * points).colwise() + copies[i].translation();
    return all;
}

std::vector<std::pair<Vector2d, Vector2d>> guidesOf(const SymmetrySettings& symmetry, const Vector2d& center,
                                                    double reach) {
    std::vector<std::pair<Vector2d, Vector2d>> guides;
    const Vector2d right(reach, 0), up(0, reach);
    if (symmetry.kind == Kind::LeftRight || symmetry.kind == Kind::Both)
        guides.emplace_back(center - up, center + up);
    if (symmetry.kind == Kind::UpDown || symmetry.kind == Kind::Both)
        guides.emplace_back(center - right, center + right);
    if (symmetry.kind == Kind::Turn)
        for (int i = 0; i < symmetry.folds; ++i)
            guides.emplace_back(center, center + Eigen::Rotation2Dd(2 * std::numbers::pi * i / symmetry.folds) * up);
    return guides;
}

} // namespace ui
