#include "engine/data/examples/gallery_processes.h"
#include "engine/data/examples/mixture_process.h"

#include <cmath>
#include <numbers>

namespace engine::gallery {

namespace {

using std::numbers::pi;

class NoiseToMoons : public SyntheticProcess {
public:
    int dimension() const override { return 2; }
    void sample(Rng& rng, Real t, Eigen::Ref<Vector> x, Eigen::Ref<Vector> dx_dt) const override {
        const Real angle = pi * rng.uniform(), side = rng.sign();
        const Eigen::Vector2d moon(0.62 * side * (std::cos(angle) - 0.45), 0.62 * side * (std::sin(angle) - 0.22));
        for (int i = 0; i < 2; ++i) {
            const Real noise = 0.4 * rng.normal(), end = moon[i] + 0.035 * rng.normal();
            dx_dt[i] = end - noise;
            x[i] = noise + t * dx_dt[i];
        }
    }
};

} // namespace

Process threeFates() {
    const Matrix branches = (Matrix(2, 3) << 0.62, 0.30, 0.55, 1.02, 0.02, -0.98).finished();
    const Vector shares = Eigen::Vector3d(0.42, 0.22, 0.36);
    return std::make_shared<MixtureProcess>(branches, shares, [](Real t, MixtureProcess::Schedule& s) {
        s.drift[0] = 2.3 * t - 1.35;
        s.drift[1] = 0.22 * std::sin(pi * t) - 0.02;
        s.driftRate[0] = 2.3;
        s.driftRate[1] = 0.22 * pi * std::cos(pi * t);
        s.spread = std::pow(t, 1.8);
        s.spreadRate = 1.8 * std::pow(t, 0.8);
        s.noise = 0.17;
    });
}

Process driftingSplit() {
    const Matrix branches = (Matrix(2, 2) << 0, 0, 0.8, -0.8).finished();
    return std::make_shared<MixtureProcess>(branches, Vector::Ones(2), [](Real t, MixtureProcess::Schedule& s) {
        s.drift[0] = 1.6 * t - 0.8;
        s.driftRate[0] = 1.6;
        s.spread = t;
        s.spreadRate = 1;
        s.noise = 0.17;
    });
}

Process noiseToMoons() { return std::make_shared<NoiseToMoons>(); }

} // namespace engine::gallery
