#include "ui/session/session_bridge.h"

namespace ui {

SessionBridge::SessionBridge(int threads, QObject* parent) : QObject(parent) {
    engine::Session::Options options;
    options.threads = threads;
    // Runs in the engine's thread: one queued call, and none more until that one has been served.
    options.published = [this] {
        if (!m_announced.exchange(true))
            QMetaObject::invokeMethod(this, &SessionBridge::deliver, Qt::QueuedConnection);
    };
    m_session = std::make_unique<engine::Session>(std::move(options));
}

// The session stops and joins first: afterwards nothing calls `published` any more.
SessionBridge::~SessionBridge() { m_session.reset(); }

void SessionBridge::post(engine::SessionRequest request) { m_session->post(std::move(request)); }

void SessionBridge::deliver() {
    m_announced = false; // before reading: a publication from now on announces itself again
    auto update = m_session->latest();
    if (update == m_delivered)
        return;
    m_delivered = update;
    emit updated(std::move(update));
}

} // namespace ui
