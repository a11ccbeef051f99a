#include "ui/panels/history_panel.h"

#include "ui/style/fonts.h"
#include "ui/style/theme.h"

#include <QAbstractListModel>
#include <QListView>
#include <QPainter>
#include <QPointer>
#include <QStyledItemDelegate>
#include <QUndoStack>
#include <QVBoxLayout>

namespace ui {

/// The history as rows: the document as it was opened, and one for each step.
class HistoryPanel::Steps : public QAbstractListModel {
public:
    using QAbstractListModel::QAbstractListModel;

    void follow(QUndoStack* history) {
        m_history = history;
        refresh();
    }
    /// The rows are counted here, not asked for: the stack changes before it says so.
    void refresh() {
        beginResetModel();
        m_rows = m_history ? m_history->count() + 1 : 0;
        endResetModel();
    }
    int now() const { return m_history ? m_history->index() : 0; }

    int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : m_rows; }
    QVariant data(const QModelIndex& index, int role) const override {
        if (!m_history || index.row() > m_history->count())
            return {};
        const QString text = index.row() == 0 ? HistoryPanel::tr("Opened") : m_history->text(index.row() - 1);
        const bool isUndone = index.row() > now();
        switch (role) {
        case Qt::DisplayRole:
        case Qt::ToolTipRole:
            return text;
        case Qt::AccessibleTextRole:
            return isUndone ? HistoryPanel::tr("%1, taken back").arg(text) : text;
        default:
            return {};
        }
    }

private:
    QPointer<QUndoStack> m_history;
    int m_rows = 0;
};

namespace {

constexpr int kRowHeight = 26, kInset = 8;

/// A row: its number and text, faint once taken back.
class StepDelegate : public QStyledItemDelegate {
public:
    explicit StepDelegate(QListView* list) : QStyledItemDelegate(list), m_list(list) {}

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {100, kRowHeight}; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const Colors& c = theme().colors();
        const int now = m_list->currentIndex().row();
        const bool isNow = index.row() == now, isUndone = index.row() > now;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRect box = option.rect.adjusted(kInset, 1, -kInset, -1);
        if (isNow || option.state.testFlag(QStyle::State_MouseOver)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(isNow ? c.selected : c.hover);
            painter->drawRoundedRect(box, 6, 6);
        }
        const QRect inner = box.adjusted(kInset, 0, -kInset, 0);
        painter->setFont(numberFont(TextSize::Caption));
        painter->setPen(c.textSecondary);
        const QString number = QString::number(index.row());
        const int wide = painter->fontMetrics().horizontalAdvance(QStringLiteral("000"));
        const int room = std::max(wide, painter->fontMetrics().horizontalAdvance(number));
        painter->drawText(QRect(inner.left(), inner.top(), room, inner.height()), Qt::AlignVCenter | Qt::AlignRight,
                          number);
        const QRect words = inner.adjusted(room + kInset, 0, 0, 0);
        painter->setFont(textFont(TextSize::Small, isNow ? TextWeight::Semibold : TextWeight::Regular));
        painter->setPen(isUndone ? c.textSecondary : c.text);
        painter->drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, words.width()));
        painter->restore();
    }

private:
    QListView* m_list;
};

} // namespace

HistoryPanel::HistoryPanel(QWidget* parent) : QWidget(parent), m_steps(new Steps(this)), m_list(new QListView) {
    setObjectName(QStringLiteral("dockBody"));
    setAttribute(Qt::WA_StyledBackground);
    m_list->setObjectName(QStringLiteral("historyList"));
    m_list->setAccessibleName(tr("History of edits"));
    m_list->setAccessibleDescription(tr("Up and Down go through the steps."));
    m_list->setModel(m_steps);
    m_list->setItemDelegate(new StepDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 8);
    layout->addWidget(m_list);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& index, const QModelIndex&) {
                if (index.isValid() && index.row() != m_steps->now())
                    emit stepWanted(index.row());
            });
}

void HistoryPanel::follow(QUndoStack& history) {
    m_steps->follow(&history);
    connect(&history, &QUndoStack::indexChanged, this, &HistoryPanel::showIndex);
    showIndex();
}

void HistoryPanel::showIndex() {
    if (m_steps->rowCount() != m_steps->now() + 1 || m_list->currentIndex().row() != m_steps->now())
        m_steps->refresh();
    const QModelIndex now = m_steps->index(m_steps->now());
    m_list->selectionModel()->setCurrentIndex(now, QItemSelectionModel::ClearAndSelect);
    m_list->scrollTo(now);
    m_list->viewport()->update();
}

} // namespace ui
