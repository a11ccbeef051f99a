#include "engine/action/time_sampling.h"

#include <algorithm>
#include <cmath>

namespace engine {

TimeSampling::TimeSampling(const State& state)
    : m_moments(state.moments.empty() ? std::vector<double>(kBins, 0.0) : state.moments),
      m_density(kBins, 1.0),
      m_quantiles(kBins + 1),
      m_sums(kBins),
      m_squares(kBins),
      m_counts(kBins),
      m_updates(state.updates) {
    m_moments.resize(kBins);
    refresh();
}

int TimeSampling::binOf(double t) { return std::clamp(int(t * kBins), 0, kBins - 1); }

void TimeSampling::refresh() {
    double mean = 0;
    for (const double moment : m_moments)
        mean += std::sqrt(moment) / kBins;
    double sum = 0;
    for (int k = 0; k < kBins; ++k) {
        const auto at = std::size_t(k);
        m_density[at] = mean > 0 ? kUniformShare + (1 - kUniformShare) * std::sqrt(m_moments[at]) / mean : 1;
        m_quantiles[at] = sum;
        sum += m_density[at] / kBins;
    }
    m_quantiles.back() = 1;
}

TimeSampling::Draw TimeSampling::draw(double u) const {
    const auto above = std::upper_bound(m_quantiles.begin() + 1, m_quantiles.end() - 1, u);
    const auto bin = std::size_t(above - m_quantiles.begin()) - 1;
    const double within = (u - m_quantiles[bin]) / (m_quantiles[bin + 1] - m_quantiles[bin]);
    return {(double(bin) + std::clamp(within, 0.0, 1.0)) / kBins, 1 / m_density[bin]};
}

void TimeSampling::learn(const Eigen::Ref<const Eigen::RowVectorXd>& times,
                         const Eigen::Ref<const Eigen::RowVectorXd>& h) {
    std::fill(m_sums.begin(), m_sums.end(), 0.0);
    std::fill(m_squares.begin(), m_squares.end(), 0.0);
    std::fill(m_counts.begin(), m_counts.end(), 0);
    for (Eigen::Index j = 0; j < times.size(); ++j) {
        const auto bin = std::size_t(binOf(times[j]));
        m_sums[bin] += h[j];
        m_squares[bin] += h[j] * h[j];
        ++m_counts[bin];
    }
    // An average that forgets the untrained network quickly, as MovingAverage does.
    const double decay = std::min(kDecay, (1.0 + double(m_updates)) / (10.0 + double(m_updates)));
    for (std::size_t bin = 0; bin < m_sums.size(); ++bin)
        if (const int n = m_counts[bin]; n > 1) {
            const double seen = std::max(0.0, m_squares[bin] - m_sums[bin] * m_sums[bin] / n) / (n - 1);
            if (std::isfinite(seen))
                m_moments[bin] = m_updates == 0 ? seen : decay * m_moments[bin] + (1 - decay) * seen;
        }
    ++m_updates;
    refresh();
}

} // namespace engine
