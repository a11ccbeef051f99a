#pragma once

#include "engine/data/dataset.h"
#include "ui/export/scene_composer.h"

namespace ui {

/// In what a model differs from another one of the same data of two dimensions, on a grid at several times: how far the
/// velocities are apart, or by how much the densities of the particles differ, faded out where neither's particles come.
/// Keeps the last answer as long as both models stay.
/// Thread: one at a time.
class PaneDifference {
public:
    /// Null where either has nothing to compare, or the data lie not in a plane. Precondition: isBetweenModels(quantity).
    /// Units: data units; densities are shares per length².
    std::shared_ptr<const engine::PlaneSamples> between(const SceneResults& first, const SceneResults& other,
                                                        engine::PlaneQuantity quantity, const engine::Dataset& dataset);

private:
    struct Key {
        std::shared_ptr<const engine::Trajectories> firstMotion, otherMotion;
        std::shared_ptr<const engine::FieldSamples> firstField, otherField;
        engine::PlaneQuantity quantity = engine::PlaneQuantity::VelocityApart;
        bool operator==(const Key&) const = default;
    };
    Key m_key;
    std::shared_ptr<const engine::PlaneSamples> m_samples;
};

} // namespace ui
