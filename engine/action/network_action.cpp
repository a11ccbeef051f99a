#include "engine/action/network_action.h"

#include "engine/nn/tile_workspace.h"

namespace engine {

namespace {
struct NetworkWorkspace : ActionFunction::Workspace {
    NetworkWorkspace(const MlpShape& shape, int tile)
        : values(shape, tile), derivatives(shape, tile, shape.dimension) {}
    TileWorkspace<float> values;
    TileWorkspace<float> derivatives; ///< with room for second derivatives
};
} // namespace

std::unique_ptr<ActionFunction::Workspace> NetworkAction::makeWorkspace() const {
    return std::make_unique<NetworkWorkspace>(m_network.shape(), tileSize());
}

void NetworkAction::slope(Workspace& scratch, const Eigen::Ref<const Eigen::MatrixXf>& u,
                          Eigen::Ref<Eigen::RowVectorXf> s, Eigen::Ref<Eigen::MatrixXf> slope) const {
    auto& workspace = static_cast<NetworkWorkspace&>(scratch).values;
    workspace.begin(int(u.cols()), 0, 0);
    workspace.interiorInput() = u;
    workspace.evaluate(m_network, false);
    s = workspace.value();
    slope = workspace.slope();
}

void NetworkAction::secondDerivatives(Workspace& scratch, const Eigen::Ref<const Eigen::MatrixXf>& u,
                                      const Eigen::Ref<const Eigen::MatrixXf>& roots,
                                      Eigen::Ref<Eigen::RowVectorXf> s, Eigen::Ref<Eigen::MatrixXf> slope,
                                      Eigen::Ref<Eigen::RowVectorXf> second) const {
    auto& workspace = static_cast<NetworkWorkspace&>(scratch).derivatives;
    const int d = dimension(), directions = int(roots.cols() / u.cols());
    workspace.begin(int(u.cols()), directions, 0);
    workspace.interiorInput() = u;
    workspace.evaluate(m_network, true);
    s = workspace.value();
    slope = workspace.slope();
    // With V = 0, β = 1 and the roots as probes the tangent pass gives Σ_k (r_k·∇)² s.
    workspace.direction().setZero();
    workspace.probeScale().setOnes();
    for (int k = 0; k < directions; ++k) {
        auto probe = workspace.probe(k);
        for (Eigen::Index j = 0; j < u.cols(); ++j) {
            probe.col(j).head(d) = roots.col(j * directions + k);
            probe(d, j) = 0;
        }
    }
    workspace.tangent(m_network);
    second = workspace.directional();
}

} // namespace engine
