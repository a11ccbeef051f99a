#include "ui/widgets/curve_pen.h"

namespace ui {

QPen curvePen(CurveTone tone, const Colors& colors) {
    QPen pen(colors.accent, 2);
    if (tone == CurveTone::Quiet) {
        QColor quiet = colors.textSecondary;
        quiet.setAlphaF(0.55F);
        pen = QPen(quiet, 1);
    } else if (tone == CurveTone::Dashed) {
        pen = QPen(colors.textSecondary, 1.25);
        pen.setDashPattern({4 / 1.25, 3 / 1.25});
        pen.setCapStyle(Qt::FlatCap);
    }
    pen.setJoinStyle(Qt::RoundJoin);
    return pen;
}

} // namespace ui
