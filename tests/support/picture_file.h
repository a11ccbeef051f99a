#pragma once

#include <QImage>
#include <QString>

namespace tests {

/// Writes a PNG of at most 256 colours, chosen for this picture: a third of the size, and hardly to be told from it.
bool saveSmallPicture(const QImage& picture, const QString& file);

} // namespace tests
