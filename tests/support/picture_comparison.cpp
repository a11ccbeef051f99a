#include "tests/support/picture_comparison.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <algorithm>
#include <cmath>
#include <vtkVersionMacros.h>

namespace tests {

namespace {

constexpr int kTile = 16;
constexpr PictureDifference kStrict{0.05, 2.0};
constexpr PictureDifference kReduced{0.3, 4.0}; ///< another palette for another picture
constexpr PictureDifference kOtherVersions{1.0, 32.0};

/// `sameVersions` of the graphics libraries as those the baselines were made with.
PictureDifference limitOf(PictureDifference sameVersions) {
    return VTK_MAJOR_VERSION == 9 && VTK_MINOR_VERSION < 3 ? sameVersions : kOtherVersions;
}

bool isWithin(const PictureDifference& found, const PictureDifference& limit) {
    return found.mean <= limit.mean && found.worstTile <= limit.worstTile;
}

double pixelDifference(QRgb a, QRgb b) {
    return (std::abs(qRed(a) - qRed(b)) + std::abs(qGreen(a) - qGreen(b)) + std::abs(qBlue(a) - qBlue(b))) / 3.0;
}

QString folder() {
    const QString path = QCoreApplication::applicationDirPath() + "/pictures";
    QDir().mkpath(path);
    return path;
}

void saveDifference(const QImage& a, const QImage& b, const QString& path) {
    QImage picture(a.size(), QImage::Format_RGB32);
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) {
            const int d = std::min(255, int(4 * pixelDifference(a.pixel(x, y), b.pixel(x, y))));
            picture.setPixel(x, y, qRgb(d, d, d));
        }
    picture.save(path);
}

} // namespace

QImage toQImage(const ui::Image& image) {
    return {image.rgba.data(), image.width, image.height, 4 * image.width, QImage::Format_RGBX8888};
}

PictureDifference difference(const QImage& a, const QImage& b) {
    PictureDifference result;
    double total = 0;
    for (int top = 0; top < a.height(); top += kTile)
        for (int left = 0; left < a.width(); left += kTile) {
            const int bottom = std::min(top + kTile, a.height()), right = std::min(left + kTile, a.width());
            double sum = 0;
            for (int y = top; y < bottom; ++y)
                for (int x = left; x < right; ++x)
                    sum += pixelDifference(a.pixel(x, y), b.pixel(x, y));
            total += sum;
            result.worstTile = std::max(result.worstTile, sum / ((bottom - top) * (right - left)));
        }
    result.mean = total / (double(a.width()) * a.height());
    return result;
}

namespace {

QString baselineOf(const QString& name) {
    return QStringLiteral(KINETOSCOPE_SOURCE_DIR "/tests/baselines/%1.png").arg(name);
}

QString compare(const QImage& actual, const QString& name, const PictureDifference& limit) {
    const QString baseline = baselineOf(name);
    const QString written = folder() + "/" + name + ".actual.png", changed = folder() + "/" + name + ".difference.png";
    const auto failed = [&](const QString& what) {
        actual.save(written);
        return QStringLiteral("%1: %2; the actual picture is %3").arg(name, what, written);
    };
    const QImage expected(baseline);
    if (expected.isNull())
        return failed(QStringLiteral("there is no baseline %1").arg(baseline));
    if (expected.size() != actual.size())
        return failed(QStringLiteral("%1×%2 pixels, %3×%4 expected")
                          .arg(actual.width())
                          .arg(actual.height())
                          .arg(expected.width())
                          .arg(expected.height()));
    const PictureDifference found = difference(actual, expected);
    if (isWithin(found, limit)) {
        QFile::remove(written);
        QFile::remove(changed);
        return {};
    }
    saveDifference(actual, expected, changed);
    return failed(
        QStringLiteral("differs from the baseline by %1 in the mean (limit %2) and %3 in the worst tile (limit %4), "
                       "see %5")
            .arg(found.mean, 0, 'f', 3)
            .arg(limit.mean)
            .arg(found.worstTile, 0, 'f', 2)
            .arg(limit.worstTile)
            .arg(changed));
}

} // namespace

int changedPixels(const ui::Image& a, const ui::Image& b, const QRect& within) {
    int count = 0;
    for (int y = within.top(); y <= within.bottom(); ++y)
        for (int x = within.left(); x <= within.right(); ++x) {
            int most = 0;
            for (int c = 0; c < 3; ++c)
                most = std::max(most, std::abs(a.row(y)[4 * x + c] - b.row(y)[4 * x + c]));
            count += most > 8;
        }
    return count;
}

QString compareWithBaseline(const QImage& actual, const QString& name) {
    return compare(actual, name, limitOf(kStrict));
}

QString compareWithReducedBaseline(const QImage& actual, const QString& name) {
    return compare(reduced(actual), name, limitOf(kReduced));
}

bool agreesWithReducedBaseline(const QImage& actual, const QString& name) {
    const QImage expected(baselineOf(name));
    return expected.size() == actual.size() && isWithin(difference(reduced(actual), expected), limitOf(kReduced));
}

} // namespace tests
