#pragma once

#include "engine/path/snapshot_path.h"

namespace engine {

/// Brownian bridges between pairs of points of consecutive snapshots: the natural path of entropic action matching.
/// With the level σ(t) linear in time, a = ∫σ² since the segment's start, b = ∫σ² until its end and A = a + b,
///     x_t = (b x_i + a x_{i+1})/A + √(ab/A) ε,
/// for constant σ the line plus σ√(τ(1−τ)h) ε. Its velocity is one of two:
///  - Drift, that of the bridge as a diffusion: u = σ² (x_{i+1} − x_t)/b, for constant σ (x_{i+1} − x_t)/(t_{i+1} − t).
///    E[u | x_t] is ∇s of the entropic action of the same σ: regression needs no Laplacian.
///  - Motion, that of the curve with ε fixed: ẋ = σ² ((x_{i+1} − x_i)/A + (b−a)/(2A) ε/√(ab/A)), for the other methods
///    on the same path.
/// E‖u‖² grows like σ²/(1−τ), E‖ẋ‖² like σ²/(4τ(1−τ)). Times are therefore moved towards these ends, to
/// τ = 1 − (1−v)² and τ = sin²(πv/2), with the weights dτ/dv = 2√(1−τ) and π√(τ(1−τ)): expectations stay what they are,
/// and weight · velocity has a variance bounded in t.
/// Paper:  §1.5, §1.6.
class BridgePath : public SnapshotPath {
public:
    enum class Velocity { Drift, Motion };

    /// `sigmaStart` and `sigmaEnd` are the levels at t = 0 and t = 1; not both zero.
    /// Units: training units.
    BridgePath(const Dataset& dataset, const Normalization& normalization,
               std::vector<std::shared_ptr<const Coupling>> couplings, double sigmaStart, double sigmaEnd,
               Velocity velocity = Velocity::Drift);

    bool velocityIncludesNoise() const override { return m_velocity == Velocity::Drift; }
    std::shared_ptr<const Path> withoutNoise() const override;
    void sampleInterior(Rng& rng, PathSamples<float>& samples) const override;

private:
    double levelAt(double t) const { return m_sigmaStart + (m_sigmaEnd - m_sigmaStart) * t; }

    double m_sigmaStart, m_sigmaEnd;
    Velocity m_velocity;
};

} // namespace engine
