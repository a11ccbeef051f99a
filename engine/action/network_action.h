#pragma once

#include "engine/action/action_function.h"
#include "engine/nn/mlp.h"

namespace engine {

/// The trained network as an action.
class NetworkAction : public ActionFunction {
public:
    explicit NetworkAction(Mlp<float> network) : m_network(std::move(network)) {}

    const Mlp<float>& network() const { return m_network; }
    int dimension() const override { return m_network.shape().dimension; }
    int tileSize() const override { return 64; }
    std::unique_ptr<Workspace> makeWorkspace() const override;
    void slope(Workspace&, const Eigen::Ref<const Eigen::MatrixXf>& u, Eigen::Ref<Eigen::RowVectorXf> s,
               Eigen::Ref<Eigen::MatrixXf> slope) const override;
    void secondDerivatives(Workspace&, const Eigen::Ref<const Eigen::MatrixXf>& u,
                           const Eigen::Ref<const Eigen::MatrixXf>& roots, Eigen::Ref<Eigen::RowVectorXf> s,
                           Eigen::Ref<Eigen::MatrixXf> slope, Eigen::Ref<Eigen::RowVectorXf> second) const override;

private:
    Mlp<float> m_network;
};

} // namespace engine
