#pragma once

#include "engine/core/error.h"

#include <QVector>
#include <QWidget>
#include <functional>

class QVBoxLayout;

namespace ui {

enum class Severity { Information, Success, Warning, Error };

/// What happened, where, and what to do next.
struct Message {
    Severity severity = Severity::Information;
    QString text;
    QString actionText = {};
    std::function<void()> action = {};
    /// A newer message with the same key takes the place of this one. Empty: stands for itself.
    QString key = {};
};

Message messageOf(const engine::Error& error);

/// Messages above the middle of the stage, the newest on top: at most two in full, the rest behind a count.
class MessageBar : public QWidget {
    Q_OBJECT

public:
    explicit MessageBar(QWidget* parent);

    void post(const Message& message);
    /// Takes the messages with this key away.
    void retract(const QString& key);
    void clear();
    const QVector<Message>& messages() const { return m_messages; }

    /// Room it wants above its parent, margins included: as wide as its texts, no wider than the parent. Empty when
    /// there is nothing to say.
    QSize wantedSize() const;
    /// Hides while something is dragged over this widget and comes near, until it is let go.
    void giveWayTo(QWidget& widget);

signals:
    void sizeChanged();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void rebuild();
    void dismiss(int index);
    void showIfNeeded();

    QVector<Message> m_messages; ///< newest first
    bool m_expanded = false;
    bool m_givesWay = false;
    QVBoxLayout* m_layout;
};

} // namespace ui
