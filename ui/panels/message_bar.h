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

/// Messages above the stage, the newest on top: at most two in full, the rest behind a count.
class MessageBar : public QWidget {
    Q_OBJECT

public:
    explicit MessageBar(QWidget* parent);

    void post(const Message& message);
    /// Takes the messages with this key away.
    void retract(const QString& key);
    void clear();
    const QVector<Message>& messages() const { return m_messages; }

    /// Height it wants for the width of its parent, margins included. 0 when there is nothing to say.
    int wantedHeight() const;

signals:
    void heightChanged();

private:
    void rebuild();
    void dismiss(int index);

    QVector<Message> m_messages; ///< newest first
    bool m_expanded = false;
    QVBoxLayout* m_layout;
};

} // namespace ui
