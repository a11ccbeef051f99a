#include "ui/export/particle_values.h"

#include "ui/export/legend_entries.h"

#include <algorithm>
#include <cmath>

namespace ui {

using engine::Index;

namespace {

constexpr int kNamedCategories = 6; ///< with lines of their own in the legend

/// From the lowest to the highest finite value; what is not finite becomes negative.
ParticleValues byNumber(const Eigen::RowVectorXd& numbers, const std::string& text) {
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const double number : numbers)
        if (std::isfinite(number)) {
            low = std::min(low, number);
            high = std::max(high, number);
        }
    if (!(low <= high))
        return {};
    const double range = high > low ? high - low : 1;
    auto values = std::make_shared<Eigen::RowVectorXf>(numbers.size());
    for (Index i = 0; i < numbers.size(); ++i)
        (*values)[i] = std::isfinite(numbers[i]) ? float((numbers[i] - low) / range) : -1;
    return {std::move(values), Palette::Viridis, {barEntry(text, Palette::Viridis, low, low + range)}};
}

ParticleValues byCategory(const Eigen::RowVectorXd& numbers, const engine::AttributeColumn& column, bool dark) {
    auto values = std::make_shared<Eigen::RowVectorXf>(numbers.size());
    const int count = int(column.categories.size());
    for (Index i = 0; i < numbers.size(); ++i) {
        const bool known = std::isfinite(numbers[i]) && numbers[i] >= 0 && numbers[i] < count;
        (*values)[i] = known ? float(labelTone(int(numbers[i]))) : -1;
    }
    ParticleValues result{std::move(values), Palette::Labels, {}};
    const ColorMap& map = colorMap(Palette::Labels, dark);
    for (int k = 0; k < std::min(count, kNamedCategories); ++k)
        result.legend.push_back(
            glyphEntry(LegendEntry::Glyph::Dot, column.categories[std::size_t(k)], {map.at(labelTone(k))}));
    if (count > kNamedCategories)
        result.legend.push_back(glyphEntry(LegendEntry::Glyph::Dots,
                                           Legend::tr("and %n more, colours again", nullptr, count - kNamedCategories).toStdString(),
                                           {map.at(labelTone(0)), map.at(labelTone(1)), map.at(labelTone(2))}));
    return result;
}

} // namespace

ParticleValues particleValues(const engine::Dataset& dataset, const engine::Trajectories& trajectories,
                              const LayerStyles& styles, bool dark) {
    if (styles.colors == ParticleColors::Start) {
        const Eigen::MatrixXf& start = trajectories.positions[std::size_t(trajectories.startLevel)];
        if (start.cols() == 0)
            return {};
        Index axis = 0; // the longest
        (start.rowwise().maxCoeff() - start.rowwise().minCoeff()).maxCoeff(&axis);
        const std::string name = engine::namesOfAxes(dataset.axisNames, int(start.rows()))[std::size_t(axis)];
        return byNumber(start.row(axis).cast<double>(), Legend::tr("Start, %1").arg(QString::fromStdString(name)).toStdString());
    }
    const auto column = std::find_if(dataset.attributes.begin(), dataset.attributes.end(),
                                     [&](const auto& c) { return c.name == styles.colorColumn; });
    const double startTime = trajectories.times[trajectories.startLevel];
    const auto from = std::find_if(dataset.snapshots.begin(), dataset.snapshots.end(),
                                   [&](const auto& s) { return s.time == startTime; });
    const Index row = column - dataset.attributes.begin();
    if (column == dataset.attributes.end() || from == dataset.snapshots.end() || from->points.attributeCount() <= row ||
        trajectories.origins.empty())
        return {};
    const engine::Matrix attributes = from->points.attributes();
    Eigen::RowVectorXd numbers(Index(trajectories.origins.size()));
    for (Index i = 0; i < numbers.size(); ++i) {
        const Index origin = trajectories.origins[std::size_t(i)]; // the data may have been edited since
        numbers[i] = origin < attributes.cols() ? attributes(row, origin) : std::nan("");
    }
    return column->categories.empty() ? byNumber(numbers, column->name) : byCategory(numbers, *column, dark);
}

} // namespace ui
