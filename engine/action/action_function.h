#pragma once

#include <Eigen/Core>
#include <memory>

namespace engine {

/// A learned scalar s(t,x) in training units that can be differentiated: the network, or the random features of the
/// instant preview.
/// Thread: const use from any number of threads, one Workspace each.
class ActionFunction {
public:
    /// Scratch memory of one thread.
    class Workspace {
    public:
        virtual ~Workspace() = default;
    };

    virtual ~ActionFunction() = default;
    virtual int dimension() const = 0;
    /// At most this many samples a call.
    virtual int tileSize() const = 0;
    virtual std::unique_ptr<Workspace> makeWorkspace() const = 0;

    /// s and its slope ∇_u s = (∇_x s, ∂s/∂t). Allocates nothing.
    /// Shape: u = (x, t) is (d+1)×n, n ≤ tileSize(); s 1×n; slope (d+1)×n.
    virtual void slope(Workspace&, const Eigen::Ref<const Eigen::MatrixXf>& u, Eigen::Ref<Eigen::RowVectorXf> s,
                       Eigen::Ref<Eigen::MatrixXf> slope) const = 0;
    /// The same, and sums of second derivatives along given directions: second = Σ_k (r_k·∇_x)² s, with r_k = column k
    /// of the sample's own d×m block of `roots`, m ≤ d. Unit vectors give the Laplacian, random ones an estimate of it.
    /// Shape: roots d×(m·n), sample by sample; second 1×n.
    virtual void secondDerivatives(Workspace&, const Eigen::Ref<const Eigen::MatrixXf>& u,
                                   const Eigen::Ref<const Eigen::MatrixXf>& roots, Eigen::Ref<Eigen::RowVectorXf> s,
                                   Eigen::Ref<Eigen::MatrixXf> slope, Eigen::Ref<Eigen::RowVectorXf> second) const = 0;
};

} // namespace engine
