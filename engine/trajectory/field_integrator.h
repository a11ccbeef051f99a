#pragma once

#include "engine/action/action_model.h"
#include "engine/trajectory/field_samples.h"
#include "engine/trajectory/trajectories.h"

#include <optional>

namespace engine {

/// The velocity of a 2-D model on a grid over the box, at the given times; with noise the drift of its particles at
/// that level (see ParticleEquation).
FieldSamples sampleField(const ActionModel& model, WorkerPool& pool, const Eigen::Vector2d& lower,
                         const Eigen::Vector2d& upper, int nx, int ny, const Times& times,
                         std::optional<Real> noise = {});

/// Adds particles that follow the sampled field, without noise and weights, instead of the model: bilinear in space,
/// linear in time, one Heun step a level. For drawing very many; exact evaluation stays with `integrate`. Shape: x 2×n,
/// where the particles are at the first level of `trajectories`.
void addFieldParticles(Trajectories& trajectories, const FieldSamples& field, const Points& x);

} // namespace engine
