#include "engine/data/closed_forms.h"

#include "engine/data/examples/double_well.h"
#include "engine/data/examples/exchange_process.h"
#include "engine/data/examples/gaussian_processes.h"
#include "engine/data/examples/growing_process.h"
#include "engine/data/examples/mixture_process.h"
#include "engine/data/examples/opening_process.h"
#include "engine/data/examples/opening_rectangle.h"

#include <cmath>

namespace engine::closed_forms {

namespace {

using Schedule = MixtureProcess::Schedule;

/// One Gaussian that moves and changes its size.
Process singleCloud(int dimension, MixtureProcess::ScheduleAt schedule, Real lastTime = 1) {
    return std::make_shared<MixtureProcess>(Matrix::Zero(dimension, 1), Vector::Ones(1), std::move(schedule), lastTime);
}

/// Columns: all sign combinations of ±½ in the plane.
Matrix corners() { return (Matrix(2, 4) << .5, .5, -.5, -.5, .5, -.5, .5, -.5).finished(); }

} // namespace

Process translation(const Vector& displacement, Real deviation) {
    return singleCloud(int(displacement.size()), [=](Real t, Schedule& s) {
        s.drift = t * displacement;
        s.driftRate = displacement;
        s.noise = deviation;
    });
}

Process scaling(int dimension, Real s0, Real a0, Real a1) {
    return singleCloud(dimension, [=](Real t, Schedule& s) {
        s.noise = s0 * (a0 + (a1 - a0) * t);
        s.noiseRate = s0 * (a1 - a0);
    });
}

Process movingScaling(const Vector& displacement, Real s0, Real s1) {
    return singleCloud(int(displacement.size()), [=](Real t, Schedule& s) {
        s.drift = t * displacement;
        s.driftRate = displacement;
        s.noise = s0 + t * (s1 - s0);
        s.noiseRate = s1 - s0;
    });
}

Process anisotropicScaling(const Vector& from, const Vector& to) {
    return std::make_shared<ScalingEllipsoid>(from, to);
}

Process randomPairs(const Vector& displacement, Real a) {
    return singleCloud(int(displacement.size()), [=](Real t, Schedule& s) {
        s.drift = t * displacement;
        s.driftRate = displacement;
        s.noise = (1 - t) * a;
        s.noiseRate = -a;
        s.secondNoise = t * a;
        s.secondNoiseRate = a;
    });
}

Process rotatingEllipse(Real a, Real b, Real rate, Real lastTime) {
    return std::make_shared<RotatingEllipse>(a, b, rate, lastTime);
}

Process ornsteinUhlenbeck(const Vector& start, Real variance, const Vector& center, Real theta, Real sigma,
                          Real lastTime) {
    const Real stationary = sigma * sigma / (2 * theta);
    const auto schedule = [=](Real t, Schedule& s) {
        const Real decay = std::exp(-theta * t);
        const Real v = stationary + (variance - stationary) * decay * decay;
        s.drift = center + decay * (start - center);
        s.driftRate = -theta * decay * (start - center);
        s.noise = std::sqrt(v);
        s.noiseRate = -theta * (variance - stationary) * decay * decay / s.noise;
    };
    return singleCloud(int(start.size()), schedule, lastTime);
}

Process heatFlow(int dimension, Real variance, Real sigma, Real lastTime) {
    const auto schedule = [=](Real t, Schedule& s) {
        s.noise = std::sqrt(variance + sigma * sigma * t);
        s.noiseRate = sigma * sigma / (2 * s.noise);
    };
    return singleCloud(dimension, schedule, lastTime);
}

Process split(Real a, Real deviation, int dimension) {
    Matrix centers = Matrix::Zero(dimension, 2);
    centers.row(0) << a, -a;
    return std::make_shared<MixtureProcess>(centers, Vector::Ones(2), [=](Real t, Schedule& s) {
        s.spread = t;
        s.spreadRate = 1;
        s.noise = deviation;
    });
}

Process fourCorners(Real s0) {
    return std::make_shared<MixtureProcess>(corners(), Vector::Ones(4), [=](Real t, Schedule& s) {
        s.spread = t;
        s.spreadRate = 1;
        s.noise = (1 - t) * s0;
        s.noiseRate = -s0;
        s.secondNoise = t * s0;
        s.secondNoiseRate = s0;
    });
}

Process fourCornersRoot(Real s0) {
    class RootInterpolant : public MixtureProcess {
    public:
        using MixtureProcess::MixtureProcess;
        bool hasVelocity() const override { return false; }
    };
    return std::make_shared<RootInterpolant>(corners(), Vector::Ones(4), [=](Real t, Schedule& s) {
        // f' m stays finite at t = 0, where f' does not: m vanishes like f.
        s.spread = std::sqrt(std::max(t, 1e-12));
        s.spreadRate = 1 / (2 * s.spread);
        s.noise = s0;
    });
}

Process doubleWell(Real sigma) { return std::make_shared<DoubleWell>(sigma); }

void doubleWellSlope(const Eigen::Ref<const Vector>& x, Eigen::Ref<Vector> slope) {
    DoubleWell::potentialSlope(x, slope);
}

Process openingRectangle(const Vector& halfSides, Real s0, Real s1) {
    return std::make_shared<OpeningRectangle>(halfSides, s0, s1);
}

Process growing(Process process, Real rate) { return std::make_shared<GrowingProcess>(std::move(process), rate); }

Process opening(int dimension, Real radius, Real s0, Real s1) {
    return std::make_shared<OpeningProcess>(dimension, radius, s0, s1);
}

Process exchange(Real e, Real deviation, Real p0, Real p1, Real drift) {
    return std::make_shared<ExchangeProcess>(e, deviation, p0, p1, drift);
}

} // namespace engine::closed_forms
