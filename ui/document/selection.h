#pragma once

#include "engine/data/dataset.h"
#include "ui/document/document.h"

#include <QObject>
#include <functional>
#include <map>
#include <vector>

namespace ui {

/// Which snapshot is worked on and which points are chosen. Belongs to the person, not to the project: neither saved
/// nor undone. Follows the document: what an edit removed is no longer selected, a snapshot that moved in time keeps
/// its selection.
/// Thread: GUI.
class Selection : public QObject {
    Q_OBJECT

public:
    explicit Selection(Document& document, QObject* parent = nullptr);

    /// Index of the snapshot that tools draw into; −1 when there is none.
    int currentSnapshot() const { return m_current; }
    void setCurrentSnapshot(int snapshot);

    /// Chosen points of a snapshot, ascending.
    const std::vector<engine::Index>& points(int snapshot) const;
    engine::Index count() const;
    bool isEmpty() const { return m_points.empty(); }

    void setPoints(int snapshot, std::vector<engine::Index> indices);
    void clear();
    enum class Combine { Replace, Add, Remove };
    /// Chooses the points of one snapshot for which `inside` holds.
    void select(int snapshot, const std::function<bool(const Eigen::Ref<const engine::Vector>&)>& inside,
                Combine combine = Combine::Replace);
    /// Chooses exactly the points of the snapshot that were not chosen.
    void invert(int snapshot);

signals:
    void currentSnapshotChanged(int snapshot);
    void pointsChanged();

private:
    void follow();
    void reset();

    Document& m_document;
    engine::Dataset m_dataset; ///< what the indices refer to
    std::map<int, std::vector<engine::Index>> m_points;
    int m_current = -1;
};

} // namespace ui
