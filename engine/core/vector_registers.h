#pragma once

namespace engine {

/// Marks the upper halves of the vector registers as unused.
///
/// Other people's code (the window system, painting, graphics drivers) returns with them in use. Until somebody clears
/// them, code compiled for every processor waits for them with each of its instructions: measured, a sum of exponentials
/// takes fourteen times as long. A new thread inherits the state of the one that starts it. So the event loop calls this
/// whenever it wakes, the stage before it draws, and each of our threads when it begins.
/// Thread: any; costs a few nanoseconds.
void releaseVectorRegisters() noexcept;

} // namespace engine
