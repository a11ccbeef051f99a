#pragma once

// The names of version 1.10, which every later version understands.
#define H5_USE_110_API
#include <hdf5.h>

#include <utility>

namespace engine {

/// Something the HDF5 library has opened, and gives back.
/// Thread: one in the process; see Hdf5File.
class Hdf5Id {
public:
    Hdf5Id() = default;
    /// Takes what a function of the library returned; a failed one leaves the object empty.
    explicit Hdf5Id(hid_t id) : m_id(id) {}
    Hdf5Id(Hdf5Id&& other) noexcept : m_id(std::exchange(other.m_id, H5I_INVALID_HID)) {}
    Hdf5Id& operator=(Hdf5Id&& other) noexcept {
        std::swap(m_id, other.m_id);
        return *this;
    }
    ~Hdf5Id() {
        if (m_id >= 0)
            H5Idec_ref(m_id);
    }

    explicit operator bool() const { return m_id >= 0; }
    hid_t get() const { return m_id; }

private:
    hid_t m_id = H5I_INVALID_HID;
};

} // namespace engine
