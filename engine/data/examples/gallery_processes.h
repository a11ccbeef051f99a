#pragma once

#include "engine/data/synthetic.h"

#include <memory>

namespace engine::gallery {

using Process = std::shared_ptr<const SyntheticProcess>;

/// A drifting cloud divides into three branches of unequal size; velocity and kinetic energy are known.
Process threeFates();
/// A cloud drifts and divides in two.
Process driftingSplit();
/// Noise becomes two interlocked half circles: straight lines between random pairs.
Process noiseToMoons();
/// Two genes that repress each other (a stochastic simulation). Cells that choose the first one divide, so the
/// population grows.
Process toggleSwitch();

/// A displaced and squeezed Gaussian state of the two-dimensional harmonic oscillator over one period: the centre runs
/// on an ellipse, the width breathes twice. Velocities are those of Bohm, a gradient: K is known.
Process oscillator();
/// Barenblatt's solution of the porous medium equation ∂u/∂t = Δ(u²) in the plane from real time 1 to 16: density
/// ∝ 1 − ‖x‖²/R² within R ∝ t^{1/4}. Velocity −2∇u = x/(4t) is a gradient: K is known.
Process porousMedium();

/// Equal superposition of the hydrogen states (n, l, m) = (3, 2, −1) and (2, 1, 0): the density turns about the z axis
/// once in 2π/(E₃ − E₂). Units: Bohr radii, atomic units of time. Samples turn rigidly with the density.
/// Paper:  §3.1.
Process hydrogen();
/// A sphere opens at its poles into a torus; both are covered uniformly at either end.
Process sphereToTorus();
/// A ladder winds into a double helix.
Process doubleHelix();
/// A ring that runs round twice opens into a trefoil knot.
Process trefoilKnot();
/// A rolled sheet unrolls without being stretched.
Process swissRoll();

} // namespace engine::gallery
