#include "engine/data/density_sampling.h"

#include "engine/data/sampling.h"

#include <algorithm>

namespace engine {

Points sampleDensity(const Matrix& density, Real longestSide, Index count, Rng& rng) {
    const Index rows = density.rows(), columns = density.cols();
    const RowVector cells = density.reshaped().transpose(); // column after column
    const std::vector<Index> drawn = drawEvenly(cells, count, rng);
    const Real cell = longestSide / Real(std::max(rows, columns));
    Points sample(2, count);
    for (Index i = 0; i < count; ++i) {
        const Index column = drawn[std::size_t(i)] / rows, row = drawn[std::size_t(i)] % rows;
        sample(0, i) = (Real(column) + rng.uniform() - Real(columns) / 2) * cell;
        sample(1, i) = (Real(rows) / 2 - Real(row) - rng.uniform()) * cell;
    }
    return sample;
}

} // namespace engine
