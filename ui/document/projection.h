#pragma once

#include <Eigen/Core>

#include <optional>
#include <string>
#include <vector>

namespace ui {

/// Which part of space the stage shows where data have more dimensions than a picture: a linear map onto two or three
/// axes of the picture, none of which is stretched.
/// Shape: m×d with orthonormal rows, m = 2 (seen as a map) or 3 (in space).
class Projection {
public:
    /// The picture's axes are these axes of the data, all different.
    static Projection ofAxes(const std::vector<int>& axes, int dimension);
    /// What is shown unless a person chose otherwise: the first three axes, or all where there are fewer.
    static Projection standard(int dimension);
    /// Empty for a matrix that is none: of another shape, not finite, rows not orthonormal to six digits.
    static std::optional<Projection> fromMatrix(const Eigen::MatrixXd& rows);

    int pictureDimension() const { return int(m_rows.rows()); }
    int dimension() const { return int(m_rows.cols()); }
    const Eigen::MatrixXd& matrix() const { return m_rows; }
    /// Whether the picture shows the data as they are.
    bool isIdentity() const { return m_rows.isIdentity(0); }
    /// The same, and nothing of the data is hidden.
    bool isWhole() const { return isIdentity() && m_rows.rows() == m_rows.cols(); }
    /// The axes of the data that are those of the picture; empty where the picture lies askew between them.
    std::vector<int> axes() const;

    /// The same with one axis of the picture along an axis of the data. The axis it was along goes where that came
    /// from; other ones stay, or are turned as little as orthonormal rows allow.
    Projection withAxis(int pictureAxis, int axis) const;
    /// The same in a picture of other dimension: the last axis is left out, or one that shows the most hidden axis of
    /// the data added.
    Projection withPictureDimension(int dimension) const;
    /// Turned so that the end of a unit arrow along an axis of the data lies at `end`, shortened to length 1 at most;
    /// the other axes turn along as little as possible. This is the manual control of a tour (Cook and Buja 1997).
    /// Precondition: the data have more dimensions than the picture. Shape: end m.
    Projection turned(int axis, const Eigen::VectorXd& end) const;

    /// Names of the picture's axes: those of the data, or what they are made of: "0.80 PC1 − 0.60 PC4".
    std::vector<std::string> axisNames(const std::vector<std::string>& names) const;

    bool operator==(const Projection& other) const {
        return m_rows.rows() == other.m_rows.rows() && m_rows.cols() == other.m_rows.cols() && m_rows == other.m_rows;
    }

private:
    explicit Projection(Eigen::MatrixXd rows) : m_rows(std::move(rows)) {}
    /// The axis of the data with the least part in these rows; the first of several.
    static int mostHidden(const Eigen::MatrixXd& rows);

    Eigen::MatrixXd m_rows;
};

} // namespace ui
