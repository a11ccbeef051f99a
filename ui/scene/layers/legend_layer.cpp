#include "ui/scene/layers/legend_layer.h"

#include "ui/scene/layers/cube_layer.h"
#include "ui/scene/relief_surface.h"

#include <array>
#include <cmath>
#include <utility>

namespace ui {

using Eigen::Index;
using Eigen::Vector3d;

namespace {

// Logical pixels where the type is of kPlainText; everything grows with it.
constexpr float kPlainText = 12;
constexpr float kMargin = 16, kPadding = 10;
constexpr float kRow = 23, kGlyphs = 26, kGap = 8;
constexpr float kBarHeight = 8, kBarWidth = 152, kBarRow = 54;
constexpr float kPlate = 0.92F; ///< opacity of what lies below the words
constexpr Index kSampled = 1500;
constexpr int kSampledLevels = 6;
constexpr Index kSampledField = 1499; ///< of its grid; no multiple of a row
constexpr float kReached = 0.3F;      ///< there the field's colours are seen
/// A corner is left only for one that is clearly emptier: a legend that hops is worse than a few points under it.
constexpr double kBetter = 0.6;
constexpr int kHarmless = 6;
constexpr int kWord = 40;        ///< so many points are rather covered than a word
constexpr float kWordRoom = 8;   ///< around it, logical pixels

} // namespace

LegendLayer::LegendLayer(const LayerHost& host)
    : Layer(host),
      m_shapes(add<ShapeBatch>(true)),
      m_discs(add<DotBatch>(true)),
      m_rings(add<DotBatch>(true)),
      m_labels(add<LabelBatch>(true)) {
    DotStyle style;
    style.pixels = true;
    m_discs->setStyle(style);
    style.shape = DotShape::Ring;
    m_rings->setStyle(style);
}

void LegendLayer::sample(const LayerFrame& frame) {
    std::vector<std::shared_ptr<const engine::PointChunk>> chunks;
    Index total = 0;
    for (const SnapshotView& s : frame.state.snapshots) {
        chunks.insert(chunks.end(), s.points.chunks().begin(), s.points.chunks().end());
        total += s.points.size();
    }
    const engine::Trajectories* motion = frame.state.motion.trajectories.get();
    const engine::PlaneSamples* field = frame.state.field.samples.get();
    const bool moved = m_trajectories != frame.state.motion.trajectories;
    // While a model learns its trajectories change many times a second, but hardly where they lie.
    if (chunks == m_chunks && (!moved || (m_trajectories && motion)) && bool(field) == m_hasField)
        return;
    m_hasField = field;
    m_chunks = std::move(chunks);
    m_trajectories = frame.state.motion.trajectories;
    m_chosen = false;
    m_data.clear();
    const auto add = [&](const auto& p, Index i) {
        m_data.emplace_back(double(p(0, i)), p.rows() > 1 ? double(p(1, i)) : 0,
                            p.rows() > 2 && frame.inSpace() ? double(p(2, i)) : 0);
    };
    const Index stride = std::max<Index>(1, total / kSampled);
    Index start = 0, next = 0;
    for (const auto& chunk : m_chunks) {
        const Index end = start + chunk->points.cols();
        for (; next < end; next += stride)
            add(chunk->points, next - start);
        start = end;
    }
    if (motion && motion->levels() > 0)
        for (int l = 0; l < kSampledLevels; ++l) {
            const auto& p = motion->positions[std::size_t(l * (motion->levels() - 1) / (kSampledLevels - 1))];
            const Index step = std::max<Index>(1, p.cols() * kSampledLevels / kSampled);
            for (Index i = 0; i < p.cols(); i += step)
                add(p, i);
        }
    if (!field || field->reach.size() == 0)
        return;
    const ReliefSurface& relief = frame.relief;
    const Index size = field->reach.size(), step = std::max<Index>(1, size / kSampledField);
    for (Index i = 0; i < size; i += step)
        if (field->reach[i] > kReached) {
            const Eigen::Vector2d part(double(i % field->nx) / std::max<Index>(field->nx - 1, 1),
                                       double(i / field->nx) / std::max<Index>(field->ny - 1, 1));
            const Eigen::Vector2d at = field->lower + part.cwiseProduct(field->upper - field->lower);
            m_data.emplace_back(at.x(), at.y(), relief.isEmpty() ? 0 : double(relief.at(float(at.x()), float(at.y()))));
        }
}

LegendLayer::Box LegendLayer::box(Corner corner, const LayerFrame& frame, float width, float height) const {
    const SceneState& state = frame.state;
    const bool right = corner == TopRight || corner == BottomRight, top = corner == TopRight || corner == TopLeft;
    const float x = right ? float(frame.view.width()) - kMargin - width : std::max(kMargin, m_left + 8);
    float y = float(frame.view.height()) - (m_bottom > 0 ? m_bottom + 4 : kMargin) - height;
    if (top) {
        y = 14;
        if (right && frame.inSpace() && state.orientationCube)
            y = CubeLayer::kBottom + 14;
        else if (right && !state.caption.clock.empty())
            y = 14 + 2 * state.sizes.captionText;
        else if (!right)
            y = (state.caption.title.empty() ? 0.0F : 18 + 2 * state.sizes.captionText) +
                (frame.inSpace() ? 14 : 14 + 2 * state.sizes.axisText);
        y += state.topInset;
    }
    return {x, y, width, height};
}

LegendLayer::Corner LegendLayer::emptiest(const LayerFrame& frame, float width, float height) {
    std::array<int, kCorners> under{};
    std::array<Box, kCorners> boxes{};
    for (int c = 0; c < kCorners; ++c)
        boxes[std::size_t(c)] = box(Corner(c), frame, width, height);
    for (const Vector3d& x : m_data) {
        const Vector3d p = frame.view.toPixel(x);
        for (std::size_t c = 0; c < kCorners; ++c) {
            const Box& b = boxes[c];
            under[c] += p.x() > b.x && p.x() < b.x + b.width && p.y() > b.y && p.y() < b.y + b.height;
        }
    }
    for (const Eigen::Vector2d& p : m_words)
        for (std::size_t c = 0; c < kCorners; ++c) {
            const Box& b = boxes[c];
            if (p.x() > b.x - kWordRoom && p.x() < b.x + b.width + kWordRoom && p.y() > b.y - kWordRoom &&
                p.y() < b.y + b.height + kWordRoom)
                under[c] += kWord;
        }
    // Above before below: there one looks first, and stage and file agree more often.
    if (!m_chosen)
        for (const Corner corner : {TopRight, TopLeft, BottomRight, BottomLeft})
            if (under[std::size_t(corner)] <= kHarmless)
                return corner;
    const auto best = Corner(std::min_element(under.begin(), under.end()) - under.begin());
    if (!m_chosen)
        return best;
    const int covered = under[std::size_t(m_corner)];
    return covered <= kHarmless || under[std::size_t(best)] > kBetter * covered ? m_corner : best;
}

void LegendLayer::update(const LayerFrame& frame) {
    const SceneState& state = frame.state;
    m_shapes->clear();
    m_labels->clear();
    m_discs->buffer().edit().clear();
    m_rings->buffer().edit().clear();
    if (!state.showLegend || state.legend.empty())
        return;
    const TextStyle style{Typeface::Text, state.sizes.legendText, state.theme.text};
    const float unit = state.sizes.legendText / kPlainText;
    const auto rowHeight = [](const LegendEntry& e) { return e.glyph == LegendEntry::Glyph::Bar ? kBarRow : kRow; };
    float width = 0, height = 8 * unit;
    for (const LegendEntry& entry : state.legend) {
        const float text = m_labels->width(entry.text, style);
        const bool bar = entry.glyph == LegendEntry::Glyph::Bar;
        width = std::max(width, bar ? std::max(kBarWidth * unit, text) : (kGlyphs + kGap) * unit + text);
        height += rowHeight(entry) * unit;
    }
    width = std::ceil(width + 2 * kPadding * unit);
    if (width > frame.view.width() / 2 || height > frame.view.height() * 0.7)
        return; // a picture too small for words, such as a thumbnail

    sample(frame);
    if (!m_chosen || frame.viewChanged || width != m_width || height != m_height) {
        m_corner = emptiest(frame, width, height);
        m_width = width, m_height = height;
        m_chosen = true;
    }
    const Box place = box(m_corner, frame, width, height);
    m_shapes->fillRectangle(place.x, place.y, place.width, place.height, state.theme.stage.withAlpha(kPlate), 8);
    float y = place.y + 4 * unit;
    for (const LegendEntry& entry : state.legend) {
        drawEntry(entry, state, place.x + kPadding * unit, y, unit);
        y += rowHeight(entry) * unit;
    }
}

void LegendLayer::drawBar(const LegendEntry& entry, const SceneState& state, float x, float y, float unit) {
    m_labels->add(entry.text, {Typeface::Text, state.sizes.legendText, state.theme.text}, x, y + 17 * unit);
    const ColorMap& map = colorMap(entry.palette, state.theme.dark);
    const float width = kBarWidth * unit, numbers = y + 46 * unit;
    constexpr int kParts = 32;
    const auto color = [&](int i) {
        const double part = double(i) / kParts;
        return map.at(part).withAlpha(entry.opacityAt(float(part)));
    };
    for (int i = 0; i < kParts; ++i)
        m_shapes->fillGradient(x + width * float(i) / kParts, y + 24 * unit, width / kParts, kBarHeight * unit,
                               color(i), color(i + 1));
    const TextStyle style{Typeface::Number, 11 * unit, state.theme.textSecondary};
    m_labels->add(entry.low, style, x, numbers);
    m_labels->add(entry.middle, style, x + width / 2, numbers, Align::Center);
    m_labels->add(entry.high, style, x + width, numbers, Align::Right);
}

void LegendLayer::drawEntry(const LegendEntry& entry, const SceneState& state, float x, float y, float unit) {
    using Glyph = LegendEntry::Glyph;
    if (entry.glyph == Glyph::Bar)
        return drawBar(entry, state, x, y, unit);
    const float middle = y + kRow * unit / 2, center = x + kGlyphs * unit / 2, half = 10 * unit;
    const Color color = entry.colors.empty() ? state.theme.text : entry.colors.front();
    std::vector<Dot>& dots = (entry.glyph == Glyph::Ring ? m_rings : m_discs)->buffer().edit();
    switch (entry.glyph) {
    case Glyph::Dots: {
        const float first = center - 7.5F * unit * float(entry.colors.size() - 1) / 2;
        for (std::size_t i = 0; i < entry.colors.size(); ++i)
            dots.push_back({first + 7.5F * unit * float(i), middle, 0, 6 * unit, packed(entry.colors[i])});
        break;
    }
    case Glyph::Dot:
        dots.push_back({center, middle, 0, 7 * unit, packed(color)});
        break;
    case Glyph::Ring:
        dots.push_back({center, middle, 0, 8.5F * unit, packed(color)});
        break;
    case Glyph::Line:
        m_shapes->line(center - half, middle, center + half, middle, 2 * unit, color);
        break;
    case Glyph::Arrow: {
        const float stroke = 1.3F * unit, end = center + half, back = end - 4 * unit, side = 3.2F * unit;
        m_shapes->line(center - half, middle, end, middle, stroke, color);
        const std::uint32_t rgba = packed(color);
        const std::array<StrokePoint, 3> tip = {StrokePoint{back, middle - side, 0, stroke, rgba},
                                                StrokePoint{end, middle, 0, stroke, rgba},
                                                StrokePoint{back, middle + side, 0, stroke, rgba}};
        m_shapes->stroke(tip);
        break;
    }
    case Glyph::Weights: // areas of a quarter, one and three
        for (const auto& [place, weight] : {std::pair(-11.5F, 0.25F), {-4.0F, 1.0F}, {8.0F, 3.0F}})
            dots.push_back({center + place * unit, middle, 0, 5.5F * unit * std::sqrt(weight), packed(color)});
        break;
    case Glyph::Births: // a ring that widens, and one that closes
    case Glyph::Deaths:
        for (int i = 0; i < 3; ++i) {
            const int size = entry.glyph == Glyph::Births ? i : 2 - i;
            m_rings->buffer().edit().push_back({center + (-9.5F + 9.0F * float(i)) * unit, middle, 0,
                                                (4.5F + 2.75F * float(size)) * unit,
                                                packed(color.withAlpha(1 - 0.3F * float(i)))});
        }
        break;
    case Glyph::Hatch:
        for (const float shift : {-8.0F, -1.5F, 5.0F})
            m_shapes->line(center + (shift - 3) * unit, middle + 5 * unit, center + (shift + 7) * unit,
                           middle - 5 * unit, 1.2F * unit, color);
        break;
    case Glyph::Bar:
        break;
    }
    m_labels->add(entry.text, {Typeface::Text, state.sizes.legendText, state.theme.text}, x + (kGlyphs + kGap) * unit,
                  middle + state.sizes.legendText * 0.36F);
}

} // namespace ui
