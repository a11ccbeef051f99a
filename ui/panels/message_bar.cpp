#include "ui/panels/message_bar.h"

#include "ui/document/engine_words.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/widgets/dock_title.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <chrono>

namespace ui {

namespace {

constexpr auto kSuccessStays = std::chrono::seconds(10); // good news needs no answer

constexpr int kRowHeight = 40, kMargin = 12, kSpacing = 4, kInFull = 2, kLeastWidth = 200;

struct Look {
    const char* icon;
    Colors::Member stroke, fill;
};

Look lookOf(Severity severity) {
    switch (severity) {
    case Severity::Success:
        return {"check", &Colors::success, &Colors::successFill};
    case Severity::Warning:
        return {"warn", &Colors::warning, &Colors::warningFill};
    case Severity::Error:
        return {"warn", &Colors::error, &Colors::errorFill};
    case Severity::Information:
        break;
    }
    return {"info", &Colors::textSecondary, &Colors::raised};
}

QString severityName(Severity severity) {
    switch (severity) {
    case Severity::Success:
        return MessageBar::tr("Done");
    case Severity::Warning:
        return MessageBar::tr("Warning");
    case Severity::Error:
        return MessageBar::tr("Error");
    case Severity::Information:
        break;
    }
    return MessageBar::tr("Note");
}

/// One message: icon, text, action, close.
class MessageRow : public QWidget {
public:
    explicit MessageRow(const Message& message) : m_severity(message.severity), m_layout(new QHBoxLayout(this)) {
        setObjectName(QStringLiteral("message"));
        setMinimumHeight(kRowHeight);
        setAccessibleName(severityName(message.severity));
        setAccessibleDescription(message.text);
        m_layout->setContentsMargins(38, 2, 8, 2);
        m_layout->setSpacing(10);
        m_text = makeLabel(message.text, TextSize::Small);
        m_text->setObjectName(QStringLiteral("messageText"));
        m_text->setTextFormat(Qt::PlainText);
        m_text->setWordWrap(true);
        m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_text->setToolTip(message.text);
        m_layout->addWidget(m_text, 1);
    }

    /// With its text in one line.
    int wantedWidth() const {
        const QMargins margins = m_layout->contentsMargins();
        int width = margins.left() + margins.right() + m_layout->spacing() * (m_layout->count() - 1) +
                    m_text->fontMetrics().horizontalAdvance(m_text->text()) + kAfterText;
        for (int i = 1; i < m_layout->count(); ++i)
            width += m_layout->itemAt(i)->sizeHint().width();
        return width;
    }

    QPushButton* addAction(const QString& text) {
        auto* button = new QPushButton(text);
        button->setObjectName(QStringLiteral("messageAction"));
        button->setFocusPolicy(Qt::TabFocus);
        m_layout->addWidget(button);
        return button;
    }

