#pragma once

#include "ui/scene/layers/layer.h"
#include "ui/scene/spark_schedule.h"

namespace ui {

/// Births and deaths of weighted particles: a ring that widens where weight has come, one that closes where it has gone,
/// both fading. They stay where they happened.
class SparkLayer : public Layer {
public:
    explicit SparkLayer(const LayerHost& host);
    void update(const LayerFrame& frame) override;

    static Color birthColor(bool dark);
    static Color deathColor(bool dark);

private:
    vtkSmartPointer<DotBatch> m_rings;
    std::shared_ptr<const engine::Trajectories> m_trajectories; ///< that the sparks are of
    double m_weight = 0;
    std::vector<Spark> m_sparks;
    std::vector<Dot> m_scratch;
};

} // namespace ui
