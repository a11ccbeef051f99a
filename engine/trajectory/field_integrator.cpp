#include "engine/trajectory/field_integrator.h"

#include "engine/trajectory/particle_equation.h"

#include <algorithm>

namespace engine {

FieldSamples sampleField(const ActionModel& model, WorkerPool& pool, const Eigen::Vector2d& lower,
                         const Eigen::Vector2d& upper, int nx, int ny, const Times& times, std::optional<Real> noise) {
    FieldSamples field;
    field.times = times;
    field.lower = lower;
    field.upper = upper;
    field.nx = nx;
    field.ny = ny;
    const ParticleEquation equation(model, noise, false);
    const Normalization& units = model.normalization;
    const Index cells = Index(nx) * ny, tile = model.function->tileSize(), tiles = (cells + tile - 1) / tile;
    Points grid = Points::Zero(equation.rows(), cells);
    for (Index i = 0; i < cells; ++i)
        grid.col(i).head(2) = (field.position(i) - units.center) / units.scale;
    field.velocities.assign(std::size_t(times.size()), Eigen::Matrix2Xf(2, cells));
    std::vector<std::unique_ptr<ParticleField>> fields;
    for (int i = 0; i < pool.size(); ++i)
        fields.push_back(std::make_unique<ParticleField>(equation));
    pool.run(int(tiles * times.size()), [&](int task, int worker) {
        const Index level = task / tiles, first = (task % tiles) * tile, count = std::min(tile, cells - first);
        Points rates(grid.rows(), count);
        (*fields[std::size_t(worker)])(units.toTraining(times[level]), {grid.col(first).data(), grid.rows(), count},
                                       {rates.data(), grid.rows(), count});
        field.velocities[std::size_t(level)].middleCols(first, count) =
            (rates.topRows(2) * units.velocityFactor()).cast<float>();
    });
    return field;
}

namespace {

struct Place {
    float x, y;
};

/// Velocities of one instant at any place inside the grid; places outside take the nearest cell's.
class Lookup {
public:
    explicit Lookup(const FieldSamples& field)
        : m_field(field),
          m_scaleX(float((field.nx - 1) / (field.upper[0] - field.lower[0]))),
          m_scaleY(float((field.ny - 1) / (field.upper[1] - field.lower[1]))) {}

    void setTime(Real time) { m_field.velocitiesAt(time, m_velocities); }

    Place operator()(Place at) const {
        const float u = std::clamp((at.x - float(m_field.lower[0])) * m_scaleX, 0.f, float(m_field.nx - 1));
        const float v = std::clamp((at.y - float(m_field.lower[1])) * m_scaleY, 0.f, float(m_field.ny - 1));
        const int i = std::min(int(u), m_field.nx - 2), j = std::min(int(v), m_field.ny - 2);
        const float a = u - float(i), b = v - float(j);
        const auto component = [&](int k) {
            const Index cell = Index(j) * m_field.nx + i, above = cell + m_field.nx;
            return (1 - b) * ((1 - a) * m_velocities(k, cell) + a * m_velocities(k, cell + 1)) +
                   b * ((1 - a) * m_velocities(k, above) + a * m_velocities(k, above + 1));
        };
        return {component(0), component(1)};
    }

private:
    const FieldSamples& m_field;
    float m_scaleX, m_scaleY;
    Eigen::Matrix2Xf m_velocities;
};

} // namespace

void addFieldParticles(Trajectories& trajectories, const FieldSamples& field, const Points& start) {
    const Index before = trajectories.particles(), more = start.cols();
    const int levels = trajectories.levels();
    Lookup now(field), next(field);
    std::vector<Place> places;
    for (Index i = 0; i < more; ++i)
        places.push_back({float(start(0, i)), float(start(1, i))});
    for (int l = 0; l < levels; ++l) {
        const auto level = std::size_t(l);
        now.setTime(trajectories.times[l]);
        auto& positions = trajectories.positions[level];
        auto& velocities = trajectories.velocities[level];
        positions.conservativeResize(2, before + more);
        velocities.conservativeResize(2, before + more);
        const float h = l + 1 < levels ? float(trajectories.times[l + 1] - trajectories.times[l]) : 0;
        if (h > 0)
            next.setTime(trajectories.times[l + 1]);
        for (Index i = 0; i < more; ++i) {
            Place& at = places[std::size_t(i)];
            const Place v = now(at);
            positions(0, before + i) = at.x;
            positions(1, before + i) = at.y;
            velocities(0, before + i) = v.x;
            velocities(1, before + i) = v.y;
            if (h > 0) {
                const Place w = next({at.x + h * v.x, at.y + h * v.y});
                at = {at.x + 0.5f * h * (v.x + w.x), at.y + 0.5f * h * (v.y + w.y)};
            }
        }
    }
}

} // namespace engine
