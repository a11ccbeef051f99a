#pragma once

#include "engine/data/dataset.h"
#include "ui/widgets/section.h"

#include <array>

class QComboBox;
class QLabel;

namespace ui {

class Actions;
class NumberField;
class SegmentedControl;

/// The chosen points in numbers: where they are, how large, and what can be done with them.
class SelectionSection : public Section {
    Q_OBJECT

public:
    explicit SelectionSection(const Actions& actions, QWidget* parent = nullptr);

    /// Names of the picture's axes: two, or in space three.
    void showAxes(const QStringList& names);
    /// Along the picture's axes; empty without a selection.
    void showBox(const engine::Bounds& box, std::int64_t count);
    /// The names of all snapshots, the current one of which the points belong to.
    void showSnapshots(const QStringList& names, int current);

signals:
    /// Middle and size the selection shall have, along the picture's axes.
    void boxWanted(const engine::Vector& center, const engine::Vector& size);
    /// Turned about an axis of the picture; in the plane about the one that points at the eye.
    /// Units: degrees, counter-clockwise.
    void turnWanted(double angle, int axis);
    /// Into which snapshot the points shall go.
    void snapshotWanted(int snapshot);

private:
    void makeFields();
    void commit();

    engine::Bounds m_box; ///< as shown
    QLabel* m_empty;
    QWidget *m_body, *m_thirdMiddle, *m_thirdSize, *m_aboutRow;
    std::array<NumberField*, 3> m_middle, m_size;
    NumberField* m_turn;
    SegmentedControl* m_about;
    QComboBox* m_snapshot;
};

} // namespace ui
