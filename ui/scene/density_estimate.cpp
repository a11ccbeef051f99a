#include "ui/scene/density_estimate.h"

#include <cmath>

namespace ui {

namespace {
constexpr int kLongerSide = 112;   ///< grid points
constexpr double kMargin = 0.15;   ///< of the extent, at every side
constexpr double kNarrower = 0.65;  ///< than Scott's rule for one Gaussian
constexpr double kLeastWidth = 1;  ///< of a kernel, in cells
constexpr float kPresent = 0.03F;  ///< of the peak
} // namespace

void DensityEstimate::make(const Eigen::MatrixXf& points, const Eigen::RowVectorXf& weights,
                           const SceneBounds& bounds) {
    const Eigen::Index n = points.cols();
    const Eigen::Vector2d size = (bounds.upper - bounds.lower).head<2>();
    if (n == 0 || points.rows() < 2 || !(size.maxCoeff() > 0))
        return clear();
    const Eigen::Vector2d extent = size.cwiseMax(0.02 * size.maxCoeff()), middle = bounds.center().head<2>();
    m_grid.lower = middle - (0.5 + kMargin) * extent;
    m_grid.upper = middle + (0.5 + kMargin) * extent;
    m_grid.nx = std::max(8, int(std::lround(kLongerSide * extent.x() / extent.maxCoeff())));
    m_grid.ny = std::max(8, int(std::lround(kLongerSide * extent.y() / extent.maxCoeff())));
    m_values.setZero(m_grid.size());
    const Eigen::Vector2f lower = m_grid.lower.cast<float>(), perUnit = m_grid.cell().cwiseInverse().cast<float>();
    const bool weighted = weights.size() == n;

    Eigen::Vector2d sum = Eigen::Vector2d::Zero(), squares = Eigen::Vector2d::Zero();
    double total = 0, totalSquares = 0;
    for (Eigen::Index i = 0; i < n; ++i) {
        const float w = weighted ? weights[i] : 1;
        const Eigen::Vector2f place = (points.col(i).head<2>() - lower).cwiseProduct(perUnit);
        total += double(w);
        totalSquares += double(w) * double(w);
        sum += double(w) * place.cast<double>();
        squares += double(w) * place.cast<double>().cwiseAbs2();
        const int x = int(std::floor(place.x())), y = int(std::floor(place.y()));
        if (!(w > 0) || x < 0 || y < 0 || x + 1 >= m_grid.nx || y + 1 >= m_grid.ny)
            continue;
        // Shared out among the four points around it, so that nothing jumps from cell to cell.
        const float a = place.x() - float(x), b = place.y() - float(y);
        float* at = m_values.data() + Eigen::Index(y) * m_grid.nx + x;
        at[0] += w * (1 - a) * (1 - b);
        at[1] += w * a * (1 - b);
        at[m_grid.nx] += w * (1 - a) * b;
        at[m_grid.nx + 1] += w * a * b;
    }
    if (!(total > 0))
        return clear();
    const Eigen::Vector2d mean = sum / total;
    const Eigen::Vector2d deviation = (squares / total - mean.cwiseAbs2()).cwiseMax(0).cwiseSqrt();
    const double effective = total * total / totalSquares;
    const Eigen::Vector2d width = (kNarrower * std::pow(effective, -1.0 / 6) * deviation).cwiseMax(kLeastWidth);
    blur(true, width.x());
    blur(false, width.y());
    m_values *= float(double(perUnit.x()) * double(perUnit.y()) / double(n));
    m_peak = m_values.maxCoeff();
}

void DensityEstimate::blur(bool alongX, double width) {
    const int length = alongX ? m_grid.nx : m_grid.ny, lines = alongX ? m_grid.ny : m_grid.nx;
    const Eigen::Index step = alongX ? 1 : m_grid.nx, next = alongX ? m_grid.nx : 1;
    const int radius = std::min(length - 1, int(std::ceil(3 * width)));
    m_kernel.clear();
    float total = 0;
    for (int k = 0; k <= radius; ++k) {
        m_kernel.push_back(float(std::exp(-0.5 * k * k / (width * width))));
        total += (k > 0 ? 2 : 1) * m_kernel.back();
    }
    // Zeros at both ends spare the inner loop its conditions.
    m_line.assign(std::size_t(length + 2 * radius), 0);
    for (int line = 0; line < lines; ++line) {
        float* values = m_values.data() + line * next;
        for (int i = 0; i < length; ++i)
            m_line[std::size_t(radius + i)] = values[i * step];
        for (int i = 0; i < length; ++i) {
            const float* at = m_line.data() + radius + i;
            float sum = m_kernel[0] * at[0];
            for (int k = 1; k <= radius; ++k)
                sum += m_kernel[std::size_t(k)] * (at[-k] + at[k]);
            values[i * step] = sum / total;
        }
    }
}

float DensityEstimate::at(float x, float y) const {
    const PlaneLookup lookup(m_grid);
    return lookup.covers(x, y) ? lookup(m_values, x, y) : 0;
}

float DensityEstimate::presence(float x, float y) const {
    if (isEmpty())
        return 1;
    const float u = std::min(1.0F, at(x, y) / (kPresent * m_peak));
    return u * u * (3 - 2 * u);
}

} // namespace ui
