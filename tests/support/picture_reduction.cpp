// Few colours for a picture, by median cut: boxes of colours are halved where they are widest and fullest.
#include "tests/support/picture_comparison.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <vector>

namespace tests {

namespace {

constexpr int kColors = 128;

/// Pixels of one colour.
struct Tone {
    std::array<int, 3> channels;
    long count;
};

struct Box {
    std::vector<Tone> tones;
    int axis = 0;    ///< along which it is widest
    double cost = 0; ///< what its pixels are off its mean by, squared, along that axis

    explicit Box(std::vector<Tone> all) : tones(std::move(all)) {
        const auto total = double(count());
        for (int k = 0; k < 3; ++k) {
            double sum = 0, squares = 0;
            for (const Tone& tone : tones) {
                const double value = tone.channels[std::size_t(k)];
                sum += value * double(tone.count);
                squares += value * value * double(tone.count);
            }
            if (const double off = squares - sum * sum / total; off > cost)
                cost = off, axis = k;
        }
    }
    long count() const {
        return std::accumulate(tones.begin(), tones.end(), 0L, [](long n, const Tone& t) { return n + t.count; });
    }
    QRgb mean() const {
        std::array<long, 3> sum{};
        for (const Tone& tone : tones)
            for (std::size_t k = 0; k < 3; ++k)
                sum[k] += tone.channels[k] * tone.count;
        const long n = count();
        const auto channel = [&](std::size_t k) { return int((sum[k] + n / 2) / n); };
        return qRgb(channel(0), channel(1), channel(2));
    }
    /// At the mean along the axis. Precondition: cost > 0.
    std::pair<Box, Box> split() const {
        double sum = 0;
        for (const Tone& tone : tones)
            sum += double(tone.channels[std::size_t(axis)]) * double(tone.count);
        const double middle = sum / double(count());
        std::vector<Tone> low, high;
        for (const Tone& tone : tones)
            (tone.channels[std::size_t(axis)] <= middle ? low : high).push_back(tone);
        return {Box(std::move(low)), Box(std::move(high))};
    }
};

} // namespace

QImage reduced(const QImage& picture) {
    std::map<QRgb, long> counts;
    const QImage opaque = picture.convertToFormat(QImage::Format_RGB32);
    for (int y = 0; y < opaque.height(); ++y)
        for (int x = 0; x < opaque.width(); ++x)
            ++counts[opaque.pixel(x, y)];
    std::vector<Tone> all;
    for (const auto& [rgb, count] : counts)
        all.push_back({{qRed(rgb), qGreen(rgb), qBlue(rgb)}, count});
    std::vector<Box> boxes = {Box(std::move(all))};
    while (boxes.size() < kColors) {
        const auto worst = std::max_element(boxes.begin(), boxes.end(),
                                            [](const Box& a, const Box& b) { return a.cost < b.cost; });
        if (!(worst->cost > 0))
            break;
        auto [low, high] = worst->split();
        *worst = std::move(low);
        boxes.push_back(std::move(high));
    }
    QImage result(opaque.size(), QImage::Format_Indexed8);
    std::map<QRgb, uint> index;
    QList<QRgb> table;
    for (const Box& box : boxes) {
        for (const Tone& tone : box.tones)
            index[qRgb(tone.channels[0], tone.channels[1], tone.channels[2])] = uint(table.size());
        table.push_back(box.mean());
    }
    result.setColorTable(table);
    for (int y = 0; y < opaque.height(); ++y)
        for (int x = 0; x < opaque.width(); ++x)
            result.setPixel(x, y, index.at(opaque.pixel(x, y)));
    return result;
}

} // namespace tests
