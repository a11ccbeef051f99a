#pragma once

#include "engine/core/random.h"
#include "engine/data/dataset.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace engine {

/// Mean and covariance of a Gaussian population at one time, and how they change. Shape: d and d×d.
struct GaussianMotion {
    Vector mean, meanRate;
    Matrix covariance, covarianceRate;
};

/// A population whose path q_t is known: it can be sampled at any time, with the velocity of the sample's own path.
/// Generated examples, closed-form tests and the analytic path of training are all made from it.
/// Units: data units, times in [firstTime, lastTime].
/// Thread: const use from any thread.
class SyntheticProcess {
public:
    virtual ~SyntheticProcess() = default;

    virtual int dimension() const = 0;
    virtual Real firstTime() const { return 0; }
    virtual Real lastTime() const { return 1; }
    /// One sample of q_t and the velocity of its path at t: x and dx_dt have d entries.
    virtual void sample(Rng& rng, Real t, Eigen::Ref<Vector> x, Eigen::Ref<Vector> dx_dt) const = 0;

    /// Whether `sample` fills dx_dt. Without it only the action form can be trained.
    virtual bool hasVelocity() const { return true; }
    /// Total mass m(t) of the population, and m'/m. Samples are of the normalised density q_t/m.
    virtual Real mass(Real) const { return 1; }
    virtual Real logMassRate(Real) const { return 0; }
    /// `sample`, and what it returns is the rate d log w/dt at which that sample's own path gains weight, the total
    /// mass included: velocity and rate together carry the population from one time to the next.
    virtual Real sampleFlow(Rng& rng, Real t, Eigen::Ref<Vector> x, Eigen::Ref<Vector> dx_dt) const {
        sample(rng, t, x, dx_dt);
        return logMassRate(t);
    }
    /// Whether `sampleFlow` knows both.
    virtual bool hasFlow() const { return hasVelocity(); }
    /// log q_t(x), the mass included, where it is known.
    virtual std::optional<Real> logDensity(Real, const Eigen::Ref<const Vector>&) const { return {}; }

    /// The optimal (gradient) velocity ∇s*, where a closed form is known; false where it is not.
    virtual bool optimalVelocity(Real, const Eigen::Ref<const Vector>&, Eigen::Ref<Vector>) const { return false; }
    /// Where q_t is one Gaussian: which. Empty where it is not.
    virtual std::optional<GaussianMotion> gaussian(Real) const { return {}; }
    /// Whether q_t is symmetric about a centre that stays where it is: every velocity then points to or from it.
    virtual bool isRadial() const { return false; }
    /// K = ½ ∫ E‖∇s*‖² dt, where known.
    virtual std::optional<Real> kineticEnergy() const { return {}; }
};

/// One card of the gallery: a process, the snapshots taken of it, and words for it.
struct SyntheticExample {
    std::string name;        ///< as in `example:NAME`
    std::string title;       ///< on the card
    std::string description; ///< one sentence
    std::string tag;         ///< 2-D, 3-D, …
    int dimension = 2;
    std::vector<Real> times;
    int pointsPerSnapshot = 400; ///< of the first one; the others in proportion to the mass of the process
    std::vector<Real> heldOut;   ///< times of snapshots that start held out
    std::shared_ptr<const SyntheticProcess> process;
    bool trainsOnProcess = false; ///< the known path is the default path, otherwise pairs of the snapshots are
};

/// All generated examples, in the order of the gallery.
const std::vector<SyntheticExample>& syntheticExamples();
/// Errors: Error{InvalidArgument} listing the names.
const SyntheticExample& syntheticExample(const std::string& name);
/// The snapshots of an example. Equal seeds give equal points.
Dataset makeDataset(const SyntheticExample& example, std::uint64_t seed = 0);

} // namespace engine
