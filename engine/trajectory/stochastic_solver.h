#pragma once

#include "engine/core/random.h"
#include "engine/trajectory/runge_kutta.h"

namespace engine {

/// Moves one block of particles along a drift with additive noise whose strength depends on time alone.
/// EulerMaruyama has weak order 1. StochasticHeun, Platen's explicit scheme for additive noise, has weak order 2: its
/// predictor takes the same increment as its corrector. The noise of a step is drawn with its exact variance.
/// Paper:  dx = v dt + σ(t) dW (Eq. 10); the schemes: Kloeden and Platen (1992), Secs. 14.1 and 15.1.
/// Thread: one at a time; allocates nothing after construction.
class StochasticSolver {
public:
    using Block = RungeKutta::Block;

    StochasticSolver(Solver solver, int rows, int capacity)
        : m_isSecondOrder(solver == Solver::StochasticHeun),
          m_first(rows, capacity),
          m_second(rows, capacity),
          m_point(rows, capacity),
          m_noise(rows, capacity) {
        m_noise.setZero();
    }

    /// From time `from` to `to` (either direction) in equal steps of at most `step`. `field(t, x, v)` writes the
    /// drifts, `variance(t, u)` gives that of the noise between two times. The upper `noisyRows` of the states are
    /// noisy; streams[j] is the random stream of column j.
    template <class Field, class Variance>
    void advance(Field&& field, Block x, double from, double to, double step, int noisyRows, Variance&& variance,
                 Rng* streams) {
        const int count = std::max(1, int(std::ceil(std::abs(to - from) / step - 1e-9)));
        const double h = (to - from) / count;
        Block first = view(m_first, x), second = view(m_second, x), point = view(m_point, x), noise = view(m_noise, x);
        for (int i = 0; i < count; ++i) {
            const double t = from + i * h, deviation = std::sqrt(variance(t, t + h));
            for (Index j = 0; j < x.cols(); ++j)
                for (int k = 0; k < noisyRows; ++k)
                    noise(k, j) = deviation * streams[j].normal();
            field(t, x, first);
            if (!m_isSecondOrder) {
                x += h * first + noise;
                continue;
            }
            point = x + h * first + noise;
            field(t + h, point, second);
            x += (h / 2) * (first + second) + noise;
        }
    }

private:
    static Block view(Points& storage, const Block& like) { return {storage.data(), like.rows(), like.cols()}; }

    bool m_isSecondOrder;
    Points m_first, m_second, m_point, m_noise;
};

} // namespace engine
