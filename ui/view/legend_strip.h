#pragma once

#include "ui/scene/scene_state.h"

#include <QWidget>

namespace ui {

/// The legend of several panes, once for all of them: entries in a row, in two where the window is narrow.
class LegendStrip : public QWidget {
    Q_OBJECT

public:
    explicit LegendStrip(QWidget* parent = nullptr);

    void show(const std::vector<LegendEntry>& entries);
    using QWidget::show;
    const std::vector<LegendEntry>& entries() const { return m_entries; }

    /// The height it needs.
    int heightForWidth(int width) const override;
    bool hasHeightForWidth() const override { return true; }

signals:
    void entriesChanged();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void drawGlyph(QPainter& painter, const LegendEntry& entry, double x, double middle) const;
    void drawBar(QPainter& painter, const LegendEntry& entry, double x, double middle) const;
    /// Where each entry begins, row by row.
    std::vector<QPoint> places(int width) const;

    std::vector<LegendEntry> m_entries;
};

} // namespace ui
