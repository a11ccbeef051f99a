#include "ui/tools/polygon_tool.h"

#include "engine/core/error.h"
#include "engine/data/filled_outline.h"
#include "ui/tools/symmetry.h"

#include <QCoreApplication>

namespace ui {

using Eigen::Vector2d;

namespace {

constexpr double kReach = 8; // pixels around the first corner in which a click closes
constexpr std::uint64_t kPolygonSeed = 0x90179;

QString translated(const char* text) { return QCoreApplication::translate("ui::PolygonTool", text); }

} // namespace

void PolygonTool::press(const PointerEvent& event) {
    if (event.button != Qt::LeftButton || !m_context.canPaint())
        return;
    const Vector2d place = m_context.place(event);
    const double pixel = event.unitsPerPixel;
    if (m_corners.size() >= 3 && (place - m_corners.front()).norm() <= kReach * pixel)
        return close();
    if (m_corners.empty() || (place - m_corners.back()).norm() >= pixel)
        m_corners.push_back(place);
}

void PolygonTool::move(const PointerEvent& event) { m_pointer = m_context.place(event); }

void PolygonTool::doubleClick(const PointerEvent& event) {
    if (event.button != Qt::LeftButton)
        return;
    if (m_corners.size() > 1)
        close();
    else
        m_corners.clear(); // of the click that had closed a polygon already
}

bool PolygonTool::wantsKey(int key, Qt::KeyboardModifiers modifiers) const {
    return !m_corners.empty() && (modifiers & ~Qt::KeypadModifier) == Qt::NoModifier &&
           (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Backspace);
}

void PolygonTool::key(int key, Qt::KeyboardModifiers) {
    if (key == Qt::Key_Backspace)
        m_corners.pop_back();
    else
        close();
}

void PolygonTool::close() {
    const engine::FilledOutline outline({m_corners});
    m_corners.clear();
    if (!(outline.area() > 0)) {
        m_context.refused({engine::ErrorCode::InvalidArgument,
                           translated("A polygon needs three corners that do not lie on a line.").toStdString(),
                           translated("Click at least three corners, then press Enter.").toStdString()});
        return;
    }
    engine::Rng rng(kPolygonSeed, ++m_polygons);
    m_context.paint(translated("Polygon"),
                    withCopies(outline.sample(m_context.settings().polygonCount, rng), m_context.copies()));
}

void PolygonTool::show(OverlayView& overlay) const {
    overlay.color = m_context.color();
    m_context.showGuides(overlay);
    overlay.lasso = m_corners;
    if (m_pointer && !m_corners.empty())
        overlay.lasso.push_back(*m_pointer);
}

} // namespace ui
