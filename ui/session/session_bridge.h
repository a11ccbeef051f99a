#pragma once

#include "engine/session/session.h"

#include <QObject>
#include <atomic>
#include <memory>

namespace ui {

/// The engine's session as a QObject: requests go straight through, news arrive as one signal in the GUI thread however
/// many updates were published meanwhile.
/// Thread: GUI.
class SessionBridge : public QObject {
    Q_OBJECT

public:
    /// `threads` of the engine's worker pool, 0: all cores.
    explicit SessionBridge(int threads = 0, QObject* parent = nullptr);
    ~SessionBridge() override;

    void post(engine::SessionRequest request);
    /// While a picture is drawn.
    void spareProcessor(bool spare) { m_session->spareProcessor(spare); }
    /// Never null.
    std::shared_ptr<const engine::SessionUpdate> latest() const { return m_session->latest(); }

signals:
    void updated(std::shared_ptr<const engine::SessionUpdate> update);

private:
    void deliver();

    std::atomic<bool> m_announced = false; ///< a call to deliver() is under way
    std::shared_ptr<const engine::SessionUpdate> m_delivered;
    std::unique_ptr<engine::Session> m_session;
};

} // namespace ui
