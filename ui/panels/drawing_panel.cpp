#include "ui/panels/drawing_panel.h"

#include "ui/panels/brush_section.h"
#include "ui/panels/formula_section.h"
#include "ui/panels/plane_section.h"
#include "ui/panels/selection_section.h"
#include "ui/panels/space_stamp_section.h"
#include "ui/panels/stamp_section.h"
#include "ui/panels/symmetry_section.h"
#include "ui/widgets/section_list.h"

#include <QVBoxLayout>

namespace ui {

DrawingPanel::DrawingPanel(const Actions& actions, DrawingOptions& options, QWidget* parent)
    : QWidget(parent),
      m_stamps(new StampSection(options)),
      m_plane(new PlaneSection(actions, options)),
      m_spaceStamps(new SpaceStampSection(options)),
      m_brush(new BrushSection(options)),
      m_selection(new SelectionSection(actions)),
      m_symmetry(new SymmetrySection(actions, options)),
      m_formula(new FormulaSection) {
    setObjectName(QStringLiteral("dockBody"));
    setAttribute(Qt::WA_StyledBackground);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(
        new SectionList({m_spaceStamps, m_plane, m_stamps, m_brush, m_selection, m_symmetry, m_formula}));
    showTool(ToolKind::Brush);
}

void DrawingPanel::showAxes(const QStringList& names) {
    m_isSpace = names.size() > 2;
    m_selection->showAxes(names);
    if (m_isSpace) {
        m_spaceStamps->showAxes(names);
        m_plane->showAxes(names);
    } else {
        m_stamps->showAxes(names);
    }
    showTool(m_kind);
}

void DrawingPanel::showTool(ToolKind kind) {
    m_kind = kind;
    const bool stamps = kind == ToolKind::Stamp || kind == ToolKind::Polygon, selects = kind == ToolKind::Select;
    const bool adds = !selects && kind != ToolKind::Eraser;
    m_spaceStamps->setVisible(m_isSpace && adds);
    m_spaceStamps->showStamp(kind == ToolKind::Stamp);
    m_plane->setVisible(m_isSpace && (kind == ToolKind::Brush || kind == ToolKind::Stamp));
    m_plane->showBrush(kind == ToolKind::Brush);
    m_stamps->setVisible(!m_isSpace && adds);
    m_stamps->showTool(kind);
    m_brush->setVisible(!selects && !stamps);
    m_brush->showPaint(kind != ToolKind::Eraser, kind == ToolKind::Brush);
    m_selection->setVisible(selects);
    m_symmetry->setVisible(!m_isSpace);
    m_symmetry->showSymmetry(!selects);
    m_formula->setVisible(!m_isSpace && adds);
}

} // namespace ui
