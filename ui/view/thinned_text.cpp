#include "ui/view/thinned_text.h"

#include "ui/scene/number_text.h"

#include <QCoreApplication>
#include <QStringList>

namespace ui {

namespace {

class Thinned {
    Q_DECLARE_TR_FUNCTIONS(ui::Thinned)
};

} // namespace

QString thinnedText(const SceneReport& report) {
    QStringList parts;
    const auto add = [&parts](const QString& words, engine::Index drawn, engine::Index all) {
        if (drawn < all)
            parts += words.arg(QString::fromStdString(countText(drawn)), QString::fromStdString(countText(all)));
    };
    add(Thinned::tr("%1 of %2 points"), report.snapshotPointsDrawn, report.snapshotPoints);
    add(Thinned::tr("%1 of %2 particles"), report.particlesDrawn, report.particles);
    add(Thinned::tr("%1 of %2 trails"), report.trailsDrawn, report.trails);
    return parts.isEmpty() ? QString() : Thinned::tr("drawn: %1").arg(parts.join(QStringLiteral(", ")));
}

} // namespace ui
