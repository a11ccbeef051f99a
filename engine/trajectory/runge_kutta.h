#pragma once

#include "engine/core/types.h"

#include <array>
#include <cmath>
#include <vector>

namespace engine {

/// The last two are for motion with noise (StochasticSolver); without it they are Euler and Heun.
enum class Solver { Euler, Heun, Rk4, DormandPrince, EulerMaruyama, StochasticHeun };

inline bool followsNoise(Solver s) { return s == Solver::EulerMaruyama || s == Solver::StochasticHeun; }

/// Coefficients of an explicit Runge–Kutta method: k_i = f(t + c_i h, x + h Σ_j a_ij k_j), x += h Σ b_i k_i.
/// `error` is b − b̂ of the embedded method, empty without one.
struct ButcherTableau {
    int stages;
    std::array<double, 7> c;
    std::array<std::array<double, 6>, 7> a;
    std::array<double, 7> b;
    std::array<double, 7> error;
    bool adaptive;
};
const ButcherTableau& tableau(Solver solver);

/// Moves one block of particles along a velocity field. Double precision, whatever the field computes in.
/// Thread: one at a time; allocates nothing after construction.
class RungeKutta {
public:
    using Block = Eigen::Map<Points>;

    RungeKutta(Solver solver, int dimension, int capacity)
        : m_method(tableau(solver)),
          m_dimension(dimension),
          m_stages(std::size_t(m_method.stages), Points(dimension, capacity)),
          m_point(dimension, capacity) {}

    /// From time `from` to `to` (either direction); x is d×n, n ≤ capacity. `field(t, x, v)` writes the velocities.
    /// Fixed-step methods take equal steps of at most `step`; Dormand–Prince chooses its own steps so that the root
    /// mean square of error/(tolerance·(1 + |x|)) stays below one.
    /// Returns false when the adaptive step shrinks to nothing.
    template <class Field> bool advance(Field&& field, Block x, double from, double to, double step, double tolerance) {
        if (!m_method.adaptive) {
            const int count = std::max(1, int(std::ceil(std::abs(to - from) / step - 1e-9)));
            const double h = (to - from) / count;
            for (int i = 0; i < count; ++i) {
                stages(field, x, from + i * h, h, false);
                combine(x, h, m_method.b, x);
            }
            return true;
        }
        return advanceAdaptively(field, x, from, to, step, tolerance);
    }

private:
    Block view(Points& storage, Index n) const { return {storage.data(), m_dimension, n}; }

    void combine(const Block& x, double h, const std::array<double, 7>& weights, Block out) {
        view(m_point, x.cols()) = x;
        for (int i = 0; i < m_method.stages; ++i)
            if (weights[std::size_t(i)] != 0)
                view(m_point, x.cols()) += h * weights[std::size_t(i)] * view(m_stages[std::size_t(i)], x.cols());
        out = view(m_point, x.cols());
    }

    template <class Field> void stages(Field&& field, Block x, double t, double h, bool firstIsKnown) {
        for (int i = firstIsKnown ? 1 : 0; i < m_method.stages; ++i) {
            Block point = view(m_point, x.cols());
            point = x;
            for (int j = 0; j < i; ++j)
                if (const double a = m_method.a[std::size_t(i)][std::size_t(j)]; a != 0)
                    point += h * a * view(m_stages[std::size_t(j)], x.cols());
            field(t + m_method.c[std::size_t(i)] * h, point, view(m_stages[std::size_t(i)], x.cols()));
        }
    }

    template <class Field>
    bool advanceAdaptively(Field&& field, Block x, double from, double to, double step, double tolerance) {
        const double direction = to < from ? -1 : 1, length = std::abs(to - from);
        double done = 0, h = std::min(step, length);
        bool firstIsKnown = false;
        while (length - done > 1e-12 * length) {
            h = std::min(h, length - done);
            if (h < 1e-10 * length)
                return false;
            stages(field, x, from + direction * done, direction * h, firstIsKnown);
            double squares = 0;
            for (Index j = 0; j < x.cols(); ++j)
                for (int k = 0; k < m_dimension; ++k) {
                    double error = 0;
                    for (int i = 0; i < m_method.stages; ++i)
                        error += m_method.error[std::size_t(i)] * m_stages[std::size_t(i)](k, j);
                    error *= h / (tolerance * (1 + std::abs(x(k, j))));
                    squares += error * error;
                }
            const double error = std::sqrt(squares / double(std::max<Index>(1, x.size())));
            if (!std::isfinite(error))
                return false;
            if (error <= 1) {
                combine(x, direction * h, m_method.b, x);
                done += h;
                m_stages.front().swap(m_stages.back()); // the last stage is the first of the next step
                firstIsKnown = true;
            } else {
                firstIsKnown = true; // k_1 does not depend on h
            }
            h *= std::clamp(0.9 * std::pow(std::max(error, 1e-10), -0.2), 0.2, 5.0);
        }
        return true;
    }

    const ButcherTableau& m_method;
    int m_dimension;
    std::vector<Points> m_stages;
    Points m_point;
};

} // namespace engine
