#pragma once

#include <QImage>
#include <QString>
#include <vector>

namespace tests {

/// A film as libav sees it: what any player would.
struct Film {
    QString problem; ///< empty when it could be read
    QString codec;
    double seconds = 0;
    std::vector<QImage> frames;
};
Film readFilm(const QString& path);

} // namespace tests
