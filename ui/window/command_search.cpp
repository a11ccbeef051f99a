#include "ui/window/command_search.h"

#include "ui/style/fonts.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/widgets/labels.h"
#include "ui/window/actions.h"
#include "ui/window/fuzzy_match.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>
#include <algorithm>

namespace ui {

namespace {

constexpr int kRowHeight = 44, kVisibleRows = 9, kWidth = 480;
constexpr int kActionRole = Qt::UserRole;

QAction* actionOf(const QModelIndex& index) { return index.data(kActionRole).value<QAction*>(); }

void drawKey(QPainter* painter, const QString& keys, const QRect& rect) {
    const Colors& c = theme().colors();
    painter->setFont(textFont(TextSize::Caption));
    const int wide = painter->fontMetrics().horizontalAdvance(keys) + 10;
    const QRectF box(rect.right() - wide + 0.5, rect.center().y() - 8 + 0.5, wide - 1, 16);
    painter->setPen(c.borderStrong);
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(box, 4, 4);
    painter->setPen(c.textSecondary);
    painter->drawText(box, Qt::AlignCenter, keys);
}

/// The magnifying glass in the field.
class SearchGlyph : public QWidget {
public:
    explicit SearchGlyph(QWidget* parent) : QWidget(parent) { setAttribute(Qt::WA_TransparentForMouseEvents); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        paintIcon(&painter, QStringLiteral("search"), rect(), theme().colors().textSecondary);
    }
};

/// Icon, name over its sentence, shortcut.
class CommandDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {kWidth - 10, kRowHeight}; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const QAction* action = actionOf(index);
        if (!action)
            return;
        const Colors& c = theme().colors();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRect rect = option.rect.adjusted(4, 1, -4, -1);
        if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(option.state & QStyle::State_Selected ? c.selected : c.hover);
            painter->drawRoundedRect(rect, 6, 6);
        }
        const bool enabled = action->isEnabled();
        const int nameHeight = QFontMetrics(textFont()).height();
        action->icon().paint(painter, QRect(rect.left() + 8, rect.center().y() - 8, 16, 16), Qt::AlignCenter,
                             enabled ? QIcon::Normal : QIcon::Disabled);
        const QString keys = Actions::keyText(action);
        if (!keys.isEmpty())
            drawKey(painter, keys, QRect(rect.left(), rect.top() + 4, rect.width() - 8, nameHeight));
        painter->setFont(textFont());
        painter->setPen(enabled ? c.text : c.textDisabled);
        const QRect words = rect.adjusted(34, 4, -10, -4);
        painter->drawText(words, Qt::AlignLeft | Qt::AlignTop, Actions::plainText(action));
        painter->setFont(textFont(TextSize::Caption));
        painter->setPen(enabled ? c.textSecondary : c.textDisabled);
        const QString place = QStringLiteral("%1 · %2").arg(Actions::placeOf(action), action->statusTip());
        painter->drawText(words, Qt::AlignLeft | Qt::AlignBottom,
                          painter->fontMetrics().elidedText(place, Qt::ElideRight, words.width()));
        painter->restore();
    }
};

} // namespace