    QToolButton* addClose() {
        QToolButton* button = makeIconButton(QStringLiteral("messageClose"), QStringLiteral("close"),
                                             MessageBar::tr("Close this message"));
        m_layout->addWidget(button);
        return button;
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Colors& c = theme().colors();
        const Look look = lookOf(m_severity);
        painter.fillRect(rect(), c.stage); // opaque up to the corners: a GL view does not blend with widgets
        painter.setPen(m_severity == Severity::Information ? c.borderStrong : c.*look.stroke);
        painter.setBrush(c.*look.fill);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
        paintIcon(&painter, QLatin1String(look.icon), QRectF(12, height() / 2.0 - 9, 18, 18), c.*look.stroke);
    }

private:
    static constexpr int kAfterText = 8;
    Severity m_severity;
    QHBoxLayout* m_layout;
    QLabel* m_text;
};

} // namespace

Message messageOf(const engine::Error& error) {
    return {error.code() == engine::ErrorCode::Cancelled ? Severity::Information : Severity::Error, translated(error)};
}

MessageBar::MessageBar(QWidget* parent) : QWidget(parent), m_layout(new QVBoxLayout(this)) {
    setObjectName(QStringLiteral("messageBar"));
    m_layout->setContentsMargins(kMargin, kMargin, kMargin, 0);
    m_layout->setSpacing(kSpacing);
    hide();
}

void MessageBar::post(const Message& message) {
    if (!message.key.isEmpty())
        m_messages.removeIf([&](const Message& m) { return m.key == message.key; });
    else // saying the same again does not say more
        m_messages.removeIf([&](const Message& m) { return m.text == message.text; });
    m_messages.prepend(message);
    if (message.severity == Severity::Success)
        QTimer::singleShot(kSuccessStays, this, [this, text = message.text] {
            if (m_messages.removeIf(
                    [&](const Message& m) { return m.severity == Severity::Success && m.text == text; }) > 0)
                rebuild();
        });
    rebuild();
}

void MessageBar::retract(const QString& key) {
    if (m_messages.removeIf([&](const Message& m) { return m.key == key; }) > 0)
        rebuild();
}

void MessageBar::clear() {
    m_messages.clear();
    m_expanded = false;
    rebuild();
}

void MessageBar::dismiss(int index) {
    m_messages.removeAt(index);
    rebuild();
}

QSize MessageBar::wantedSize() const {
    if (m_messages.isEmpty())
        return {0, 0};
    int wanted = 0;
    for (int i = 0; i < m_layout->count(); ++i)
        wanted = std::max(wanted, static_cast<const MessageRow*>(m_layout->itemAt(i)->widget())->wantedWidth());
    const int width = std::max(kLeastWidth, std::min(wanted + 2 * kMargin, parentWidget()->width()));
    return {width, m_layout->totalHeightForWidth(width)};
}

void MessageBar::giveWayTo(QWidget& widget) { widget.installEventFilter(this); }

bool MessageBar::eventFilter(QObject* watched, QEvent* event) {
    bool gives = m_givesWay;
    if (event->type() == QEvent::MouseMove) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        const QRect near = rect().adjusted(-kMargin, 0, kMargin, kMargin);
        gives |= mouse->buttons() != Qt::NoButton && near.contains(mapFromGlobal(mouse->globalPosition().toPoint()));
    } else if (event->type() == QEvent::MouseButtonRelease) {
        gives = false;
    }
    if (std::exchange(m_givesWay, gives) != gives)
        showIfNeeded();
    return QWidget::eventFilter(watched, event);
}

void MessageBar::showIfNeeded() { setVisible(!m_messages.isEmpty() && !m_givesWay); }

void MessageBar::rebuild() {
    while (QLayoutItem* item = m_layout->takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->deleteLater(); // it may be the sender of what led here
        }
        delete item;
    }
    if (m_messages.size() <= kInFull)
        m_expanded = false;
    const int shown = m_expanded ? int(m_messages.size()) : std::min<int>(kInFull, int(m_messages.size()));
    for (int i = 0; i < shown; ++i) {
        auto* row = new MessageRow(m_messages[i]);
        if (m_messages[i].action) {
            connect(row->addAction(m_messages[i].actionText), &QPushButton::clicked, this, [this, i] {
                const auto action = m_messages[i].action;
                dismiss(i);
                action();
            });
        }
        if (i + 1 == shown && m_messages.size() > kInFull) {
            QPushButton* more = row->addAction(m_expanded ? tr("Fewer") : tr("%1 more").arg(m_messages.size() - shown));
            more->setObjectName(QStringLiteral("moreMessages"));
            connect(more, &QPushButton::clicked, this, [this] {
                m_expanded = !m_expanded;
                rebuild();
            });
        }
        connect(row->addClose(), &QToolButton::clicked, this, [this, i] { dismiss(i); });
        m_layout->addWidget(row);
        row->show(); // at once: a hidden row has no height
    }
    showIfNeeded();
    emit sizeChanged();
}

} // namespace ui
