#include "engine/path/smoothed_path.h"

namespace engine {

namespace {
void shift(Rng& rng, Eigen::Ref<Eigen::MatrixXf> points, float width) {
    for (Index i = 0; i < points.cols(); ++i)
        for (Index k = 0; k < points.rows(); ++k)
            points(k, i) += width * float(rng.normal());
}
} // namespace

std::shared_ptr<const Path> SmoothedPath::withoutNoise() const {
    auto plain = m_path->withoutNoise();
    return plain ? std::make_shared<SmoothedPath>(std::move(plain), m_width) : nullptr;
}

void SmoothedPath::sampleInterior(Rng& rng, PathSamples<float>& samples) const {
    m_path->sampleInterior(rng, samples);
    shift(rng, samples.x.leftCols(samples.interior), m_width);
}

void SmoothedPath::sampleBoundary(Rng& rng, PathSamples<float>& samples) const {
    m_path->sampleBoundary(rng, samples);
    shift(rng, samples.boundaryX.leftCols(samples.boundary), m_width);
}

} // namespace engine