CommandSearch::CommandSearch(const Actions& actions, QWidget* window)
    : QFrame(window),
      m_actions(actions),
      m_field(new QLineEdit(this)),
      m_list(new QListWidget(this)),
      m_nothing(makeExplanation(tr("No command is called that."))) {
    setObjectName(QStringLiteral("commandSearch"));
    setAccessibleName(tr("Find a command"));
    m_field->setObjectName(QStringLiteral("commandField"));
    m_field->setPlaceholderText(tr("Find a command"));
    m_field->setAccessibleName(tr("Find a command"));
    m_field->setProperty("ownFocusRing", true);
    m_field->setTextMargins(24, 0, 0, 0);
    (new SearchGlyph(m_field))->setGeometry(8, 6, 16, 16);
    m_list->setObjectName(QStringLiteral("commandList"));
    m_list->setAccessibleName(tr("Commands found"));
    m_list->setItemDelegate(new CommandDelegate(m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMouseTracking(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(5, 5, 5, 5);
    layout->setSpacing(4);
    layout->addWidget(m_field);
    layout->addWidget(m_list);
    m_nothing->setObjectName(QStringLiteral("noCommand"));
    m_nothing->setContentsMargins(12, 8, 12, 8);
    m_nothing->setAlignment(Qt::AlignTop);
    layout->addWidget(m_nothing, 1);
    hide();

    connect(m_field, &QLineEdit::textChanged, this, &CommandSearch::fill);
    connect(m_field, &QLineEdit::returnPressed, this, &CommandSearch::runCurrent);
    connect(m_list, &QListWidget::itemClicked, this, &CommandSearch::runCurrent);
    m_field->installEventFilter(this);
}

void CommandSearch::openAt(const QWidget* anchor) {
    m_focusBefore = QApplication::focusWidget();
    m_pressed = false;
    m_field->clear();
    fill();
    const QWidget* window = parentWidget();
    const int height = std::min(m_field->sizeHint().height() + 16 + kVisibleRows * kRowHeight, window->height() - 24);
    QPoint corner((window->width() - kWidth) / 2, 12);
    if (anchor && anchor->isVisible())
        corner = QPoint(anchor->mapTo(window, QPoint(anchor->width(), 0)).x() - kWidth, 4);
    setGeometry(QRect(corner, QSize(kWidth, height)));
    show();
    raise();
    m_field->setFocus(Qt::OtherFocusReason);
}

void CommandSearch::search(const QString& words) { m_field->setText(words); }

QVector<QAction*> CommandSearch::matches() const {
    QVector<QAction*> found;
    for (int i = 0; i < m_list->count(); ++i)
        found += m_list->item(i)->data(kActionRole).value<QAction*>();
    return found;
}

void CommandSearch::fill() {
    const QString words = m_field->text();
    QVector<std::pair<int, QAction*>> found;
    for (QAction* action : m_actions.all()) {
        if (!action->isVisible() || action->objectName() == QLatin1String("findCommand"))
            continue;
        // The name counts most; the sentence helps those who call it by another word.
        const auto name = fuzzyScore(words, Actions::plainText(action));
        const auto place = fuzzyScore(words, Actions::placeOf(action) + QLatin1Char(' ') + Actions::plainText(action));
        const bool inSentence =
            words.size() > 2 && action->statusTip().contains(words.simplified(), Qt::CaseInsensitive);
        const bool begins = Actions::plainText(action).startsWith(words.simplified(), Qt::CaseInsensitive);
        if (name || place || inSentence)
            found += {std::max({name ? *name + 40 : 0, place.value_or(0), inSentence ? 10 : 0}) +
                          (begins ? 2000 - 20 * int(action->text().size()) : 0),
                      action};
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    m_list->clear();
    for (const auto& [score, action] : found) {
        auto* item = new QListWidgetItem(Actions::plainText(action), m_list);
        item->setData(kActionRole, QVariant::fromValue(action));
        item->setToolTip(action->isEnabled() ? QString() : tr("Not possible at the moment"));
    }
    m_list->setCurrentRow(0);
    m_list->setVisible(!found.isEmpty());
    m_nothing->setVisible(found.isEmpty());
    m_field->setAccessibleDescription(found.isEmpty() ? m_nothing->text() : QString());
}

void CommandSearch::runCurrent() {
    QListWidgetItem* item = m_list->currentItem();
    const QPointer<QAction> action = item ? item->data(kActionRole).value<QAction*>() : nullptr;
    if (!action || !action->isEnabled())
        return;
    dismiss();
    action->trigger();
}

void CommandSearch::dismiss() {
    if (!isVisible())
        return;
    hide();
    if (m_focusBefore)
        m_focusBefore->setFocus(Qt::OtherFocusReason);
}

bool CommandSearch::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusOut &&
        static_cast<QFocusEvent*>(event)->reason() != Qt::ActiveWindowFocusReason) {
        hide();
    } else if (event->type() == QEvent::ShortcutOverride) {
        event->accept(); // while it is open, keys belong to the search
    } else if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        // Of the keys that opened it the letter may be held longer than Ctrl: its repetitions are no words.
        if (!m_pressed && key->isAutoRepeat())
            return true;
        m_pressed = true;
        switch (key->key()) {
        case Qt::Key_Escape:
            dismiss();
            return true;
        case Qt::Key_Up:
        case Qt::Key_Down:
        case Qt::Key_PageUp:
        case Qt::Key_PageDown:
            QApplication::sendEvent(m_list, event);
            return true;
        case Qt::Key_Tab:
        case Qt::Key_Backtab:
            return true;
        default:
            break;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void CommandSearch::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colors& c = theme().colors();
    painter.fillRect(rect(), c.window);
    painter.setPen(c.borderStrong);
    painter.setBrush(c.raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
}

CommandSearchButton::CommandSearchButton(const QAction* command, QWidget* parent)
    : QAbstractButton(parent), m_command(command) {
    setObjectName(QStringLiteral("commandSearchButton"));
    setText(tr("Find a command"));
    setAccessibleName(text());
    setFocusPolicy(Qt::TabFocus);
    setFixedSize(sizeHint());
    setCursor(Qt::IBeamCursor);
    setAttribute(Qt::WA_Hover);
    connect(command, &QAction::changed, this, qOverload<>(&QWidget::update));
}

void CommandSearchButton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colors& c = theme().colors();
    painter.setPen(underMouse() ? c.borderStrong : c.border);
    painter.setBrush(c.field);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    paintIcon(&painter, QStringLiteral("search"), QRectF(8, 4, 14, 14), c.textSecondary);
    painter.setFont(textFont(TextSize::Small));
    painter.setPen(c.textSecondary);
    painter.drawText(rect().adjusted(28, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, text());
    if (const QString keys = Actions::keyText(m_command); !keys.isEmpty())
        drawKey(&painter, keys, rect().adjusted(0, 0, -7, 0));
}

} // namespace ui
