#include "ui/document/background.h"

#include "engine/core/vector_registers.h"

#include <QCoreApplication>
#include <QEvent>
#include <QMetaObject>
#include <new>

namespace ui {

Background::Background(QObject* parent)
    : QObject(parent), m_thread([this](std::stop_token stop) {
          engine::releaseVectorRegisters();
          for (bool stopping = false; !stopping;) {
              m_queue.wait(stop);
              stopping = stop.stop_requested(); // read before the queue is emptied: nothing pushed earlier is missed
              for (auto& work : m_queue.takeAll())
                  work(stop);
          }
      }) {}

Background::~Background() {
    m_thread.request_stop();
    m_thread.join();
}

void Background::wait() {
    while (m_pending > 0) {
        QCoreApplication::sendPostedEvents(this, QEvent::MetaCall);
        if (m_pending > 0)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

std::optional<engine::Error> Background::guarded(const std::function<void()>& work) {
    try {
        work();
        return {};
    } catch (const engine::Error& error) {
        return error;
    } catch (const std::bad_alloc&) {
        return engine::Error(engine::ErrorCode::WorkFailed,
                             engine::Sentence::of("There is not enough memory for this."),
                             engine::Sentence::of("Close other programs or use fewer points."));
    } catch (const std::exception& error) {
        return engine::Error(engine::ErrorCode::WorkFailed, error.what());
    }
}

void Background::deliver(std::function<void()> done) {
    QMetaObject::invokeMethod(
        this,
        [this, done = std::move(done)] {
            --m_pending;
            done();
        },
        Qt::QueuedConnection);
}

} // namespace ui
