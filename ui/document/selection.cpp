#include "ui/document/selection.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace ui {

using engine::Dataset;
using engine::Index;
using engine::Snapshot;

namespace {

/// Where snapshot `s` of `before` has gone in `after`: the one with the same points, else the one in its place.
int placeAfter(const Dataset& before, int s, const Dataset& after) {
    const Snapshot& old = before.snapshots[std::size_t(s)];
    const auto same = [&](const Snapshot& now) { return !old.points.isEmpty() && now.points == old.points; };
    if (s < int(after.snapshots.size()) && same(after.snapshots[std::size_t(s)]))
        return s;
    for (std::size_t i = 0; i < after.snapshots.size(); ++i) {
        const bool isTwin = i < before.snapshots.size() && before.snapshots[i].points == old.points; // was there before
        if (!isTwin && same(after.snapshots[i]))
            return int(i);
    }
    const auto atTime = std::find_if(after.snapshots.begin(), after.snapshots.end(),
                                     [&](const Snapshot& now) { return now.time == old.time; });
    return atTime == after.snapshots.end() ? -1 : int(atTime - after.snapshots.begin());
}

} // namespace

Selection::Selection(Document& document, QObject* parent) : QObject(parent), m_document(document) {
    connect(&document, &Document::projectReplaced, this, &Selection::reset);
    connect(&document, &Document::projectChanged, this, [this](Document::Changes changes) {
        if (changes & Document::DatasetChange)
            follow();
    });
    reset();
}

void Selection::reset() {
    m_dataset = m_document.project().dataset;
    clear();
    setCurrentSnapshot(m_dataset.isEmpty() ? -1 : 0);
}

void Selection::follow() {
    const Dataset now = m_document.project().dataset;
    std::map<int, std::vector<Index>> kept;
    for (auto& [snapshot, indices] : m_points) {
        const int place = placeAfter(m_dataset, snapshot, now);
        // Points that were moved stay chosen; where points came or went the numbers mean other points.
        if (place >= 0 &&
            now.snapshots[std::size_t(place)].points.size() == m_dataset.snapshots[std::size_t(snapshot)].points.size())
            kept[place] = indices;
    }
    int current = m_current < 0 ? -1 : placeAfter(m_dataset, m_current, now);
    if (current < 0)
        current = std::min(std::max(m_current, 0), int(now.snapshots.size()) - 1);
    m_dataset = now;
    if (std::exchange(m_points, kept) != kept)
        emit pointsChanged();
    setCurrentSnapshot(current);
}

void Selection::setCurrentSnapshot(int snapshot) {
    snapshot = std::clamp(snapshot, -1, int(m_dataset.snapshots.size()) - 1);
    if (std::exchange(m_current, snapshot) != snapshot)
        emit currentSnapshotChanged(snapshot);
}

const std::vector<Index>& Selection::points(int snapshot) const {
    static const std::vector<Index> none;
    const auto found = m_points.find(snapshot);
    return found == m_points.end() ? none : found->second;
}

Index Selection::count() const {
    Index count = 0;
    for (const auto& [snapshot, indices] : m_points)
        count += Index(indices.size());
    return count;
}

void Selection::setPoints(int snapshot, std::vector<Index> indices) {
    if (snapshot < 0 || snapshot >= int(m_dataset.snapshots.size()))
        return;
    std::sort(indices.begin(), indices.end());
    indices.erase(std::unique(indices.begin(), indices.end()), indices.end());
    const Index size = m_dataset.snapshots[std::size_t(snapshot)].points.size();
    indices.erase(std::lower_bound(indices.begin(), indices.end(), size), indices.end());
    if (indices == points(snapshot))
        return;
    if (indices.empty())
        m_points.erase(snapshot);
    else
        m_points[snapshot] = std::move(indices);
    emit pointsChanged();
}

void Selection::clear() {
    if (std::exchange(m_points, {}).empty())
        return;
    emit pointsChanged();
}

void Selection::invert(int snapshot) {
    if (snapshot < 0 || snapshot >= int(m_dataset.snapshots.size()))
        return;
    const std::vector<Index>& old = points(snapshot);
    std::vector<Index> others;
    auto next = old.begin();
    for (Index i = 0; i < m_dataset.snapshots[std::size_t(snapshot)].points.size(); ++i)
        if (next != old.end() && *next == i)
            ++next;
        else
            others.push_back(i);
    setPoints(snapshot, std::move(others));
}

void Selection::select(int snapshot, const std::function<bool(const Eigen::Ref<const engine::Vector>&)>& inside,
                       Combine combine) {
    if (snapshot < 0 || snapshot >= int(m_dataset.snapshots.size()))
        return;
    std::vector<Index> found;
    Index index = 0;
    for (const auto& chunk : m_dataset.snapshots[std::size_t(snapshot)].points.chunks())
        for (Index j = 0; j < chunk->points.cols(); ++j, ++index)
            if (inside(chunk->points.col(j)))
                found.push_back(index);
    const std::vector<Index>& old = points(snapshot);
    std::vector<Index> chosen;
    if (combine == Combine::Add)
        std::set_union(old.begin(), old.end(), found.begin(), found.end(), std::back_inserter(chosen));
    else if (combine == Combine::Remove)
        std::set_difference(old.begin(), old.end(), found.begin(), found.end(), std::back_inserter(chosen));
    else
        chosen = std::move(found);
    setPoints(snapshot, std::move(chosen));
}

} // namespace ui
