#pragma once

#include "ui/scene/image.h"

namespace ui {

/// How finely a film keeps its picture; what is finer needs more room. Formats without loss do not ask.
enum class FilmQuality { Low, Medium, High };

/// Takes the frames of an animation one by one and makes files of them. The files appear under their names only when
/// `finish` has returned; a sink destroyed before leaves nothing behind.
/// Errors: engine::Error{CannotWrite} from every function.
class FrameSink {
public:
    virtual ~FrameSink() = default;
    virtual void add(const Image& frame) = 0;
    virtual void finish() = 0;
};

} // namespace ui
