#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <vector>

namespace engine {

/// Where in time a batch is sampled: more often where the loss varies more. Learns the density from the samples
/// themselves; the weight 1/p keeps every expectation what it is under uniform times.
/// Paper:  §1.4: p(t) ∝ √E[h_t²] with h_t the integrand of one sample, mixed with a uniform part. Times are stratified,
///         so the mean of h at a time costs nothing, and the second moment is taken about it.
/// Units:  t in [0,1].
/// Thread: const use from any number of threads; allocates nothing after construction.
class TimeSampling {
public:
    static constexpr int kBins = 32;
    static constexpr double kUniformShare = 0.15, kDecay = 0.98;

    /// What was learned so far; a checkpoint stores it. Empty moments: nothing, times are uniform.
    struct State {
        std::vector<double> moments; ///< variance of h in each bin
        std::int64_t updates = 0;
        bool operator==(const State&) const = default;
    };

    TimeSampling() : TimeSampling(State()) {}
    explicit TimeSampling(const State& state);

    /// A time for u in [0,1), uniform there, by the quantile function: strata of u become strata of t.
    struct Draw {
        double t, weight; ///< weight = 1/p(t)
    };
    Draw draw(double u) const;
    double density(double t) const { return m_density[std::size_t(binOf(t))]; }

    /// One batch: times as drawn and the integrands h there, without the weight 1/p.
    void learn(const Eigen::Ref<const Eigen::RowVectorXd>& times, const Eigen::Ref<const Eigen::RowVectorXd>& h);
    State state() const { return {m_moments, m_updates}; }

private:
    static int binOf(double t);
    void refresh();

    std::vector<double> m_moments, m_density, m_quantiles; ///< the last: mass left of each bin, and 1
    std::vector<double> m_sums, m_squares;
    std::vector<int> m_counts;
    std::int64_t m_updates = 0;
};

} // namespace engine
