#pragma once

#include <memory>
#include <mutex>

namespace engine {

/// Hands the newest immutable value from one thread to another: the writer never waits, the reader may skip values.
/// Thread: any.
template <class T> class Latest {
public:
    explicit Latest(std::shared_ptr<const T> value = {}) : m_value(std::move(value)) {}

    void set(std::shared_ptr<const T> value) {
        const std::lock_guard lock(m_mutex);
        m_value.swap(value); // the old value dies after the lock is gone
    }
    std::shared_ptr<const T> get() const {
        const std::lock_guard lock(m_mutex);
        return m_value;
    }

private:
    mutable std::mutex m_mutex;
    std::shared_ptr<const T> m_value;
};

} // namespace engine
