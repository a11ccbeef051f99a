#pragma once

#include "ui/scene/view_transform.h"

#include <optional>

namespace ui {

/// Moves the camera as a person wants: fit, pan, zoom to the pointer, turn, jump to a side. Knows neither VTK nor Qt.
/// Units: pixels as in ViewTransform; times in seconds of any one clock.
class CameraRig {
public:
    enum class Side { Front, Back, Left, Right, Top, Bottom, Iso };
    /// Space kept free around the data, for axis labels. Pixels.
    struct Margins {
        double left = 60, right = 32, top = 36, bottom = 48;
        bool operator==(const Margins&) const = default;
    };

    /// What there is to see. While the camera follows, it is fitted again, unless `still`; between two and three
    /// dimensions it starts afresh.
    void setContents(int dimension, const SceneBounds& bounds, bool still = false);
    void setViewport(double width, double height);
    void setMargins(const Margins& margins);

    CameraPose pose() const { return m_pose; }
    ViewTransform view() const { return {m_pose, m_width, m_height, m_bounds}; }
    int dimension() const { return m_dimension; }
    /// Whether it keeps everything in view by itself: from `fit` until the person moves it.
    bool follows() const { return m_follows; }

    /// From here on the camera is the person's.
    void setPose(const CameraPose& pose);
    void pan(const Eigen::Vector2d& fromPixel, const Eigen::Vector2d& toPixel);
    /// Above 1 is closer; what is under `pixel` stays there.
    void zoom(double factor, const Eigen::Vector2d& pixel);
    /// Turns by a drag of so many pixels. Three dimensions only.
    void orbit(const Eigen::Vector2d& pixels);

    /// The next jump (fit, side, pose, kind of projection) takes `seconds` from `now` on; 0 jumps at once.
    void fit(double now = 0, double seconds = 0);
    void show(Side side, double now = 0, double seconds = 0);
    /// From here on the camera is the person's, as with setPose.
    void moveTo(const CameraPose& pose, double now = 0, double seconds = 0);
    /// Of space: perspective or parallel. On the way the angle of view narrows or widens, and what is in the plane of
    /// the focus keeps its size.
    void setPerspective(bool perspective, double now = 0, double seconds = 0);
    bool isPerspective() const { return m_perspective; }
    /// Carries a jump on. False when there is none under way.
    bool advance(double now);

    /// Looks as another does; of its jumps only where they are now.
    void lookAs(const CameraRig& other);

    /// The pose that shows everything, seen from the direction of `from`.
    CameraPose fitted(const CameraPose& from) const;

private:
    struct Jump {
        CameraPose from, to;
        double start, seconds;
    };
    void jump(CameraPose to, double now, double seconds);
    void taken();
    /// With the kind of projection that a jump under way ends with.
    CameraPose settled(CameraPose pose) const;

    CameraPose m_pose;
    SceneBounds m_bounds;
    Margins m_margins;
    std::optional<Jump> m_jump;
    double m_width = 640, m_height = 480;
    int m_dimension = 0;
    bool m_follows = true, m_perspective = false;
};

} // namespace ui
