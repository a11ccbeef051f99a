#include "tests/support/picture_file.h"

#include "ui/export/palette.h"

#include <QHash>
#include <QImageWriter>
#include <algorithm>
#include <array>
#include <vector>

namespace tests {

namespace {
constexpr int kUnseen = 3; ///< of 255: even areas stay even
}

bool saveSmallPicture(const QImage& picture, const QString& file) {
    const QImage colors = picture.convertToFormat(QImage::Format_RGB32);
    ui::PaletteBuilder builder;
    const auto forEachPixel = [&colors](auto&& visit) {
        for (int y = 0; y < colors.height(); ++y) {
            const auto* line = reinterpret_cast<const QRgb*>(colors.constScanLine(y));
            for (int x = 0; x < colors.width(); ++x)
                visit(x, y, line[x]);
        }
    };
    const auto binOf = [](QRgb c) {
        return ui::colorBin(std::uint8_t(qRed(c)), std::uint8_t(qGreen(c)), std::uint8_t(qBlue(c)));
    };
    forEachPixel([&](int, int, QRgb c) {
        builder.count(binOf(c), std::uint8_t(qRed(c)), std::uint8_t(qGreen(c)), std::uint8_t(qBlue(c)));
    });
    const ui::Palette256 palette = builder.build();
    QImage indexed(colors.size(), QImage::Format_Indexed8);
    QList<QRgb> table;
    for (const std::uint32_t argb : palette.argb)
        table += argb | 0xff000000U;
    indexed.setColorTable(table);
    auto nearest = [&table, known = QHash<QRgb, int>()](QRgb wanted) mutable {
        const auto found = known.constFind(wanted);
        if (found != known.cend())
            return *found;
        const auto apart = [wanted](QRgb c) {
            const int r = qRed(c) - qRed(wanted), g = qGreen(c) - qGreen(wanted), b = qBlue(c) - qBlue(wanted);
            return 2 * r * r + 4 * g * g + 3 * b * b;
        };
        const int best = int(std::min_element(table.begin(), table.end(),
                                              [&](QRgb a, QRgb b) { return apart(a) < apart(b); }) -
                             table.begin());
        known.insert(wanted, best);
        return best;
    };
    // What a pixel misses goes to those right of it and below (Floyd and Steinberg), so that gradients stay smooth.
    std::vector<std::array<int, 3>> missed(std::size_t(colors.width()) + 2), next = missed;
    forEachPixel([&](int x, int y, QRgb c) {
        if (x == 0 && y > 0) {
            missed = next;
            std::fill(next.begin(), next.end(), std::array<int, 3>{});
        }
        const std::array<int, 3> own = {qRed(c), qGreen(c), qBlue(c)};
        std::array<int, 3> wanted{};
        for (std::size_t k = 0; k < 3; ++k)
            wanted[k] = std::clamp(own[k] + missed[std::size_t(x) + 1][k] / 16, 0, 255);
        const int index = nearest(qRgb(wanted[0], wanted[1], wanted[2]));
        indexed.setPixel(x, y, uint(index));
        const std::array<int, 3> got = {qRed(table[index]), qGreen(table[index]), qBlue(table[index])};
        for (std::size_t k = 0; k < 3; ++k) {
            const int apart = wanted[k] - got[k];
            const int error = std::abs(apart) <= kUnseen ? 0 : std::clamp(apart, -16, 16);
            missed[std::size_t(x) + 2][k] += 7 * error;
            next[std::size_t(x)][k] += 3 * error;
            next[std::size_t(x) + 1][k] += 5 * error;
            next[std::size_t(x) + 2][k] += error;
        }
    });
    QImageWriter writer(file, "png");
    writer.setCompression(100);
    return writer.write(indexed);
}

} // namespace tests
